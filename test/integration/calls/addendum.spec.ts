import { NotificationService } from '#features/notifications/notification.service.js';
import { NotificationQueries } from '#features/notifications/notification.queries.js';
import { expectStatus, openApi, quietPool, type Caller, type TestApi } from '../../support/api.js';
import { completeDraft, form, openCall, type Dossier, type OpenCall } from '../../support/open-call.js';
import { until } from '../../support/until.js';

let api: TestApi;
let call: OpenCall;
let dossiers: Dossier[];
let other: Caller;

const later = '2023-08-31T22:00:00.000Z';
const reason = 'Deux préfectures ont demandé un délai.';
interface CallSeen {
  version: number;
  addenda: number;
  title: string;
  phases: { id: string; closesAt: string }[];
  form: { sections: { key: string }[] };
}
const seen = async (): Promise<CallSeen> => expectStatus<CallSeen>(await api.visitor.call('get', `/api/calls/${call.id}`), 200);
const propose = async (parts: object, by: Caller = call.officer) => by.call('post', `/api/calls/${call.id}/addenda`, { version: (await seen()).version, reason, ...parts });
const proposed = async (parts: object): Promise<string> => expectStatus<{ id: string }>(await propose(parts), 201).id;
const publish = (id: string, by: Caller = call.publisher) => by.call('post', `/api/addenda/${id}/publish`);
const codeOf = ({ status, body }: { status: number; body: unknown }): string => `${status} ${(body as { code?: string }).code ?? ''}`.trim();
const constraintOf = (error: unknown): string | undefined => (error as { constraint?: string }).constraint;

beforeAll(async () => {
  api = await openApi();
  await api.setClock('2023-06-15T10:00:00Z');
  call = await openCall(api);
  dossiers = [await completeDraft(api, call), await completeDraft(api, call)];
  other = await api.signIn('Deuxième Personne');
  await api.grant(other.id, 'applicant', { poleId: dossiers[0]!.poleId });
  // the same person in two poles gets one mail
  await api.grant(dossiers[0]!.applicant.id, 'applicant', { poleId: dossiers[1]!.poleId });
});
afterAll(() => api?.close());

it('is proposed by one person and published by another; then the call has a new version, and each person who started a mail', async () => {
  const { phases, version } = await seen();
  const id = await proposed({ title: 'AMI PTCE 2023, phase 2, prolongé', closings: [{ phaseId: phases[0]!.id, closesAt: later }] });
  expect(await seen()).toMatchObject({ version, addenda: 0, title: 'AMI PTCE 2023, phase 2' });
  expect(expectStatus<unknown[]>(await api.visitor.call('get', `/api/calls/${call.id}/addenda`), 200)).toEqual([]);
  expect(codeOf(await propose({ title: 'Encore un autre titre' }))).toBe('409 addendum.one-waits-already');

  await api.grant(call.officer.id, 'publisher');
  expect(codeOf(await publish(id, call.officer))).toBe('403 addendum.second-person-required');
  const published = expectStatus<{ ordinal: number; changes: { what: string; before: string; after: string }[] }>(await publish(id), 200);
  expect(published.ordinal).toBe(1);
  expect(published.changes.map(({ what }) => what)).toEqual(['Clôture, Phase 2', 'Titre']);
  expect(await seen()).toMatchObject({ version: version + 1, addenda: 1, title: 'AMI PTCE 2023, phase 2, prolongé', phases: [{ id: phases[0]!.id, closesAt: expect.stringContaining('2023-08-31T22:00:00') as string }] });
  expect(codeOf(await publish(id))).toBe('409 addendum.cannot-publish');

  const notifications = api.app.get(NotificationService, { strict: false });
  for (let n = 0; n < 2; n++) {
    const { rows } = await api.sql.query<{ id: string }>(`select o.id from outbox o join events e on e.id = o.event_id where o.job = 'notifications.plan' and e.name = 'addendum.published'`);
    for (const row of rows) await notifications.plan(row.id);
  }
  const { rows: mails } = await api.sql.query<{ id: string; recipient_id: string }>(`select id, recipient_id from notifications where template = 'call-changed'`);
  expect(mails.map((mail) => mail.recipient_id).sort()).toEqual([dossiers[0]!.applicant.id, dossiers[1]!.applicant.id, other.id].sort());
  const { facts } = await api.app.get(NotificationQueries, { strict: false }).facts(mails[0]!.id);
  expect(facts.addendum).toMatchObject({ callTitle: 'AMI PTCE 2023, phase 2, prolongé', ordinal: 1, reason, before: { title: 'AMI PTCE 2023, phase 2' } });
});

