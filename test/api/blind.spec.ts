import { expectStatus, openApi, type Caller, type TestApi } from '../support/api.js';
import { runJobs } from '../support/jobs.js';
import { completeDraft, form, openCall, type Dossier, type OpenCall } from '../support/open-call.js';
import { pdf } from '../support/files.js';
import { bytesOf, readZip } from '../support/tables.js';
import { Tus } from '../support/tus.js';
import { ReceiptService } from '#features/attachments/receipt.service.js';
import { matrix } from './matrix/all.js';

/** What reviewers must never see is said with these, and nothing else is. */
const marker = 'MARQUEUR';
const number = 73_195_284;
const marks = [marker, String(number), '731952,84', '731\u202f952,84', '731952.84'];

const field = (key: string, kind: string, more: object = {}): object => ({ key, label: `Question ${key}`, kind, required: false, ...more });
const hiddenSection = {
  key: 'intime',
  title: 'Ce qui ne regarde pas les évaluateurs',
  fields: [
    field('nom', 'text', { blind: true }),
    field('recit', 'long-text', { blind: true }),
    field('salaire', 'amount', { blind: true }),
    field('handicap', 'yes-no', { blind: true }),
    field('precision', 'text', { showIf: { field: 'handicap', equals: true } }),
    field('double', 'computed', { unit: 'amount', formula: { multiply: [{ value: 1 }, { field: 'salaire' }] } }),
    field('adresse', 'address', { blind: true }),
    field('cv', 'attachment', { blind: true }),
    field('equipe', 'repeat', { itemLabel: 'Personne', fields: [field('role', 'text'), field('qui', 'text', { blind: true })] }),
    field('compte', 'budget', { blind: true }),
    field('visible', 'text'),
  ],
};

const hidden = {
  nom: `${marker} nom`,
  recit: `Un récit.\n${marker} récit`,
  salaire: number,
  handicap: true,
  precision: `${marker} précision`,
  adresse: { line: `${marker} rue`, postalCode: '35000', city: 'Rennes' },
  equipe: [{ role: 'présidente', qui: `${marker} Durand` }],
  compte: { charges: [{ account: '64', label: `${marker} charge`, cents: number }], products: [{ account: '74', label: `${marker} produit`, cents: number }] },
  visible: 'ce que chacun lit',
};

let api: TestApi;
let call: OpenCall;
let dossier: Dossier;
let reviewers: Record<'reviewer' | 'colleague' | 'member', Caller>;
let reviewIds: Record<string, string>;
let ids: string[];

beforeAll(async () => {
  api = await openApi();
  await api.app.listen(0, '127.0.0.1');
  await api.setClock('2023-06-15T10:00:00Z');
  call = await openCall(api, { definition: { sections: [...form.sections, hiddenSection] } });
  dossier = await completeDraft(api, call);
  const tus = new Tus(api, dossier.applicant);
  const { id: cv } = await tus.send(dossier.id, `${marker} cv.pdf`, pdf(`${marker} octets`), 'cv');
  const { id: annex } = await tus.send(dossier.id, 'Statuts.pdf', pdf('statuts'), 'annexes');
  const save = (key: string, version: number, answers: object) => dossier.applicant.call('put', `/api/applications/${dossier.id}/sections/${key}`, { version, answers });
  expectStatus(await save('project', 1, { summary: 'Coopérer', territory: 'Rennes', annexes: [annex] }), 200);
  const { applicationVersion: version } = expectStatus<{ applicationVersion: number }>(await save('intime', 0, { ...hidden, cv: [cv] }), 200);
  expectStatus(await dossier.applicant.call('post', `/api/applications/${dossier.id}/submit`, { version }), 200);
  expectStatus(await dossier.applicant.call('post', `/api/applications/${dossier.id}/messages`, { body: `${marker} message` }), 201);
  await runJobs(api, 'attachments.make-receipt', (id) => api.app.get(ReceiptService, { strict: false }).make(id));
  await api.setClock('2023-08-28T09:00:00Z');
  const judged = ['innovation', 'territory', 'specification', 'not-already-funded'];
  expectStatus(await call.officer.call('post', `/api/applications/${dossier.id}/findings`, { findings: judged.map((condition) => ({ condition, met: true, reason: '' })) }), 200);
  expectStatus(await call.officer.call('post', `/api/applications/${dossier.id}/rule-eligibility`), 200);
  reviewers = {
    reviewer: await api.signIn('Rachel', 'national-reviewer'),
    colleague: await api.signIn('Colin', 'national-reviewer', 'regional-correspondent'),
    member: await api.signIn('Mathilde', 'national-reviewer', 'chair'),
  };
  reviewIds = {};
  for (const [name, { id }] of Object.entries(reviewers)) {
    reviewIds[name] = expectStatus<{ reviewId: string }>(await call.officer.call('post', '/api/assignments', { applicationId: dossier.id, reviewerId: id, level: 'national' }), 201).reviewId;
  }
  const sent = expectStatus<{ version: number }>(await reviewers.colleague.call('put', `/api/reviews/${reviewIds['colleague']}/marks`, { version: 1, marks: [{ criterion: 'cooperation', value: 4 }, { criterion: 'innovation', value: 3 }] }), 200);
  expectStatus(await reviewers.colleague.call('post', `/api/reviews/${reviewIds['colleague']}/send`, { version: sent.version }), 200);
  const { rows } = await api.sql.query<{ id: string }>(
    `select id::text from submissions union (select id::text from assignments limit 1) union (select id::text from events where subject_id = $1 and name = 'application.submitted')`,
    [dossier.id],
  );
  ids = [dossier.id, dossier.poleId, call.id, call.envelopeId, cv!, annex!, ...Object.values(reviewIds), ...rows.map(({ id }) => id)];
});
afterAll(() => api?.close());

