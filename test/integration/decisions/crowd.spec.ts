import { DomainError } from '#domain/shared/error.js';
import { EnvelopeQueries } from '#features/programmes/envelope.queries.js';
import { LedgerQueries } from '#features/programmes/ledger.queries.js';
import { at, openRound, person, type Round } from './round-fixture.js';

let round: Round;
beforeAll(async () => {
  round = await openRound(undefined, 60);
});
afterAll(() => round.close());

it('confirms as many of sixty awards at once as the envelope has room for, and refuses the others by the rule', async () => {
  const ids: string[] = [];
  for (let count = 0; count < 60; count += 1) ids.push(await round.propose(await round.dossier()));
  const signatories = await Promise.all(Array.from({ length: 6 }, () => person(round.app, round.people.signatory.grants, 'Signataire')));
  await round.warm();
  const outcomes = await Promise.all(
    ids.map((id, index) =>
      round.decisions.confirm(signatories[index % 6]!, id, at).then(
        () => 'confirmed',
        (error: unknown) => (error instanceof DomainError ? `${error.kind} ${error.code}` : String(error)),
      ),
    ),
  );
  const counts = outcomes.reduce<Record<string, number>>((all, outcome) => ({ ...all, [outcome]: (all[outcome] ?? 0) + 1 }), {});
  expect(counts).toEqual({ confirmed: 15, 'rule-violated envelope.exhausted': 45 });
  const { figures } = await round.module.get(EnvelopeQueries).one(round.people.auditor, round.envelopeId);
  expect(figures.ae).toMatchObject({ committed: 150_000_000, available: 0 });
  expect(figures.cp).toMatchObject({ '2023': { planned: 90_000_000, available: 0 }, '2024': { planned: 60_000_000, available: 0 } });
  expect(await round.module.get(LedgerQueries).replay()).toEqual([]);
  const { rows } = await round.app.query<{ state: string; count: string }>(`select state, count(*) from decisions group by state order by state`);
  expect(rows).toEqual([{ state: 'confirmed', count: '15' }, { state: 'proposed', count: '45' }]);
  const confirmations = await round.app.query<{ count: string }>(`select count(*) from events where name = 'decision.confirmed'`);
  expect(confirmations.rows[0]!.count).toBe('15');
}, 60_000);

it('refuses a sixteenth award in raw SQL too', async () => {
  const id = await round.propose(await round.dossier());
  await expect(round.decisions.confirm(round.people.signatory, id, at)).rejects.toMatchObject({ code: 'envelope.exhausted', params: { nature: 'ae', year: 2023 } });
  const accounts = `insert into ledger_accounts (envelope_id, year, nature, bucket, award_id) values ($1, 2023, 'ae', 'committed', $2)`;
  await round.app.query(accounts, [round.envelopeId, id]);
  await expect(
    round.app.query(
      `insert into ledger_transfers (kind, from_account, to_account, amount_cents, event_id, person_id, award_id)
       select 'commit', f.id, t.id, 10000000, (select id from events where subject_id = $2 limit 1), $3, $4
       from ledger_accounts f, ledger_accounts t where f.envelope_id = $1 and f.bucket = 'available' and f.nature = 'ae' and t.award_id = $4`,
      [round.envelopeId, id, round.people.signatory.userId, id],
    ),
  ).rejects.toMatchObject({ code: '23514', constraint: 'ledger_accounts_balance_not_negative' });
});
