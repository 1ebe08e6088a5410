import type { Actor } from '#domain/identity/actor.js';
import { BankAccountQueries } from '#features/disbursements/bank-account.queries.js';
import { BankAccountService } from '#features/disbursements/bank-account.service.js';
import { fictitiousIban } from '../../support/fictitious-iban.js';
import { at, openRound, person, type Dossier, type Round } from '../decisions/round-fixture.js';

let round: Round;
let dossier: Dossier;
beforeAll(async () => {
  round = await openRound();
});
beforeEach(async () => {
  dossier = await round.dossier();
});
afterAll(() => round.close());

let number = 0;
const service = () => round.module.get(BankAccountService);
const queries = () => round.module.get(BankAccountQueries);
const declare = (actor: Actor, changes: { iban?: string; bic?: string | null; holder?: string; poleId?: string } = {}) =>
  service().declare(actor, { poleId: dossier.poleId, iban: fictitiousIban(++number), bic: null, holder: 'Pôle fictif', ...changes }, at);

it('is declared by the pole and paid to once a second person verified it; a change waits for the same', async () => {
  const { approver, preparer } = round.people;
  const iban = fictitiousIban(++number);
  const first = await declare(dossier.applicant, { iban: iban.toLowerCase().replace(/(.{4})/g, '$1 '), bic: 'agrifrpp' });
  expect(await queries().one(approver, first)).toMatchObject({ iban, bic: 'AGRIFRPP', current: false, verifiedByName: null, actions: ['verify'] });
  expect((await queries().one(dossier.applicant, first)).actions).toEqual([]);
  await expect(service().verify(preparer, first, at)).rejects.toMatchObject({ kind: 'forbidden', code: 'bank-account.verify-not-yours' });
  await expect(service().verify(dossier.applicant, first, at)).rejects.toMatchObject({ kind: 'forbidden' });
  await service().verify(approver, first, at);
  await expect(service().verify(approver, first, at)).rejects.toMatchObject({ kind: 'conflict', code: 'bank-account.already-verified' });
  const second = await declare(dossier.applicant);
  expect((await queries().one(approver, first)).current).toBe(true);
  await service().verify(approver, second, at);
  expect([(await queries().one(approver, first)).current, (await queries().one(approver, second)).current]).toEqual([false, true]);
  expect(await round.events('bank-account', second)).toEqual(['bank-account.declared', 'bank-account.verified']);
  expect((await queries().list(dossier.applicant, { limit: 10 })).items.map(({ id }) => id)).toEqual([second, first]);
  expect((await queries().list(approver, { poleId: dossier.poleId, verified: false, limit: 10 })).items).toEqual([]);
});

it('is refused when it is wrong, not one’s own, or known already', async () => {
  const right = fictitiousIban(++number);
  const wrong = right.slice(0, -1) + ((Number(right.at(-1)) + 1) % 10);
  await expect(declare(dossier.applicant, { iban: wrong })).rejects.toMatchObject({ kind: 'invalid-input', code: 'bank-account.iban-wrong' });
  await expect(declare(dossier.applicant, { iban: 'DE8937040044053201300' })).rejects.toMatchObject({ kind: 'invalid-input' });
  await expect(declare(dossier.applicant, { bic: 'NOT A BIC' })).rejects.toMatchObject({ code: 'bank-account.bic-malformed' });
  await expect(declare(dossier.applicant, { holder: ' ' })).rejects.toMatchObject({ code: 'bank-account.no-holder' });
  await expect(declare(round.people.officer)).rejects.toMatchObject({ kind: 'forbidden', code: 'bank-account.declare-not-yours' });
  const stranger = (await round.dossier()).applicant;
  await expect(declare(stranger)).rejects.toMatchObject({ kind: 'not-found', code: 'pole.not-found' });
  const id = await declare(dossier.applicant, { iban: right });
  await expect(declare(dossier.applicant, { iban: right })).rejects.toMatchObject({ kind: 'conflict', code: 'bank-account.already-declared' });
  await expect(queries().one(stranger, id)).rejects.toMatchObject({ code: 'bank-account.not-found' });
  await expect(service().verify(stranger, id, at)).rejects.toMatchObject({ code: 'bank-account.not-found' });
  const raw = (iban: string) => round.app.query(`insert into bank_accounts (pole_id, iban, holder, declared_by, declared_at) values ($1, $2, 'x', $3, now())`, [dossier.poleId, iban, dossier.applicant.userId]);
  await expect(raw(wrong)).rejects.toMatchObject({ code: '23514', constraint: 'bank_accounts_iban_valid' });
});

it('takes two people, in SQL too, and one account per pole', async () => {
  const both = await person(round.app, [{ role: 'approver', scope: {} }]);
  const id = await declare(dossier.applicant);
  const self: Actor = { userId: dossier.applicant.userId, grants: both.grants };
  await expect(service().verify(self, id, at)).rejects.toMatchObject({ kind: 'forbidden', code: 'bank-account.verify-needs-another-person' });
  const run = (changes: string) => round.app.query(`update bank_accounts set ${changes} where id = $1`, [id]);
  await expect(run(`verified_by = declared_by, verified_at = now()`)).rejects.toMatchObject({ constraint: 'bank_accounts_second_person' });
  await expect(run(`current = true`)).rejects.toMatchObject({ constraint: 'bank_accounts_current_verified' });
  await expect(run(`iban = '${fictitiousIban(++number)}'`)).rejects.toMatchObject({ code: '42501' });
  const other = await declare(dossier.applicant);
  const outcomes = await Promise.allSettled([service().verify(both, id, at), service().verify(round.people.approver, other, at)]);
  expect(outcomes.some(({ status }) => status === 'fulfilled')).toBe(true);
  expect((await queries().list(both, { poleId: dossier.poleId, limit: 10 })).items.filter(({ current }) => current)).toHaveLength(1);
});
