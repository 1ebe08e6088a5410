import type { Actor } from '#domain/identity/actor.js';
import { DecisionQueries } from '#features/decisions/decision.queries.js';
import { LetterQueries } from '#features/decisions/letter.queries.js';
import { EnvelopeQueries } from '#features/programmes/envelope.queries.js';
import { LedgerQueries } from '#features/programmes/ledger.queries.js';
import { at, euros, openRound, person, type Round } from './round-fixture.js';

let round: Round;
beforeAll(async () => {
  round = await openRound();
});
afterAll(() => round.close());

const queries = () => round.module.get(DecisionQueries);
const letters = () => round.module.get(LetterQueries);
const figures = async () => (await round.module.get(EnvelopeQueries).one(round.people.auditor, round.envelopeId)).figures;
const stateOf = async (applicationId: string): Promise<string> => (await round.app.query<{ state: string }>(`select state from applications where id = $1`, [applicationId])).rows[0]!.state;

it('takes an award from proposal to release, money and letter included', async () => {
  const { chair, signatory } = round.people;
  const dossier = await round.dossier();
  const before = await figures();
  const id = await round.propose(dossier, { amountCents: euros(99_999) });
  expect((await figures()).ae.committed).toBe(before.ae.committed);
  expect((await queries().one(chair, id)).actions).toEqual([]);
  expect((await queries().one(signatory, id)).actions).toEqual(['confirm']);

  await round.decisions.confirm(signatory, id, at);
  const after = await figures();
  expect(after.ae.committed - before.ae.committed).toBe(9_999_900);
  expect(after.cp['2023']!.planned - before.cp['2023']!.planned).toBe(5_999_940);
  expect(after.cp['2024']!.planned - before.cp['2024']!.planned).toBe(3_999_960);
  expect(await round.module.get(LedgerQueries).replay()).toEqual([]);
  expect(await stateOf(dossier.applicationId)).toBe('under-review');
  await expect(round.decisions.release(signatory, id, at)).rejects.toMatchObject({ kind: 'conflict', code: 'decision.letter-not-made' });

  await round.makeLetters();
  for (const blind of [queries().one(dossier.applicant, id), letters().fileOf(dossier.applicant, id)]) await expect(blind).rejects.toMatchObject({ code: 'decision.not-found' });
  expect((await queries().list(dossier.applicant, { limit: 50 })).items).toEqual([]);
  expect(await letters().fileForMail(id)).toBeUndefined();
  const { verificationCode } = (await queries().one(signatory, id)).letter!;
  await expect(letters().check(verificationCode)).rejects.toMatchObject({ code: 'letter.not-found' });

  await round.decisions.release(signatory, id, at);
  expect(await stateOf(dossier.applicationId)).toBe('awarded');
  expect(await queries().one(dossier.applicant, id)).toMatchObject({ amountCents: 9_999_900, appealLastDay: '2023-12-18', signatoryQuality: 'Sous-directrice fictive', proposedByName: null, actions: [] });
  expect((await queries().list(dossier.applicant, { limit: 50 })).items.map((row) => row.id)).toEqual([id]);
  const file = await letters().fileOf(dossier.applicant, id);
  expect(file.content.subarray(0, 5).toString()).toBe('%PDF-');
  expect(await letters().fileForMail(id)).toEqual(file);
  const typed = `${verificationCode.slice(0, 4)}-${verificationCode.slice(4, 8).toLowerCase()}-${verificationCode.slice(8)}`;
  expect(await letters().check(typed)).toMatchObject({ reference: file.reference, kind: 'award', decidedOn: '2023-10-17', amountCents: 9_999_900, sha256: file.sha256 });
  for (const absent of ['0'.repeat(12), 'nothing', '']) await expect(letters().check(absent)).rejects.toMatchObject({ code: 'letter.not-found' });
  expect(await round.events('decision', id)).toEqual(['decision.proposed', 'decision.confirmed', 'letter.made', 'decision.released']);
  const { rows } = await round.app.query(`select job from outbox o join events e on e.id = o.event_id where e.subject_id = $1`, [id]);
  expect(rows).toEqual([{ job: 'notifications.plan' }]);
});

