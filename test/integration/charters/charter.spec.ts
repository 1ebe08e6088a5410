import { createHash } from 'node:crypto';
import { ApplicationRepository } from '#features/applications/application.repository.js';
import { ReceiptRepository } from '#features/attachments/receipt.repository.js';
import { NotificationQueries } from '#features/notifications/notification.queries.js';
import { NotificationService } from '#features/notifications/notification.service.js';
import { Transactions } from '#platform/database/transactions.js';
import { expectStatus, openApi, quietPool, type Caller, type TestApi } from '../../support/api.js';
import { assessed, charterText, publishedCharter, signCharter } from '../../support/charter.js';
import { completeDraft, newCall, openCall, form, rubric, type Dossier, type OpenCall } from '../../support/open-call.js';

let api: TestApi;
let call: OpenCall;
let june: string;
let dossiers: Dossier[];
const codeOf = ({ status, body }: { status: number; body: unknown }): string => `${status} ${(body as { code?: string }).code ?? ''}`.trim();
const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');
const submit = ({ applicant, id, version }: Dossier) => applicant.call('post', `/api/applications/${id}/submit`, { version });
const one = async ({ applicant, id }: Dossier): Promise<{ charterToSign: boolean; charter: { title: string; sha256: string; signature: string } | null; version: number; submissions: { ordinal: number }[] }> =>
  expectStatus(await applicant.call('get', `/api/applications/${id}`), 200);

beforeAll(async () => {
  api = await openApi();
  await api.setClock('2021-06-20T10:00:00Z');
});
afterAll(() => api?.close());

describe('a version', () => {
  let officer: Caller;
  let publisher: Caller;
  beforeAll(async () => {
    officer = await api.signIn('Olga Officière', 'officer', 'publisher');
    publisher = await api.signIn('Prune Publieuse', 'publisher', 'officer');
  });

  it('no call that asks for the charter is published while none is in force', async () => {
    const early = await openCall(api);
    const { id } = expectStatus<{ id: string }>(await officer.call('post', '/api/calls', { ...newCall('AMI-TOT', early.envelopeId), charterRequired: true }), 201);
    expectStatus(await officer.call('put', `/api/calls/${id}/form`, { version: 1, definition: form }), 200);
    expectStatus(await officer.call('put', `/api/calls/${id}/rubric`, { version: 2, definition: rubric }), 200);
    expect(codeOf(await publisher.call('post', `/api/calls/${id}/publish`))).toBe('422 call.no-charter');
  });

  it('is written by one person and published by another who wrote none of it; one is in preparation at a time', async () => {
    const { id } = expectStatus<{ id: string }>(await officer.call('post', '/api/charters', charterText()), 201);
    june = id;
    expect(codeOf(await officer.call('post', '/api/charters', charterText()))).toBe('409 charter.one-draft-already');
    expect(codeOf(await api.visitor.call('get', `/api/charters/${id}`))).toBe('404 charter.not-found');
    expect(codeOf(await officer.call('post', `/api/charters/${id}/publish`))).toBe('403 charter.second-person-required');
    expect(codeOf(await officer.call('put', `/api/charters/${id}`, { ...charterText(), version: 7 }))).toBe('409 charter.stale');
    expectStatus(await publisher.call('put', `/api/charters/${id}`, { ...charterText('Charte des PTCE, juin 2021'), version: 1 }), 200);
    expect(codeOf(await publisher.call('post', `/api/charters/${id}/publish`))).toBe('403 charter.second-person-required');
    expect(codeOf(await officer.call('put', `/api/charters/${id}`, { ...charterText(), items: [], version: 2 }))).toBe('400 request.malformed');
    const third = await api.signIn('Théo Troisième', 'publisher');
    const published = expectStatus<{ ordinal: number; sha256: string; isInForce: boolean }>(await third.call('post', `/api/charters/${id}/publish`), 200);
    const { title, adoptedOn, preamble, items } = charterText('Charte des PTCE, juin 2021');
    expect(published).toMatchObject({ ordinal: 1, isInForce: true, sha256: hashOf(JSON.stringify({ title, adoptedOn, preamble, items })) });
    expect(codeOf(await officer.call('put', `/api/charters/${id}`, { ...charterText(), version: 3 }))).toBe('409 charter.already-settled');
    expect(codeOf(await third.call('post', `/api/charters/${id}/drop`))).toBe('409 charter.cannot-drop');
    expect(expectStatus<unknown[]>(await api.visitor.call('get', '/api/charters'), 200)).toMatchObject([{ id, signatures: 0 }]);
  });

  it('that is dropped makes room for another, and nobody reads it but the ministry', async () => {
    const { id } = expectStatus<{ id: string }>(await officer.call('post', '/api/charters', charterText('Un essai')), 201);
    expectStatus(await officer.call('post', `/api/charters/${id}/drop`), 204);
    expect(codeOf(await publisher.call('post', `/api/charters/${id}/publish`))).toBe('409 charter.cannot-publish');
    expect(codeOf(await api.visitor.call('get', `/api/charters/${id}`))).toBe('404 charter.not-found');
  });
});

