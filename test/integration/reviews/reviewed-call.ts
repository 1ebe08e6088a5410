import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { Test, type TestingModule } from '@nestjs/testing';
import type pg from 'pg';
import type { Actor, Grant, Role } from '#domain/identity/actor.js';
import type { Track } from '#domain/calls/track.rules.js';
import type { Marks } from '#domain/reviews/score.rules.js';
import { toCents } from '#domain/shared/money.js';
import { CallService, type CallDraft } from '#features/calls/call.service.js';
import { EnvelopeService } from '#features/programmes/envelope.service.js';
import { AssignmentService } from '#features/reviews/assignment.service.js';
import { ReviewService } from '#features/reviews/review.service.js';
import { ReviewsModule } from '#features/reviews/reviews.module.js';
import { DecisionsModule } from '#features/decisions/decisions.module.js';
import { SelectionModule } from '#features/selection/selection.module.js';
import { ConfigModule } from '#platform/config/config.module.js';
import { DatabaseModule } from '#platform/database/database.module.js';
import { EventsModule } from '#platform/events/events.module.js';
import { TablesModule } from '#platform/tables/tables.module.js';
import { quietPool } from '../../support/api.js';
import { testConfig } from '../../support/config.js';

export const at = new Date('2023-09-04T08:00:00Z');

export interface ReviewedCall {
  module: TestingModule;
  app: pg.Pool;
  owner: pg.Pool;
  callId: string;
  /** Another call, in preparation. */
  otherCall(): Promise<string>;
  officer: Actor;
  /** A person with these roles, in the database too; without a scope they hold everywhere. */
  person(roles: readonly Role[], scope?: Grant['scope']): Promise<Actor>;
  /** A submitted dossier of the call, found eligible. */
  dossier(state?: string, track?: string): Promise<string>;
  assign(applicationId: string, reviewer: Actor): Promise<string>;
  /** Saves these marks in a review and sends it. */
  review(reviewer: Actor, reviewId: string, marks: Marks): Promise<void>;
  eventsOf(type: string, id: string): Promise<string[]>;
  close(): Promise<void>;
}

export const marks = (cooperation: number, territory: number | null): Marks => ({
  cooperation: { value: cooperation, comment: 'Coopération décrite.' },
  territory: territory === null ? { value: null, notApplicable: true } : { value: territory },
});

let count = 0;
const rubric = {
  criteria: [
    { key: 'cooperation', label: 'Coopération', weight: 60, scale: { min: 0, max: 5 }, threshold: 2, mandatoryComment: true },
    { key: 'territory', label: 'Ancrage', weight: 40, scale: { min: 0, max: 5 }, allowsNotApplicable: true },
  ],
};
const form = { sections: [{ key: 'projet', title: 'Projet', fields: [{ key: 'resume', label: 'Résumé', kind: 'text', required: false }] }] };

