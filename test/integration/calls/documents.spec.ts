import { createHash } from 'node:crypto';
import { expectStatus, openApi, quietPool, type Caller, type TestApi } from '../../support/api.js';
import { docx, pdf } from '../../support/files.js';
import { newCall, openCall, type OpenCall } from '../../support/open-call.js';
import { Tus } from '../../support/tus.js';

interface Document {
  id: string;
  kind: string;
  title: string;
  name: string;
  sha256: string;
  isGiven: boolean;
  publishedAt: string | null;
  replacedAt: string | null;
  replaces: string | null;
}

let api: TestApi;
let call: OpenCall;
let tus: Tus;
beforeAll(async () => {
  api = await openApi();
  await api.app.listen(0, '127.0.0.1');
  await api.setClock('2023-06-15T10:00:00Z');
  call = await openCall(api, { before: async ({ id, officer }) => void (await new Tus(api, officer).sendDocument(id, 'cahier.pdf', pdf('cahier, première version'))) });
  tus = new Tus(api, call.officer);
});
afterAll(() => api?.close());

const reason = 'Une précision sur les dépenses.';
const hashOf = (content: Buffer): string => createHash('sha256').update(content).digest('hex');
const dayOf = (instant: string | null): string | null => (instant === null ? null : new Date(instant).toISOString().slice(0, 10));
const addressOf = ({ sha256, name }: Document): string => `/api/documents/${sha256}/${encodeURIComponent(name)}`;
const documentsOf = async (id: string, by: Caller = call.officer): Promise<Document[]> => expectStatus<Document[]>(await by.call('get', `/api/calls/${id}/documents`), 200);
const draft = async (): Promise<string> => expectStatus<{ id: string }>(await call.officer.call('post', '/api/calls', newCall(`DOC-${Math.floor(Math.random() * 1e9)}`, call.envelopeId)), 201).id;
const codeOf = ({ status, body }: { status: number; body: unknown }): string => `${status} ${(body as { code?: string }).code ?? ''}`.trim();
const propose = async (documents: object[]) => {
  const { version } = expectStatus<{ version: number }>(await api.visitor.call('get', `/api/calls/${call.id}`), 200);
  return call.officer.call('post', `/api/calls/${call.id}/addenda`, { version, reason, documents });
};
const bring = async (documents: object[]): Promise<void> => {
  const { id } = expectStatus<{ id: string }>(await propose(documents), 201);
  expectStatus(await call.publisher.call('post', `/api/addenda/${id}/publish`), 200);
};