describe('a call that asks for it', () => {
  beforeAll(async () => {
    await api.setClock('2023-06-15T10:00:00Z');
    call = await openCall(api, { charterRequired: true });
    dossiers = [];
    for (let n = 0; n < 3; n++) dossiers.push(await completeDraft(api, call));
    await api.sql.query(`update poles set listed = true where id = any($1)`, [dossiers.map(({ poleId }) => poleId)]);
  });

  it('receives no dossier of a pole that has not signed, and says so before', async () => {
    expect(await one(dossiers[0]!)).toMatchObject({ charterToSign: true, charter: null });
    expect(codeOf(await submit(dossiers[0]!))).toBe('422 application.charter-not-signed');
    const { rows } = await api.sql.query(`select from submissions where application_id = $1`, [dossiers[0]!.id]);
    expect(rows).toEqual([]);
  });

  it('the statement that seals refuses by itself a version that is not signed, and one that the text does not name', async () => {
    const [transactions, applications] = [api.app.get(Transactions, { strict: false }), api.app.get(ApplicationRepository, { strict: false })];
    const { id, applicant } = dossiers[0]!;
    const at = new Date('2023-06-15T12:00:00Z');
    const outcomes = await transactions.run(async (tx) => {
      const application = (await applications.lock(tx, id))!;
      const seal = (charterId: string | null) => applications.seal(tx, application, { state: 'submitted', submittedAt: at, silenceOn: '2023-08-15' }, { text: '{}', projectTitle: '', prerequisiteDeclared: false, fileIds: [], charterId }, applicant.id);
      return [await seal(null), await seal(june)];
    });
    expect(outcomes).toEqual([undefined, undefined]);
  });

  it('a pole prepares its self-assessment; a stale save is refused, and what is half answered is not signed', async () => {
    const { applicant, poleId } = dossiers[0]!;
    const path = `/api/poles/${poleId}/charter-assessment`;
    expect(expectStatus(await applicant.call('get', path), 200)).toMatchObject({ version: 0, answers: [], isSigned: false, charter: { id: june } });
    const half = [{ item: 'ess', level: 'not-yet', comment: 'Une SCIC est à l’étude.' }];
    expect(expectStatus(await applicant.call('put', path, { charterId: june, version: 0, answers: half }), 200)).toEqual({ version: 1 });
    expect(codeOf(await applicant.call('put', path, { charterId: june, version: 0, answers: [] }))).toBe('409 charter.assessment-stale');
    expect(codeOf(await applicant.call('put', path, { charterId: june, version: 1, answers: [{ item: 'unknown', level: null, comment: '' }] }))).toBe('400 charter.assessment-malformed');
    expect(codeOf(await applicant.call('post', `/api/poles/${poleId}/charter-signatures`, { charterId: june, answers: half, signedAs: 'Présidente', isPublic: true }))).toBe('422 charter.assessment-incomplete');
    expect(expectStatus(await applicant.call('get', path), 200)).toMatchObject({ version: 1, answers: half });
  });

  it('signs once, pressed twice and by two at once; another text does not replace it', async () => {
    const { applicant, poleId } = dossiers[0]!;
    const ids = await Promise.all([1, 2, 3].map(() => signCharter(applicant, poleId, june)));
    expect(new Set(ids).size).toBe(1);
    const { rows } = await api.sql.query<{ content: string; sha256: string; events: string }>(
      `select content, encode(content_sha256, 'hex') as sha256, (select count(*) from events where name = 'charter.signed' and subject_id = $1) as events from charter_signatures where pole_id::text = $1`,
      [poleId],
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]!.sha256).toBe(hashOf(rows[0]!.content));
    expect(rows[0]!.events).toBe('1');
    expect(JSON.parse(rows[0]!.content)).toMatchObject({ signedBy: applicant.id, signedAs: 'Présidente', signedAt: expect.stringContaining('2023-06-15T10:00:0') as string, items: [{ item: 'cooperation', level: 'acquired' }, { item: 'ess' }] });
    expect(codeOf(await applicant.call('post', `/api/poles/${poleId}/charter-signatures`, { charterId: june, answers: assessed(undefined, 'not-yet'), signedAs: 'Présidente', isPublic: true }))).toBe('409 charter.already-signed');
    expect(codeOf(await applicant.call('put', `/api/poles/${poleId}/charter-assessment`, { charterId: june, version: 1, answers: [] }))).toBe('409 charter.already-signed');
  });

  it('the dossier is received then, and names the version and the hash that were signed', async () => {
    expect(await one(dossiers[0]!)).toMatchObject({ charterToSign: false });
    expectStatus(await submit(dossiers[0]!), 200);
    const { rows } = await api.sql.query<{ content: string; sha256: string; signature: string; signed_at: Date }>(
      `select s.content, g.signed_at, encode(c.content_sha256, 'hex') as sha256, encode(g.content_sha256, 'hex') as signature from submissions s join applications a on a.id = s.application_id
       join charter_signatures g on g.pole_id = a.pole_id join charters c on c.id = g.charter_id where a.id = $1`,
      [dossiers[0]!.id],
    );
    const named = { title: 'Charte des PTCE, juin 2021', adoptedOn: '2021-06-15', sha256: rows[0]!.sha256, signature: rows[0]!.signature, signedAt: rows[0]!.signed_at.toISOString() };
    expect(JSON.parse(rows[0]!.content)).toMatchObject({ charter: named });
    expect((await one(dossiers[0]!)).charter).toEqual(named);
    const { rows: jobs } = await api.sql.query<{ event_id: string }>(`select event_id from outbox where job = 'attachments.make-receipt'`);
    const receipt = await api.app.get(Transactions).run((tx) => api.app.get(ReceiptRepository, { strict: false }).source(tx, jobs[0]!.event_id));
    expect(receipt).toMatchObject({ applicationId: dossiers[0]!.id, charter: named });
  });

  it('everybody reads what was signed; the self-assessment when the pole says so, and no longer when it takes it back', async () => {
    const { applicant, poleId } = dossiers[0]!;
    const read = async (by: Caller = api.visitor) => expectStatus<{ id: string; items: unknown; signedByName: string | null; isInForce: boolean }[]>(await by.call('get', `/api/poles/${poleId}/charter`), 200);
    expect(await read()).toMatchObject([{ charterId: june, isInForce: true, items: null, signedByName: null, signedAs: 'Présidente' }]);
    expect(await read(applicant)).toMatchObject([{ items: [{ item: 'cooperation', level: 'acquired' }, { item: 'ess' }], signedByName: expect.stringContaining('Agathe') as string }]);
    const id = (await read())[0]!.id;
    expectStatus(await applicant.call('post', `/api/charter-signatures/${id}/show`, { isPublic: true }), 204);
    expect(await read()).toMatchObject([{ items: [{ level: 'acquired' }, { level: 'acquired' }], signedByName: null }]);
    expectStatus(await applicant.call('post', `/api/charter-signatures/${id}/show`, { isPublic: false }), 204);
    expect(await read()).toMatchObject([{ items: null }]);
    await api.sql.query(`update poles set listed = false where id = $1`, [poleId]);
    expect(codeOf(await api.visitor.call('get', `/api/poles/${poleId}/charter`))).toBe('404 pole.not-found');
    expect(await read(applicant)).toHaveLength(1);
    await api.sql.query(`update poles set listed = true where id = $1`, [poleId]);
  });
});