it('takes each other kind to its end, and overseas has a month more to appeal', async () => {
  const { officer, signatory } = round.people;
  const kinds = [
    { proposal: { kind: 'reserve', amountCents: null, reserveRank: 1 }, dossier: await round.dossier(), by: round.people.chair, ends: 'reserve' },
    { proposal: { kind: 'refusal', amountCents: null, motivation: 'Un projet trop peu avancé.' }, dossier: await round.dossier('under-review', '01'), by: round.people.chair, ends: 'refused' },
    { proposal: { kind: 'ineligible', amountCents: null }, dossier: await round.dossier('ineligible'), by: officer, ends: 'ineligible' },
  ] as const;
  for (const { proposal, dossier, by, ends } of kinds) {
    const id = await round.propose(dossier, proposal, by);
    await round.decisions.confirm(signatory, id, at);
    await round.makeLetters();
    await round.decisions.release(signatory, id, at);
    expect(await stateOf(dossier.applicationId)).toBe(ends);
    expect((await queries().one(dossier.applicant, id)).appealLastDay).toBe(proposal.kind === 'refusal' ? '2024-01-18' : '2023-12-18');
  }
});

it('lifts a dossier from the reserve list, the first decision staying as it was', async () => {
  const dossier = await round.dossier();
  const first = await round.released(dossier, { kind: 'reserve', amountCents: null, reserveRank: 2 });
  const second = await round.propose(dossier);
  expect(await queries().one(round.people.chair, second)).toMatchObject({ supersedes: first, reference: expect.stringMatching(/-2$/) });
  expect(await queries().one(dossier.applicant, first)).toMatchObject({ state: 'released', supersededAt: at });
  await round.decisions.confirm(round.people.signatory, second, at);
  await expect(round.propose(dossier)).rejects.toMatchObject({ kind: 'conflict', code: 'decision.already-taken' });
  await round.makeLetters();
  await round.decisions.release(round.people.signatory, second, at);
  expect(await stateOf(dossier.applicationId)).toBe('awarded');
});

it('asks for two people, each with the right, on a dossier that is ready', async () => {
  const { chair, officer, signatory, auditor, reviewer, preparer } = round.people;
  const dossier = await round.dossier();
  await expect(round.propose(dossier, {}, officer)).rejects.toMatchObject({ kind: 'forbidden', code: 'decision.propose-not-yours' });
  await expect(round.propose(dossier, {}, dossier.applicant)).rejects.toMatchObject({ kind: 'forbidden' });
  await expect(round.propose(dossier, {}, reviewer)).rejects.toMatchObject({ kind: 'not-found', code: 'application.not-found' });
  await expect(round.propose(await round.dossier('under-review', '84', 'unranked'))).rejects.toMatchObject({ code: 'decision.no-frozen-ranking' });
  await expect(round.propose(await round.dossier('under-review', '84', 'eliminated'))).rejects.toMatchObject({ code: 'decision.dossier-eliminated' });
  const both: Actor = { ...chair, grants: [...chair.grants, ...signatory.grants] };
  const id = await round.propose(dossier, {}, both);
  await expect(round.decisions.confirm(both, id, at)).rejects.toMatchObject({ kind: 'forbidden', code: 'decision.confirm-needs-another-person' });
  await expect(round.decisions.confirm(auditor, id, at)).rejects.toMatchObject({ kind: 'forbidden', code: 'decision.confirm-not-yours' });
  for (const stranger of [dossier.applicant, reviewer, preparer]) await expect(round.decisions.confirm(stranger, id, at)).rejects.toMatchObject({ kind: 'not-found', code: 'decision.not-found' });
  const elsewhere: Actor = { userId: signatory.userId, grants: [{ role: 'signatory', scope: { callId: dossier.poleId } }] };
  await expect(round.decisions.confirm(elsewhere, id, at)).rejects.toMatchObject({ code: 'decision.not-found' });
  const nameless = await person(round.app, signatory.grants);
  await expect(round.decisions.confirm(nameless, id, at)).rejects.toMatchObject({ kind: 'rule-violated', code: 'decision.signatory-without-quality' });
  await expect(round.app.query(`update decisions set state = 'confirmed', confirmed_by = proposed_by, confirmed_at = now(), decided_on = now(), signatory_name = 'x', signatory_quality = 'y' where id = $1`, [id])).rejects.toMatchObject({
    code: '23514',
    constraint: 'decisions_second_person',
  });
});

it('hides what is decided from people with a declared link with the dossier', async () => {
  const { signatory, officer } = round.people;
  const dossier = await round.dossier();
  const id = await round.propose(dossier);
  const linked = await person(round.app, signatory.grants, 'Directrice fictive');
  await round.app.query(`insert into conflicts (application_id, person_id, basis, since, recorded_by) values ($1, $2, 'family', now(), $3)`, [dossier.applicationId, linked.userId, officer.userId]);
  await expect(queries().one(linked, id)).rejects.toMatchObject({ code: 'decision.not-found' });
  await expect(round.decisions.confirm(linked, id, at)).rejects.toMatchObject({ code: 'decision.not-found' });
  expect((await queries().list(linked, { applicationId: dossier.applicationId, limit: 50 })).items).toEqual([]);
  expect((await queries().list(signatory, { applicationId: dossier.applicationId, limit: 50 })).items.map((row) => row.id)).toEqual([id]);
});