/** A published call with two criteria (60 and 40 %, marks from 0 to 5), awards of 100 000 € and AE for two of them; its tracks, of which some may draw on an envelope of 50 000 €. */
export async function reviewedCall(tracks: (envelopeId: string) => Track[] = () => []): Promise<ReviewedCall> {
  const module = await Test.createTestingModule({ imports: [ConfigModule.with(testConfig()), DatabaseModule, EventsModule, TablesModule, ReviewsModule, SelectionModule, DecisionsModule] }).compile();
  const app = quietPool(process.env['DATABASE_URL']);
  const owner = quietPool(process.env['DATABASE_OWNER_URL']);
  const idOf = async (text: string, params: unknown[]): Promise<string> => (await app.query<{ id: string }>(`${text} returning id`, params)).rows[0]!.id;

  const person: ReviewedCall['person'] = async (roles, scope = {}) => {
    const userId = await idOf(`insert into users (email, full_name) values ($1, 'Camille Fictive')`, [`${randomUUID()}@essaim.test`]);
    for (const role of roles) await app.query(`insert into role_grants (user_id, role, scope) values ($1, $2, $3)`, [userId, role, JSON.stringify(scope)]);
    return { userId, grants: roles.map((role) => ({ role, scope })) };
  };

  const officer = await person(['officer']);
  const publisher = await person(['publisher', 'budget-approver']);
  const envelopes = module.get(EnvelopeService);
  const calls = module.get(CallService);
  const envelopeId = await envelopes.propose(officer, { title: 'AMI PTCE', programmeCode: null, actionCode: null }, [{ nature: 'ae', year: 2023, amountCents: toCents(20_000_000) }], at);
  await envelopes.confirm(publisher, envelopeId, at);
  const others = await envelopes.propose(officer, { title: 'Prêts', programmeCode: null, actionCode: null }, [{ nature: 'ae', year: 2023, amountCents: toCents(5_000_000) }, { nature: 'cp', year: 2023, amountCents: toCents(5_000_000) }], at);
  await envelopes.confirm(publisher, others, at);
  const terms = (): CallDraft => ({
    code: `PTCE-${randomUUID().slice(0, 8).toUpperCase()}`,
    title: 'AMI PTCE, phase 2',
    instrument: 'AMI',
    summary: '',
    envelopeId,
    authority: 'La ministre déléguée',
    compositionProfile: 'loose',
    certification: false,
    prerequisite: null,
    tieBreak: ['criterion:cooperation'],
    awardTerms: {
      support: 'cash',
      minCents: toCents(10_000_000),
      maxCents: toCents(10_000_000),
      durationMonths: 24,
      laureatesExpected: 2,
      instalments: [{ key: 'first', label: 'Premier versement', sharePercent: 100, trigger: 'signature', paymentDays: 60, yearOffset: 0 }],
    },
    phases: [{ title: 'Phase 2', opensAt: new Date('2023-06-01T00:00:00Z'), closesAt: new Date('2023-10-01T00:00:00Z'), requiresPhase: null }],
    prerequisiteCallId: null,
    charterRequired: false,
    themes: [],
    regions: [],
    zonings: [],
    tracks: tracks(others),
  });
  const callId = await calls.create(officer, terms(), at);
  await calls.putForm(officer, callId, 1, form, at);
  await calls.putRubric(officer, callId, 2, rubric, at);
  await calls.publish(publisher, callId, at);

  const dossier: ReviewedCall['dossier'] = async (state = 'eligible', track) => {
    count += 1;
    const poleId = await idOf(
      `insert into poles (name, siren, legal_category, region_code, address_line, postal_code, city, created_by) values ($1, $2, '9220', '84', '1 rue', '38000', 'Grenoble', $3)`,
      [`Pôle d'essai ${count}`, String(100_000_000 + count), officer.userId],
    );
    const number = `2023-${String(count).padStart(6, '0')}`;
    const id = await idOf(
      `insert into applications (call_id, phase_id, pole_id, form_version_id, project_title, state, number, submitted_at, silence_on, started_by, track_key)
       select $1, p.id, $2, f.id, $3, $4, $5, $6, '2023-11-01', $7, $8 from call_phases p, form_versions f where p.call_id = $1 and f.call_id = $1`,
      [callId, poleId, `Projet ${count}`, state, number, new Date(Date.UTC(2023, 6, 1, 0, count)), officer.userId, track ?? null],
    );
    const content = JSON.stringify({ call: 'PTCE', projectTitle: `Projet ${count}`, prerequisiteDeclared: false, pole: { name: `Pôle d'essai ${count}` }, members: [], sections: [] });
    await app.query(
      `insert into submissions (application_id, ordinal, draft_version, number, received_at, content, content_sha256, submitted_by)
       values ($1, 1, 1, $2, $3, $4, sha256(convert_to($4, 'UTF8')), $5)`,
      [id, number, at, content, officer.userId],
    );
    return id;
  };

  return {
    module,
    app,
    owner,
    callId,
    otherCall: () => calls.create(officer, terms(), at),
    officer,
    person,
    dossier,
    assign: async (applicationId, reviewer) =>
      (await module.get(AssignmentService).assign(officer, { applicationId, reviewerId: reviewer.userId, level: 'national' }, at)).reviewId,
    review: async (reviewer, reviewId, given) => {
      const { version } = await module.get(ReviewService).saveMarks(reviewer, reviewId, 1, given, at);
      await module.get(ReviewService).send(reviewer, reviewId, version, at);
    },
    eventsOf: async (type, id) =>
      (await app.query<{ name: string }>(`select name from events where subject_type = $1 and subject_id = $2 order by seq`, [type, id])).rows.map(({ name }) => name),
    close: async () => {
      await module.close();
      await Promise.all([app.end(), owner.end()]);
    },
  };
}