describe('a newer version', () => {
  let newer: string;
  const keys = ['cooperation', 'ess', 'transition'];
  beforeAll(async () => {
    await signCharter(dossiers[1]!.applicant, dossiers[1]!.poleId, june);
    newer = await publishedCharter(api, charterText('Charte des PTCE, juin 2023', '2023-06-10', keys));
  });

  it('asks again: poles that write a dossier are told once each, what was submitted stays', async () => {
    const notifications = api.app.get(NotificationService, { strict: false });
    const { rows } = await api.sql.query<{ id: string }>(`select o.id from outbox o join events e on e.id = o.event_id where o.job = 'notifications.plan' and e.payload->>'charterId' = $1`, [newer]);
    for (const row of rows) await notifications.plan(row.id);
    const { rows: mails } = await api.sql.query<{ id: string; recipient_id: string }>(`select n.id, n.recipient_id from notifications n join events e on e.id = n.event_id where n.template = 'charter-published' and e.payload->>'charterId' = $1`, [newer]);
    expect(mails.map(({ recipient_id }) => recipient_id).sort()).toEqual([dossiers[1]!.applicant.id, dossiers[2]!.applicant.id].sort());
    const { facts } = await api.app.get(NotificationQueries, { strict: false }).facts(mails[0]!.id);
    expect(facts.charter).toEqual({ title: 'Charte des PTCE, juin 2023', adoptedOn: '2023-06-10', calls: ['AMI PTCE 2023, phase 2'] });
    expect(await one(dossiers[0]!)).toMatchObject({ charterToSign: false, charter: { title: 'Charte des PTCE, juin 2021' }, submissions: [{ ordinal: 1 }] });
    expect((await one(dossiers[1]!)).charterToSign).toBe(true);
    expect(codeOf(await submit(dossiers[1]!))).toBe('422 application.charter-not-signed');
  });

  it('takes over what was said of the commitments that it keeps; only it is signed', async () => {
    const { applicant, poleId } = dossiers[1]!;
    expect(expectStatus(await applicant.call('get', `/api/poles/${poleId}/charter-assessment`), 200)).toMatchObject({ version: 0, isSigned: false, answers: [{ item: 'cooperation', level: 'acquired' }, { item: 'ess' }], carriedFrom: expect.stringContaining('2023-06-15T10:00:0') as string });
    expect(codeOf(await applicant.call('post', `/api/poles/${poleId}/charter-signatures`, { charterId: june, answers: assessed(), signedAs: 'Présidente', isPublic: true }))).toBe('409 charter.not-in-force');
    await signCharter(applicant, poleId, newer, assessed(keys));
    expectStatus(await submit(dossiers[1]!), 200);
    expect((await one(dossiers[1]!)).charter?.title).toBe('Charte des PTCE, juin 2023');
    expect(expectStatus<{ title: string }[]>(await api.visitor.call('get', `/api/poles/${poleId}/charter`), 200).map(({ title }) => title)).toEqual(['Charte des PTCE, juin 2023', 'Charte des PTCE, juin 2021']);
  });

  it('a dossier that was reopened is submitted again under it', async () => {
    const { applicant, id, poleId } = dossiers[0]!;
    expectStatus(await applicant.call('post', `/api/applications/${id}/reopen`), 200);
    const { version, charterToSign } = await one(dossiers[0]!);
    expect(charterToSign).toBe(true);
    expect(codeOf(await submit({ ...dossiers[0]!, version }))).toBe('422 application.charter-not-signed');
    await signCharter(applicant, poleId, newer, assessed(keys));
    expectStatus(await submit({ ...dossiers[0]!, version }), 200);
  });

  it('an answer to a correction stays under what was received', async () => {
    await api.setClock('2023-08-10T10:00:00Z');
    const { applicant, id } = dossiers[1]!;
    expectStatus(await call.officer.call('post', `/api/applications/${id}/corrections`, { parts: ['project'], reason: 'Le territoire est à préciser.', consequence: 'examined-as-is', dueAt: '2023-08-20T22:00:00Z' }), 201);
    await publishedCharter(api, charterText('Charte des PTCE, août 2023', '2023-08-01'));
    const { applicationVersion: version } = expectStatus<{ applicationVersion: number }>(await applicant.call('put', `/api/applications/${id}/sections/project`, { version: 1, answers: { summary: 'Coopérer', territory: 'Pays de Rennes' } }), 200);
    expectStatus(await submit({ ...dossiers[1]!, version }), 200);
    expect(await one(dossiers[1]!)).toMatchObject({ charter: { title: 'Charte des PTCE, juin 2023' }, submissions: [{ ordinal: 1 }, { ordinal: 2 }], charterToSign: false });
  });
});