const gets = (): string[] => Object.keys(matrix).flatMap((route) => (route.startsWith('GET ') ? [route.slice(4)] : []));
const queries = ['', '?limit=100', '?format=csv', '?format=xlsx', '?format=csv&answers=true', '?format=xlsx&answers=true', `?search=${marker}`, '?callId={call}&limit=100', '?applicationId={application}'];

/** Every address that a route makes with the ids of the world, and what lists are asked with. */
function addresses(): string[] {
  const filled = gets().flatMap((route) => (/\{id\}|\{token\}|\{code\}/.test(route) ? [...new Set(ids)].map((id) => route.replace(/\{(id|token|code)\}/, id)) : [route]));
  const each = filled.flatMap((route) => ['intime', 'project'].map((key) => route.replace('{key}', key))).flatMap((route) => ['0', '1', '2'].map((n) => route.replace('{index}', n).replace('{ordinal}', n)));
  return [...new Set(each)].filter((route) => !/\{/.test(route)).flatMap((route) => (route.includes('/dossiers') || route.includes('/ranking') || /^\/api\/(laureates|applications|assignments|decisions|events|notifications|poles)(\/export)?$/.test(route) ? queries.map((query) => route + query.replace('{call}', call.id).replace('{application}', dossier.id)) : [route]));
}

/** Where a mark stands in what somebody is answered: in its bytes, its headers, or the files of an archive. */
async function leaks(caller: Caller, address: string): Promise<boolean> {
  const { answer, bytes } = await bytesOf(caller, address);
  const found = [Buffer.from(JSON.stringify(answer.headers)), bytes];
  if (bytes.subarray(0, 4).toString('latin1') === 'PK\x03\x04') for (const [name, content] of await readZip(bytes)) found.push(Buffer.from(name), content);
  if (answer.status === 303 && (await leaks(caller, answer.headers['location'] as string))) return true;
  return found.some((one) => marks.some((mark) => one.includes(mark) || one.includes(JSON.stringify(mark).slice(1, -1)) || one.includes(encodeURIComponent(mark))));
}

async function walk(caller: Caller): Promise<string[]> {
  const found: string[] = [];
  const left = addresses().values();
  const some = async (): Promise<void> => {
    for (const address of left) if (await leaks(caller, address)) found.push(address.replaceAll(dossier.id, '{application}').replaceAll(call.id, '{call}').replace(/[0-9a-f-]{36}/g, '{id}'));
  };
  await Promise.all(Array.from({ length: 6 }, some));
  return [...new Set(found)].sort();
}

it('the walk finds what is there: an officer is shown it all', async () => {
  const found = await walk(call.officer);
  expect(found).toEqual(
    expect.arrayContaining([
      '/api/applications/{application}',
      '/api/applications/{application}/archive',
      '/api/applications/{application}/attachments',
      '/api/applications/{application}/messages',
      '/api/applications/{application}/submissions/1',
      '/api/attachments/{id}/download',
      '/api/calls/{call}/dossiers/export?format=csv&answers=true',
      '/api/calls/{call}/dossiers/export?format=xlsx&answers=true',
      '/api/reviews/{id}',
      '/api/reviews/{id}/archive',
      '/api/reviews/{id}/attachments',
      '/api/reviews/{id}/attachments/1/download',
    ]),
  );
});

it.each(['reviewer', 'colleague', 'member'] as const)('nothing of it is in any answer to the %s', async (name) => {
  expect(await walk(reviewers[name])).toEqual([]);
});

it('what is not hidden is there, with nothing by which the rest could be guessed', async () => {
  const { submission } = expectStatus<{ submission: { sha256: string | null; hiddenQuestions: number; content: { sections: { key: string; answers: object }[]; attachments: { name: string }[] } } }>(await reviewers.reviewer.call('get', `/api/reviews/${reviewIds['reviewer']}`), 200);
  expect(submission.sha256).toBeNull();
  expect(submission.hiddenQuestions).toBe(10);
  expect(submission.content.attachments.map((file) => file.name)).toEqual(['Statuts.pdf']);
  expect(submission.content.sections[1]).toEqual({ key: 'intime', answers: { equipe: [{ role: 'présidente' }], visible: 'ce que chacun lit' } });
  const archive = await readZip((await bytesOf(reviewers.reviewer, `/api/reviews/${reviewIds['reviewer']}/archive`)).bytes);
  expect([...archive.keys()]).toEqual(['LISEZMOI.txt', 'manifeste.json', 'dossier.html', 'dossier.json', 'pieces/project-annexes/01-Statuts.pdf']);
  expect(JSON.parse(archive.get('manifeste.json')!.toString())).toMatchObject({ complet: false, depot: { empreinteDuContenu: null } });
});

it('a chair who does not review the dossier reads it whole; one who does reads it as its reviewers do', async () => {
  const chair = await api.signIn('Chantal', 'chair');
  expect((await chair.call('get', `/api/applications/${dossier.id}`)).text).toContain(marker);
  expect((await reviewers.member.call('get', `/api/applications/${dossier.id}`)).body).toMatchObject({ status: 404, code: 'application.not-found' });
  expect((await reviewers.member.call('get', `/api/reviews/${reviewIds['member']}`)).status).toBe(200);
  expect((await reviewers.member.call('get', `/api/calls/${call.id}/dossiers`)).status).toBe(200);
});
