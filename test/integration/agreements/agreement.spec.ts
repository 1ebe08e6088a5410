import type { Actor } from '#domain/identity/actor.js';
import { AgreementQueries } from '#features/agreements/agreement.queries.js';
import { AgreementService } from '#features/agreements/agreement.service.js';
import { at, euros, openRound, person, type Dossier, type Round } from '../decisions/round-fixture.js';

let round: Round;
beforeAll(async () => {
  round = await openRound();
});
afterAll(() => round.close());

const service = () => round.module.get(AgreementService);
const queries = () => round.module.get(AgreementQueries);
const signedOn = new Date('2023-10-20T22:30:00Z');

async function draft(amount = 100_000): Promise<{ id: string; dossier: Dossier }> {
  const dossier = await round.dossier();
  const decisionId = await round.released(dossier, { amountCents: euros(amount) });
  return { id: await service().draft(round.people.officer, decisionId, at), dossier };
}

it('is signed by the pole, then by the authority, and only then is something due', async () => {
  const { id, dossier } = await draft(99_999);
  expect(await queries().one(dossier.applicant, id)).toMatchObject({
    state: 'draft',
    reference: expect.stringMatching(/^C-2023-/),
    actions: ['sign-as-pole'],
    instalments: [
      { label: 'Premier versement', amountCents: 5_999_940, year: 2023, trigger: 'signature', paymentDays: 60, dueOn: null },
      { label: 'Second versement', amountCents: 3_999_960, year: 2024, trigger: 'report-accepted', dueOn: null },
    ],
  });
  await expect(service().sign(round.people.signatory, id, signedOn)).rejects.toMatchObject({ kind: 'conflict', code: 'agreement.pole-signs-first' });
  await service().sign(dossier.applicant, id, signedOn);
  await expect(service().sign(dossier.applicant, id, signedOn)).rejects.toMatchObject({ code: 'agreement.cannot-sign-as-pole' });
  expect((await queries().one(round.people.signatory, id)).actions).toEqual(['sign-as-authority']);
  await service().sign(round.people.signatory, id, signedOn);
  expect(await queries().one(dossier.applicant, id)).toMatchObject({ state: 'signed', actions: [], instalments: [{ dueOn: '2023-12-20' }, { dueOn: null }] });
  expect(await round.events('agreement', id)).toEqual(['agreement.drafted', 'agreement.signed-by-pole', 'agreement.concluded']);
});

it('concludes once when eight signatories press at once', async () => {
  const { id, dossier } = await draft();
  const signatories = await Promise.all(Array.from({ length: 8 }, () => person(round.app, round.people.signatory.grants, 'Signataire')));
  await service().sign(dossier.applicant, id, signedOn);
  const press = (one: Actor): Promise<string> => service().sign(one, id, signedOn).then(() => 'signed', (error: { code: string }) => error.code);
  const outcomes = await round.behindGate('agreements', id, () => Promise.all(signatories.map(press)));
  expect(outcomes.sort()).toEqual([...Array.from({ length: 7 }, () => 'agreement.cannot-sign-as-authority'), 'signed']);
  expect((await round.events('agreement', id)).filter((name) => name === 'agreement.concluded')).toHaveLength(1);
});