describe('in a draft', () => {
  it('documents are added, named, put in order, replaced and taken out', async () => {
    const id = await draft();
    const guide = await tus.sendDocument(id, 'guide.pdf', pdf('guide'), { kind: 'guide', title: '  Guide  du candidat ' });
    const model = await tus.sendDocument(id, 'modele.docx', docx(), { kind: 'template', title: 'Modèle de budget' });
    const specification = await tus.sendDocument(id, 'cahier.pdf', pdf('cahier'));
    expect([guide.status, model.status, specification.status]).toEqual([204, 204, 204]);
    expect((await documentsOf(id)).map(({ title, publishedAt }) => [title, publishedAt])).toEqual([['Guide du candidat', null], ['Modèle de budget', null], ['Cahier des charges', null]]);

    const named = [{ id: specification.id, kind: 'specification', title: 'Cahier des charges 2023' }, { id: guide.id, kind: 'guide', title: 'Guide' }, { id: model.id, kind: 'template', title: 'Modèle de budget' }];
    expect(codeOf(await call.officer.call('put', `/api/calls/${id}/documents`, { documents: named.slice(1) }))).toBe('409 document.list-changed');
    expectStatus(await call.officer.call('put', `/api/calls/${id}/documents`, { documents: named }), 200);
    expect((await documentsOf(id)).map((one) => one.title)).toEqual(['Cahier des charges 2023', 'Guide', 'Modèle de budget']);

    const other = await tus.sendDocument(id, 'guide-2.pdf', pdf('guide, corrigé'), { kind: 'guide', title: 'Guide', replaces: guide.id });
    expect((await documentsOf(id)).map((one) => one.id)).toEqual([specification.id, other.id, model.id]);
    expect((await call.officer.call('delete', `/api/documents/${model.id}`)).status).toBe(204);
    expect((await documentsOf(id)).map((one) => one.name)).toEqual(['cahier.pdf', 'guide-2.pdf']);
    const { rows } = await api.sql.query<{ name: string }>(`select name from events where subject_id = $1 and name like 'call.document%' order by seq`, [id]);
    expect(rows.map(({ name }) => name)).toEqual(['call.document-added', 'call.document-added', 'call.document-added', 'call.documents-arranged', 'call.document-removed', 'call.document-added', 'call.document-removed']);
  });

  it('are the ministry’s to read: to everybody else they do not exist', async () => {
    const id = await draft();
    await tus.sendDocument(id, 'secret.pdf', pdf('pas encore'));
    const [one] = await documentsOf(id);
    const given = await call.officer.call('get', addressOf(one!));
    expect([given.status, given.headers['cache-control']]).toEqual([200, 'private, no-store']);
    const nobody = await api.signIn('Personne Fictive');
    for (const by of [api.visitor, nobody]) {
      expect(codeOf(await by.call('get', addressOf(one!)))).toBe('404 document.not-found');
      expect(codeOf(await by.call('get', `/api/calls/${id}/documents`))).toBe('404 call.not-found');
    }
  });

  it('are what they say, of a kind, with a title, and no more than a call may hold', async () => {
    const id = await draft();
    expect((await tus.beginDocument(id, 'a.pdf', 10, { kind: 'flyer' })).code).toBe('document.kind-unknown');
    expect((await tus.beginDocument(id, 'a.pdf', 10, { title: ' ' })).code).toBe('document.title-length');
    expect((await tus.beginDocument(id, 'a.pdf', 20_000_001)).code).toBe('attachment.too-large');
    expect((await tus.beginDocument(id, 'a.pdf', 10, { replaces: 'pas un identifiant' })).code).toBe('document.not-found');
    for (let n = 0; n < 10; n += 1) expect((await tus.beginDocument(id, `${n}.pdf`, 20_000_000)).status).toBe(201);
    expect((await tus.beginDocument(id, 'a.pdf', 1)).code).toBe('document.call-full');
    expect((await tus.sendDocument(await draft(), 'a.pdf', Buffer.concat([pdf(), docx()]))).code).toBe('file.polyglot');
  });

  it('a file that breaks off goes on where it stopped, and becomes a document once', async () => {
    const id = await draft();
    const content = pdf('en deux parties');
    const address = (await tus.beginDocument(id, 'a.pdf', content.length)).headers.location!;
    expect((await tus.patch(address, 0, content.subarray(0, 10))).headers['upload-offset']).toBe('10');
    const last = await Promise.all([tus.patch(address, 10, content.subarray(10)), tus.patch(address, 10, content.subarray(10))]);
    expect(last.map(({ status }) => String(status)).sort()).toEqual(['204', '404']);
    expect((await documentsOf(id)).map((one) => one.sha256)).toEqual([hashOf(content)]);
    expect((await tus.head(address)).headers['upload-offset']).toBe(String(content.length));
  });
});