it('confirms once when several signatories press at once, and proposes once', async () => {
  const others = await Promise.all(Array.from({ length: 5 }, () => person(round.app, round.people.signatory.grants, 'Signataire')));
  for (let turn = 0; turn < 5; turn += 1) {
    const dossier = await round.dossier();
    const proposals = await Promise.allSettled([round.propose(dossier), round.propose(dossier)]);
    expect(proposals.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(0);
    const { rows } = await round.app.query<{ id: string }>(`select id from decisions where application_id = $1 and superseded_at is null`, [dossier.applicationId]);
    expect(rows).toHaveLength(1);
    const id = rows[0]!.id;
    const before = (await figures()).ae.committed;
    const press = (one: Actor): Promise<string> => round.decisions.confirm(one, id, at).then(() => 'confirmed', (error: { kind: string; code: string }) => `${error.kind} ${error.code}`);
    const outcomes = await round.behindGate('decisions', id, () => Promise.all(others.map(press)));
    expect(outcomes.sort()).toEqual([...Array.from({ length: 4 }, () => 'conflict decision.cannot-confirm'), 'confirmed'].sort());
    expect((await round.events('decision', id)).filter((name) => name === 'decision.confirmed')).toHaveLength(1);
    expect((await figures()).ae.committed - before).toBe(10_000_000);
  }
});

it('keeps in SQL what was decided, by whom, and in which order', async () => {
  const dossier = await round.dossier();
  const id = await round.released(dossier);
  const run = (text: string) => round.app.query(text, [id]);
  await expect(run(`update decisions set amount_cents = 1 where id = $1`)).rejects.toMatchObject({ code: '42501' });
  await expect(run(`delete from decisions where id = $1`)).rejects.toMatchObject({ code: '42501' });
  await expect(run(`update decisions set state = 'confirmed', released_by = null, released_at = null where id = $1`)).rejects.toMatchObject({ constraint: 'decisions_forward_only' });
  await expect(run(`update decisions set signatory_name = 'Autre' where id = $1`)).rejects.toMatchObject({ constraint: 'decisions_signature_fixed' });
  await expect(run(`update letters set made_at = now() where decision_id = $1`)).rejects.toMatchObject({ code: '42501' });
  await expect(
    run(`insert into decisions (reference, application_id, submission_id, kind, amount_cents, release_on, proposed_by, proposed_at)
         select 'D-x', application_id, submission_id, kind, amount_cents, release_on, proposed_by, proposed_at from decisions where id = $1`),
  ).rejects.toMatchObject({ code: '23505', constraint: 'decisions_one_current' });
  await expect(round.app.query(`insert into files (sha256, content, media_type) values (sha256('a'), 'b', 'text/plain')`)).rejects.toMatchObject({ constraint: 'files_content_matches_hash' });
});

it('refuses, at the commit, an award that is confirmed without its money', async () => {
  const id = await round.propose(await round.dossier());
  const confirm = `update decisions set state = 'confirmed', confirmed_by = $2, confirmed_at = now(), decided_on = '2023-10-17', signatory_name = 'x', signatory_quality = 'y' where id = $1`;
  await expect(round.app.query(confirm, [id, round.people.signatory.userId])).rejects.toMatchObject({ code: '23514', constraint: 'decisions_award_committed' });
});

it('lists with filters, page by page', async () => {
  const { auditor } = round.people;
  const seen: string[] = [];
  let after: string | undefined;
  do {
    const { items, next } = await queries().list(auditor, { callId: round.callId, limit: 3, ...(after === undefined ? {} : { after }) });
    seen.push(...items.map(({ id }) => id));
    after = next ?? undefined;
  } while (after !== undefined);
  expect(new Set(seen).size).toBe(seen.length);
  expect(seen.length).toBe(Number((await round.app.query<{ count: string }>(`select count(*) from decisions`)).rows[0]!.count));
  const reserves = (await queries().list(auditor, { kind: 'reserve', state: 'released', limit: 50, search: 'pole FICTIF' })).items;
  expect(reserves).toHaveLength(2);
  expect(reserves.every(({ kind, hasLetter }) => kind === 'reserve' && hasLetter)).toBe(true);
  expect((await queries().list(auditor, { search: 'inconnu', limit: 50 })).items).toEqual([]);
  expect((await queries().list(round.people.reviewer, { limit: 50 })).items).toEqual([]);

});
