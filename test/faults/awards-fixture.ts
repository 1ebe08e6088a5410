import { randomBytes } from 'node:crypto';
import type { Actor } from '#domain/identity/actor.js';
import { sha256 } from '#features/identity/sign-in-token.js';
import { EnvelopeService } from '#features/programmes/envelope.service.js';
import { at, euros, one, openRound, person, type Round } from '../integration/decisions/round-fixture.js';

export const decisions = 200;

export interface Crowd {
  round: Round;
  /** Sessions of signatories. */
  tokens: string[];
  /** An envelope with room for `room` awards, and 200 proposed awards on it, made by SQL. */
  prepare(room: number): Promise<{ envelopeId: string; decisionIds: string[] }>;
}

export async function gatherCrowd(): Promise<Crowd> {
  const round = await openRound();
  const { app, owner, module, people } = round;
  await app.query(`insert into demonstration_clock (set_to) values ($1)`, [at]);
  const budget = await person(app, [{ role: 'budget-approver', scope: {} }]);
  const signatories = await Promise.all(Array.from({ length: 8 }, async (): Promise<Actor> => {
    const one = await person(app, [], 'Sous-directrice fictive');
    await app.query(`insert into role_grants (user_id, role) values ($1, 'signatory')`, [one.userId]);
    return one;
  }));
  const tokens = await Promise.all(signatories.map(async ({ userId }) => {
    const token = randomBytes(32).toString('base64url');
    await app.query(`insert into sessions (token_sha256, user_id) values ($1, $2)`, [sha256(token), userId]);
    return token;
  }));
  await owner.query(
    `insert into poles (name, siren, legal_category, region_code, address_line, postal_code, city, created_by)
     select 'Pôle fictif de la foule ' || n, '9' || lpad(n::text, 8, '0'), '9220', '84', '1 rue Fictive', '69000', 'Lyon', $1 from generate_series(1, $2::int) n`,
    [people.officer.userId, decisions],
  );
  let rounds = 0;
  const prepare = async (room: number): Promise<{ envelopeId: string; decisionIds: string[] }> => {
    rounds += 1;
    const envelopes = module.get(EnvelopeService);
    const money = [
      { nature: 'ae' as const, year: 2023, amountCents: euros(100_000 * room) },
      { nature: 'cp' as const, year: 2023, amountCents: euros(60_000 * decisions) },
      { nature: 'cp' as const, year: 2024, amountCents: euros(40_000 * decisions) },
    ];
    const envelopeId = await envelopes.propose(people.officer, { title: `Enveloppe de la foule ${rounds}`, programmeCode: '305', actionCode: '04' }, money, at);
    await envelopes.confirm(budget, envelopeId, at);
    const callId = await one(
      owner,
      `insert into calls (code, title, instrument, summary, state, envelope_id, authority, award_terms, authored_by, published_by, published_at)
       select 'FOULE-' || $1, title, instrument, summary, state, $2, authority, award_terms, authored_by, published_by, published_at from calls where id = $3 returning id`,
      [rounds, envelopeId, round.callId],
    );
    const phaseId = await one(owner, `insert into call_phases (call_id, position, title, opens_at, closes_at) values ($1, 1, 'Phase 2', '2023-06-01', '2023-08-01') returning id`, [callId]);
    const formId = await one(owner, `insert into form_versions (call_id, ordinal, definition) values ($1, 1, '{}') returning id`, [callId]);
    const rankingId = await one(owner, `insert into rankings (call_id, ordinal, committee_order, frozen_by, frozen_at) values ($1, 1, '{}', $2, $3) returning id`, [callId, people.chair.userId, at]);
    await owner.query(
      `insert into applications (call_id, phase_id, pole_id, form_version_id, project_title, state, number, submitted_at, silence_on, started_by)
       select $1, $2, p.id, $3, 'Une halle pour tous', 'under-review', format('%s-%s', 3000 + $4::int, lpad(row_number() over (order by p.id)::text, 6, '0')), '2023-07-20T10:00:00Z', '2023-09-20', $5
       from poles p where p.siren like '9%'`,
      [callId, phaseId, formId, rounds, people.officer.userId],
    );
    await owner.query(
      `insert into submissions (application_id, ordinal, draft_version, number, received_at, content, content_sha256, submitted_by)
       select id, 1, 1, number, submitted_at, '{}', sha256('{}'), started_by from applications where call_id = $1`,
      [callId],
    );
    await owner.query(
      `insert into ranking_rows (ranking_id, application_id, position, rank, mean_numerator, mean_denominator, spread, review_count, below_threshold)
       select $1, id, row_number() over (order by number), row_number() over (order by number), 7000, 1, 0, 3, '{}' from applications where call_id = $2`,
      [rankingId, callId],
    );
    const { rows } = await owner.query<{ id: string }>(
      `insert into decisions (reference, application_id, submission_id, kind, amount_cents, motivation, release_on, proposed_by, proposed_at)
       select 'D-' || a.number || '-1', a.id, s.id, 'award', $2, '', '2023-10-17', $3, $4
       from applications a join submissions s on s.application_id = a.id where a.call_id = $1 returning id`,
      [callId, euros(100_000), people.chair.userId, at],
    );
    return { envelopeId, decisionIds: rows.map((row) => row.id) };
  };
  return { round, tokens, prepare };
}