it('moves the closing for everybody at once: a dossier is sealed after the first date', async () => {
  await api.setClock('2023-08-10T10:00:00Z');
  const { applicant, id, version } = dossiers[1]!;
  expectStatus(await applicant.call('post', `/api/applications/${id}/submit`, { version }), 200);
});

it('brings no closing forward once somebody has started, and reopens nothing', async () => {
  const [phase] = (await seen()).phases;
  expect(codeOf(await propose({ closings: [{ phaseId: phase!.id, closesAt: '2023-08-30T22:00:00Z' }] }))).toBe('422 addendum.closing-earlier-with-dossiers');
  expect(codeOf(await propose({ version: 1, title: 'Autre' }))).toBe('409 call.stale');
  expect(codeOf(await propose({ title: 'AMI PTCE 2023, phase 2, prolongé' }))).toBe('400 addendum.no-change');
});

it('a new form is for dossiers that are started afterwards; drafts keep theirs', async () => {
  const longer = { sections: [...form.sections, { key: 'more', title: 'Compléments', fields: [{ key: 'why', label: 'Pourquoi', kind: 'text' }] }] };
  expectStatus(await publish(await proposed({ form: longer })), 200);
  const sectionsOf = async ({ id, applicant }: Dossier): Promise<string[]> =>
    expectStatus<{ form: { sections: { key: string }[] } }>(await applicant.call('get', `/api/applications/${id}`), 200).form.sections.map(({ key }) => key);
  expect(await sectionsOf(dossiers[0]!)).toEqual(['project']);
  expect(await sectionsOf(await completeDraft(api, call))).toEqual(['project', 'more']);
  const { rows } = await api.sql.query<{ ordinal: number; frozen: boolean }>(`select ordinal, frozen_at is not null as frozen from form_versions where call_id = $1 order by ordinal`, [call.id]);
  expect(rows).toEqual([{ ordinal: 1, frozen: true }, { ordinal: 2, frozen: true }]);
});

it('changes the summary and the award, as long as no decision is in force; brings forward a closing that nobody has met', async () => {
  const fresh = await openCall(api, { closesAt: '2023-12-31T23:00:00Z' });
  const read = async (): Promise<CallSeen & { summary: string; awardTerms: { laureatesExpected: number } }> => expectStatus(await api.visitor.call('get', `/api/calls/${fresh.id}`), 200);
  const before = await read();
  const ask = (parts: object, version: number) => fresh.officer.call('post', `/api/calls/${fresh.id}/addenda`, { version, reason, ...parts });
  const more = { ...before.awardTerms, laureatesExpected: 16 };
  const { id } = expectStatus<{ id: string }>(await ask({ summary: 'Un appel d’essai, précisé.', awardTerms: more, closings: [{ phaseId: before.phases[0]!.id, closesAt: '2023-11-30T23:00:00Z' }] }, before.version), 201);
  expectStatus(await publish(id, fresh.publisher), 200);
  const after = await read();
  expect(after).toMatchObject({ summary: 'Un appel d’essai, précisé.', awardTerms: more, addenda: 1 });
  expect(new Date(after.phases[0]!.closesAt).toISOString()).toBe('2023-11-30T23:00:00.000Z');

  const dossier = await completeDraft(api, fresh);
  expectStatus(await dossier.applicant.call('post', `/api/applications/${dossier.id}/submit`, { version: dossier.version }), 200);
  const again = expectStatus<{ id: string }>(await ask({ awardTerms: { ...more, laureatesExpected: 17 } }, after.version), 201).id;
  await api.sql.query(
    `insert into decisions (reference, application_id, submission_id, kind, amount_cents, release_on, proposed_by, proposed_at) select 'ESSAI', application_id, id, 'award', 10000000, '2023-12-20', $2, now() from submissions where application_id = $1`,
    [dossier.id, fresh.officer.id],
  );
  expect(codeOf(await publish(again, fresh.publisher))).toBe('422 addendum.award-decided');
  expect(await read()).toEqual(after);
});