describe('once the call is published', () => {
  it('anybody reads them, by hash and name, the same bytes for ever, to be kept and never run', async () => {
    const [one] = await documentsOf(call.id, api.visitor);
    expect(one).toMatchObject({ kind: 'specification', title: 'Cahier des charges', name: 'cahier.pdf', isGiven: true, replacedAt: null });
    expect(dayOf(one!.publishedAt)).toBe('2023-06-15');
    const answer = await api.visitor.call('get', addressOf(one!));
    expect([answer.status, hashOf(answer.body as Buffer)]).toEqual([200, one!.sha256]);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="cahier.pdf"; filename*=UTF-8''cahier.pdf`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'public, no-cache',
      etag: `"${one!.sha256}"`,
    });
    const again = await api.visitor.call('get', addressOf(one!), undefined, { 'if-none-match': `W/"other", "${one!.sha256}"` });
    expect([again.status, (again.body as Buffer).length ?? 0]).toEqual([304, 0]);
    for (const wrong of [`/api/documents/${one!.sha256}/autre.pdf`, `/api/documents/${'0'.repeat(64)}/cahier.pdf`, `/api/documents/${one!.sha256.toUpperCase()}/cahier.pdf`]) expect(codeOf(await api.visitor.call('get', wrong))).toBe('404 document.not-found');
  });

  it('they change by an addendum only: it adds one and replaces another, which stays to be read with its day', async () => {
    const [old] = await documentsOf(call.id);
    for (const [method, path, body] of [['delete', `/api/documents/${old!.id}`, undefined], ['put', `/api/calls/${call.id}/documents`, { documents: [] }]] as const) expect(codeOf(await call.officer.call(method, path, body))).toBe('409 document.call-published');
    const next = await tus.sendDocument(call.id, `${'漢'.repeat(146)}.pdf`, pdf('cahier, deuxième version'), { replaces: old!.id });
    const guide = await tus.sendDocument(call.id, 'guide.pdf', pdf('guide nouveau'), { kind: 'guide', title: 'Guide' });
    expect((await documentsOf(call.id, api.visitor)).map(({ id }) => id)).toEqual([old!.id]);
    expect(await documentsOf(call.id)).toHaveLength(3);
    expect(codeOf(await propose([{ documentId: old!.id }]))).toBe('409 addendum.unknown-document');

    await api.setClock('2023-06-20T10:00:00Z');
    const { id } = expectStatus<{ id: string }>(await propose([{ documentId: next.id, replaces: old!.id }, { documentId: guide.id }]), 201);
    expect(codeOf(await call.officer.call('delete', `/api/documents/${guide.id}`))).toBe('409 document.in-addendum');
    const published = expectStatus<{ changes: { what: string }[] }>(await call.publisher.call('post', `/api/addenda/${id}/publish`), 200);
    expect(published.changes.map(({ what }) => what)).toEqual(['Document remplacé, Cahier des charges', 'Document ajouté, Guide']);
    const seen = await documentsOf(call.id, api.visitor);
    expect(seen.map((one) => [one.id, one.replaces, dayOf(one.replacedAt)])).toEqual([
      [next.id, old!.id, null],
      [old!.id, null, '2023-06-20'],
      [guide.id, null, null],
    ]);
    for (const one of seen) expect((await api.visitor.call('get', addressOf(one))).status).toBe(200);
  });

  it('what waits may be taken out, and what was replaced is not replaced again', async () => {
    const more = await tus.sendDocument(call.id, 'annexe.pdf', pdf('annexe'), { kind: 'other', title: 'Annexe' });
    const old = (await documentsOf(call.id)).find(({ replacedAt }) => replacedAt !== null)!;
    expect(codeOf(await propose([{ documentId: more.id, replaces: old.id }]))).toBe('409 addendum.unknown-document');
    for (const [by, code] of [[await api.signIn('Personne Fictive'), '404 document.not-found'], [call.publisher, '403 document.change-not-yours']] as const) expect(codeOf(await by.call('delete', `/api/documents/${more.id}`))).toBe(code);
    expect((await call.officer.call('delete', `/api/documents/${more.id}`)).status).toBe(204);
  });

  it('a clone takes along those in force', async () => {
    const { id } = expectStatus<{ id: string }>(await call.officer.call('post', `/api/calls/${call.id}/clone`, { code: 'DOC-REPRIS', title: 'Un appel repris', phases: [] }), 201);
    const [here, there] = [(await documentsOf(call.id)).filter(({ replacedAt }) => replacedAt === null), await documentsOf(id)];
    expect(there.map(({ title, name, sha256, publishedAt }) => [title, name, sha256, publishedAt])).toEqual(here.map(({ title, name, sha256 }) => [title, name, sha256, null]));
    expect((await call.officer.call('delete', `/api/documents/${there[0]!.id}`)).status).toBe(204);
    expect(await documentsOf(call.id)).toHaveLength(3);
  });
});

describe('PostgreSQL refuses by itself', () => {
  const owner = quietPool(process.env['DATABASE_OWNER_URL']);
  afterAll(() => owner.end());
  const insert = (addendum: string): string =>
    `insert into call_documents (id, call_id, kind, title, name, sha256, position, addendum, added_by, added_at) select gen_random_uuid(), call_id, kind, title, name, sha256, 9, ${addendum}, added_by, added_at from call_documents where call_id = $1 limit 1`;

  it.each([
    ['a document that no addendum brought', insert('0')],
    ['one that another addendum is said to have brought', insert('1')],
    ['another title', `update call_documents set title = 'Autre titre' where call_id = $1`],
    ['other bytes', `update call_documents d set sha256 = (select sha256 from received_files f where f.sha256 <> d.sha256 limit 1) where call_id = $1`],
    ['another order', `update call_documents set position = position + 1 where call_id = $1`],
    ['a document that replaces another by nobody’s word', `update call_documents d set replaces = (select id from call_documents o where o.call_id = d.call_id and o.id <> d.id limit 1) where call_id = $1 and addendum = 1 and replaces is null`],
    ['no document', `delete from call_documents where call_id = $1`],
  ])('%s', async (_, text) => {
    await expect(owner.query(text, [call.id])).rejects.toMatchObject({ constraint: 'call_documents_changed_by_addendum' });
  });

  it('a document that waits and comes by itself', async () => {
    const { id } = await tus.sendDocument(call.id, 'seul.pdf', pdf('seul'), { kind: 'other', title: 'Seul' });
    for (const addendum of [0, 1, 2]) await expect(owner.query(`update call_documents set addendum = $2 where id = $1`, [id, addendum])).rejects.toMatchObject({ constraint: 'call_documents_changed_by_addendum' });
    await bring([{ documentId: id }]);
    expect((await documentsOf(call.id, api.visitor)).map((one) => one.id)).toContain(id);
  });
});