it('follows from one released award, once', async () => {
  const { officer, signatory, preparer } = round.people;
  const dossier = await round.dossier();
  const decisionId = await round.propose(dossier);
  await expect(service().draft(officer, decisionId, at)).rejects.toMatchObject({ kind: 'rule-violated', code: 'agreement.award-not-released' });
  await round.decisions.confirm(signatory, decisionId, at);
  const raw = () => round.app.query(`insert into agreements (reference, decision_id, drafted_by, drafted_at) values ('C-x', $1, $2, now())`, [decisionId, officer.userId]);
  await expect(raw()).rejects.toMatchObject({ code: '23514', constraint: 'agreements_of_released_award' });
  await expect(service().draft(dossier.applicant, decisionId, at)).rejects.toMatchObject({ code: 'decision.not-found' });
  await round.makeLetters();
  await round.decisions.release(signatory, decisionId, at);
  await expect(service().draft(dossier.applicant, decisionId, at)).rejects.toMatchObject({ kind: 'forbidden', code: 'agreement.draft-not-yours' });
  await expect(service().draft(preparer, decisionId, at)).rejects.toMatchObject({ code: 'decision.not-found' });
  await round.warm();
  const outcomes = await Promise.allSettled([1, 2, 3].map(() => service().draft(officer, decisionId, at)));
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(outcomes.flatMap((one) => (one.status === 'rejected' ? [(one.reason as { code: string }).code] : []))).toEqual(['agreement.already-drafted', 'agreement.already-drafted']);
  const reserve = await round.released(await round.dossier(), { kind: 'reserve', amountCents: null, reserveRank: 1 });
  await expect(service().draft(officer, reserve, at)).rejects.toMatchObject({ code: 'agreement.not-an-award' });
});

it('takes two people, in SQL too, whose signatures stay', async () => {
  const { id, dossier } = await draft();
  const both: Actor = { userId: dossier.applicant.userId, grants: [...dossier.applicant.grants, ...round.people.signatory.grants] };
  await service().sign(both, id, signedOn);
  await expect(service().sign(both, id, signedOn)).rejects.toMatchObject({ kind: 'conflict', code: 'agreement.cannot-sign-as-pole' });
  const since: Actor = { userId: both.userId, grants: round.people.signatory.grants };
  await expect(service().sign(since, id, signedOn)).rejects.toMatchObject({ kind: 'forbidden', code: 'agreement.sign-needs-another-person' });
  const run = (changes: string) => round.app.query(`update agreements set ${changes} where id = $1`, [id]);
  await expect(run(`state = 'signed', signed_by_authority = signed_by_pole, signed_by_authority_at = now()`)).rejects.toMatchObject({ constraint: 'agreements_two_people' });
  await expect(run(`state = 'signed'`)).rejects.toMatchObject({ constraint: 'agreements_signatures' });
  await expect(run(`signed_by_pole_at = now()`)).rejects.toMatchObject({ constraint: 'agreements_signature_fixed' });
  const extra = `insert into instalments (agreement_id, position, key, label, amount_cents, year, trigger) values ($1, 3, 'more', 'Trop', 1, 2024, 'signature')`;
  await expect(round.app.query(extra, [id])).rejects.toMatchObject({ code: '23514', constraint: 'instalments_make_award' });
});

it('is seen by its pole, the desks and the operator, not by others', async () => {
  const { id, dossier } = await draft();
  const stranger = (await round.dossier()).applicant;
  for (const actor of [stranger, round.people.reviewer, round.people.chair]) {
    await expect(queries().one(actor, id)).rejects.toMatchObject({ kind: 'not-found', code: 'agreement.not-found' });
    await expect(service().sign(actor, id, signedOn)).rejects.toMatchObject({ kind: 'not-found', code: 'agreement.not-found' });
    expect((await queries().list(actor, { limit: 50 })).items).toEqual([]);
  }
  await expect(service().sign(round.people.preparer, id, signedOn)).rejects.toMatchObject({ kind: 'forbidden', code: 'agreement.sign-not-yours' });
  expect((await queries().list(dossier.applicant, { limit: 50 })).items.map((row) => row.id)).toEqual([id]);
  const first = await queries().list(round.people.auditor, { limit: 2, search: 'pole fictif' });
  const rest = await queries().list(round.people.auditor, { limit: 50, search: 'pole fictif', after: first.next! });
  const all = [...first.items, ...rest.items].map((row) => row.id);
  expect(all[0]).toBe(id);
  expect(new Set(all).size).toBe(Number((await round.app.query<{ count: string }>(`select count(*) from agreements`)).rows[0]!.count));
  expect((await queries().list(round.people.auditor, { limit: 50, state: 'signed' })).items).toHaveLength(2);
});