describe('an addendum', () => {
  const propose = async (to: OpenCall, charterRequired: boolean): Promise<string> => {
    const { version } = expectStatus<{ version: number }>(await api.visitor.call('get', `/api/calls/${to.id}`), 200);
    const answer = await to.officer.call('post', `/api/calls/${to.id}/addenda`, { version, reason: 'La charte vient d’être revue.', charterRequired });
    return answer.status === 201 ? (answer.body as { id: string }).id : codeOf(answer);
  };

  it('lifts it at any time, and asks for it while nobody has started', async () => {
    const fresh = await openCall(api, { phase: { opensAt: '2023-08-01T22:00:00Z', closesAt: '2023-12-31T23:00:00Z' } });
    const asks = await propose(fresh, true);
    expect(expectStatus<{ changes: unknown }>(await fresh.publisher.call('post', `/api/addenda/${asks}/publish`), 200).changes).toEqual([{ what: 'Charte des pôles', before: 'signature non demandée', after: 'signature demandée avant le dépôt' }]);
    const dossier = await completeDraft(api, fresh);
    expect(codeOf(await submit(dossier))).toBe('422 application.charter-not-signed');
    expectStatus(await fresh.publisher.call('post', `/api/addenda/${await propose(fresh, false)}/publish`), 200);
    expect(await propose(fresh, true)).toBe('422 addendum.charter-with-dossiers');
    expectStatus(await submit(dossier), 200);
    expect((await one(dossier)).charter).toBeNull();
  });
});