it('may be dropped; the call then is as it was', async () => {
  const before = await seen();
  const id = await proposed({ summary: 'Un résumé plus long.' });
  expectStatus(await call.officer.call('post', `/api/addenda/${id}/drop`), 200);
  expect(codeOf(await publish(id))).toBe('409 addendum.cannot-publish');
  expect(await seen()).toEqual(before);
});

describe('PostgreSQL refuses by itself', () => {
  const owner = quietPool(process.env['DATABASE_OWNER_URL']);
  afterAll(() => owner.end());
  const refused = async (text: string, params: unknown[] = [call.id]): Promise<string | undefined> => owner.query(text, params).then(() => 'nothing', constraintOf);

  it.each([
    ['another title', `update calls set title = 'x' where id = $1`, 'calls_changed_by_addendum'],
    ['a title that the last addendum does not give', `update calls set title = 'x', addenda = addenda + 1 where id = $1`, 'calls_changed_by_addendum'],
    ['another authority', `update calls set authority = 'x' where id = $1`, 'calls_published_fixed'],
    ['another closing', `update call_phases set closes_at = closes_at + interval '1 day' where call_id = $1`, 'call_phases_changed_by_addendum'],
    ['no phase', `delete from call_phases where call_id = $1`, 'call_phases_changed_by_addendum'],
    ['a track', `insert into call_tracks (call_id, position, key, title, support, min_cents, max_cents, duration_months) values ($1, 1, 'a', 'A', 'cash', 1, 1, 1)`, 'call_tracks_of_drafts'],
    ['an addendum by one person alone', `insert into addenda (call_id, reason, before, after, proposed_by, proposed_at, state, ordinal, published_by, published_at) select $1, 'dix signes au moins', '{}', '{"title": "x"}', authored_by, now(), 'published', 9, authored_by, now() from calls where id = $1`, 'addenda_second_person'],
    ['a published addendum that changes', `update addenda set reason = 'un autre motif' where call_id = $1 and state = 'published'`, 'addenda_settled'],
  ])('%s', async (_, text, constraint) => {
    expect(await refused(text)).toBe(constraint);
  });
});

it('who waited for an addendum reads what it left: a start is judged by the new closing', async () => {
  const fresh = await openCallClosingSoon();
  const { rows: phases } = await api.sql.query<{ id: string; closes_at: Date }>(`select id, closes_at from call_phases where call_id = $1`, [fresh.id]);
  const version = expectStatus<{ version: number }>(await api.visitor.call('get', `/api/calls/${fresh.id}`), 200).version;
  const { id } = expectStatus<{ id: string }>(await fresh.officer.call('post', `/api/calls/${fresh.id}/addenda`, { version, reason, closings: [{ phaseId: phases[0]!.id, closesAt: '2023-12-31T23:00:00Z' }] }), 201);
  const blocker = await api.sql.connect();
  await blocker.query('begin');
  await blocker.query(`select from addenda where id = $1 for update`, [id]);
  const publication = publish(id, fresh.publisher).then((answer) => answer);
  await waiting(1);
  await api.setClock(new Date(phases[0]!.closes_at.getTime() + 1_000).toISOString());
  const start = completeDraft(api, fresh);
  await waiting(2);
  await blocker.query('commit');
  blocker.release();
  expectStatus(await publication, 200);
  const { id: started } = await start;
  const { rows } = await api.sql.query<{ closes_at: Date }>(`select p.closes_at from applications a join call_phases p on p.id = a.phase_id where a.id = $1`, [started]);
  expect(rows[0]!.closes_at.toISOString()).toBe('2023-12-31T23:00:00.000Z');
});

/** Until that many statements wait for a lock. */
const waiting = (count: number): Promise<unknown> =>
  until(`${count} statements wait`, async () => {
    const { rows } = await api.sql.query<{ n: number }>(`select count(distinct l.pid)::integer as n from pg_locks l join pg_stat_activity s on s.pid = l.pid where not l.granted and s.datname = current_database()`);
    return rows[0]!.n >= count;
  });

const openCallClosingSoon = (): Promise<OpenCall> => openCall(api, { closesAt: '2023-09-30T22:00:00Z' });