describe('PostgreSQL refuses by itself', () => {
  const owner = quietPool(process.env['DATABASE_OWNER_URL']);
  afterAll(() => owner.end());
  const constraintOf = (error: unknown): string | undefined => (error as { constraint?: string }).constraint ?? (error as { code?: string }).code;

  it.each([
    ['a published version that changes', `update charters set title = 'x' where id = $1`, 'charters_settled'],
    ['a version published by its author', `with draft as (insert into charters (title, adopted_on, preamble, items, drafted_by, drafted_at, changed_by) select 'x', adopted_on, '', items, drafted_by, now(), changed_by from charters where id = $1 returning id)
      insert into charters (title, adopted_on, preamble, items, drafted_by, drafted_at, changed_by, state, published_by, published_at, ordinal, content, content_sha256)
      select 'x', adopted_on, '', items, drafted_by, now(), changed_by, 'published', changed_by, now(), 9, 'x', sha256('x') from charters where id = $1`, 'charters_second_person'],
    ['a signature of a version that is over', `insert into charter_signatures (pole_id, charter_id, signed_by, signed_as, signed_at, content, content_sha256) select p.id, $1, p.created_by, 'Xy', '2024-01-01', 'x', sha256('x') from poles p limit 1`, 'charter_signatures_in_force'],
    ['a call that ceases to ask, silently', `update calls set charter_required = false where charter_required and $1::uuid is not null`, 'calls_charter_by_addendum'],
    ['a call that comes to ask, with dossiers', `update calls c set charter_required = true, addenda = addenda + 1 where state = 'published' and not charter_required and $1::uuid is not null and exists (select from applications where call_id = c.id)`, 'calls_charter_by_addendum'],
  ])('%s', async (_, text, constraint) => {
    expect(await owner.query(text, [june]).then(() => 'nothing', constraintOf)).toBe(constraint);
  });

  it.each([
    ['changes a signature', `update charter_signatures set content = 'x'`],
    ['takes one back', `delete from charter_signatures`],
    ['takes a version back', `delete from charters`],
  ])('and the application never %s', async (_, text) => {
    expect(await api.sql.query(text).then(() => 'nothing', constraintOf)).toBe('42501');
  });
});
