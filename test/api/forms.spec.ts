import { expectStatus, openApi, type Caller, type TestApi } from '../support/api.js';
import { fictitiousSiren, newCall, openCall, rubric } from '../support/open-call.js';

const field = (key: string, kind: string, over: object = {}) => ({ key, label: key, kind, ...over });
const definition = {
  sections: [
    { key: 'tout', title: 'Tout', fields: [
      field('titre', 'text', { required: true }),
      field('resume', 'long-text'),
      field('n', 'number', { min: 1, max: 10 }),
      field('demande', 'amount'),
      field('asso', 'yes-no'),
      field('rna', 'rna', { required: true, showIf: { field: 'asso', equals: true } }),
      field('iban', 'iban'),
      field('postes', 'repeat', { fields: [field('nom', 'text'), field('cout', 'amount')] }),
      field('total', 'computed', { unit: 'amount', formula: { add: [{ field: 'demande' }, { sum: 'postes', field: 'cout' }] } }),
    ] },
  ],
};

let api: TestApi;
let applicant: Caller;
let dossier: string;
let callId: string;
beforeAll(async () => {
  api = await openApi();
  await api.setClock('2023-06-15T10:00:00Z');
  const call = await openCall(api, { definition });
  callId = call.id;
  applicant = await api.signIn('Agathe Association');
  const pole = expectStatus<{ id: string }>(await applicant.call('post', '/api/poles', { name: 'Pôle fictif', siren: fictitiousSiren(77), legalCategory: '9220', regionCode: '53', addressLine: '1 rue Imaginaire', postalCode: '35000', city: 'Rennes' }), 201);
  dossier = expectStatus<{ id: string }>(await applicant.call('post', '/api/applications', { callId, poleId: pole.id, projectTitle: 'Ruche', prerequisiteDeclared: false }), 201).id;
});
afterAll(() => api?.close());

const version = async (): Promise<number> => expectStatus<{ sections: { version: number }[] }>(await applicant.call('get', `/api/applications/${dossier}`), 200).sections[0]?.version ?? 0;
const save = async (answers: unknown) => applicant.call('put', `/api/applications/${dossier}/sections/tout`, { version: await version(), answers });
const saved = async (): Promise<unknown> => expectStatus<{ sections: { answers: object }[] }>(await applicant.call('get', `/api/applications/${dossier}`), 200).sections[0]?.answers;

it('a draft takes half of an answer, and what it holds is what was sent', async () => {
  const answers = { titre: '😀 שלום <script>alert(1)</script>', n: 99, asso: true, rna: 'W12', iban: 'FR76', postes: [{ nom: 'Un' }, {}] };
  expectStatus(await save(answers), 200);
  expect(await saved()).toEqual(answers);
});

it.each([
  ['U+202E', { titre: '\u202egpj.exe' }, 'tout.titre: answer.text-reversed'],
  ['a long paste', { resume: 'x'.repeat(1_000_000) }, 'tout.resume: answer.text-too-long'],
  ['a negative amount', { demande: -1 }, 'tout.demande: answer.negative'],
  ['a huge amount', { demande: 1e20 }, 'tout.demande: answer.too-large'],
  ['a comma', { demande: '1 234,50' }, 'tout.demande: answer.not-cents'],
  ['a huge number', { n: 1e300 }, 'tout.n: answer.too-large'],
  ['a list for a text', { titre: ['a'] }, 'tout.titre: answer.not-a-text'],
  ['a computed value', { total: 3 }, 'tout.total: answer.computed-by-the-form'],
  ['a block of texts', { postes: ['a'] }, 'tout.postes[0]: answer.not-an-item'],
  ['an answer to no question', { inconnu: 1 }, 'tout.inconnu: answer.unknown-field'],
])('%s is refused in words, and the draft is as it was', async (_label, answers, problem) => {
  const before = await saved();
  const refused = await save(answers);
  expect([refused.status, refused.body]).toMatchObject([400, { code: 'application.answers-malformed', params: { problems: [problem] } }]);
  expect(await saved()).toEqual(before);
});

it('U+0000 and lone surrogates are taken out, and told', async () => {
  const answer = expectStatus<{ cleaned: string[] }>(await save({ titre: 'a\u0000b', postes: [{ nom: '\ud800c' }] }), 200);
  expect(answer.cleaned).toEqual(['titre', 'postes[0].nom']);
  expect(await saved()).toEqual({ titre: 'ab', postes: [{ nom: 'c' }] });
});

it('submission asks for what is shown, and holds answers to their limits', async () => {
  expectStatus(await save({ n: 99, asso: true, rna: 'W12', iban: 'FR7630006000011234567890188' }), 200);
  const { version: now } = expectStatus<{ version: number }>(await applicant.call('get', `/api/applications/${dossier}`), 200);
  const refused = await applicant.call('post', `/api/applications/${dossier}/submit`, { version: now });
  expect([refused.status, refused.body]).toMatchObject([422, { code: 'application.incomplete', params: { missing: ['tout.titre', 'tout.n', 'tout.rna', 'tout.iban', 'members'] } }]);
});

it('a form is refused with the path of what is wrong, whatever it is', async () => {
  const officer = await api.signIn('Odile Officière', 'officer');
  const { envelopeId } = expectStatus<{ envelopeId: string }>(await officer.call('get', `/api/calls/${callId}`), 200);
  const { id } = expectStatus<{ id: string }>(await officer.call('post', '/api/calls', newCall('AMI-FORMES', envelopeId)), 201);
  const put = (body: object) => officer.call('put', `/api/calls/${id}/form`, { version: 1, definition: body });
  for (const [body, code, path] of [
    [{}, 'form.not-a-list', 'sections'],
    [{ sections: [{ key: 's', title: 'S', fields: [field('a', 'video')] }] }, 'form.unknown-kind', 'sections[0].fields[0].kind'],
    [{ sections: [{ key: 's', title: 'S', fields: [field('a', 'computed', { unit: 'number', formula: { eval: '1' } })] }] }, 'form.unknown-field', 'sections[0].fields[0].formula.eval'],
    [{ sections: [{ key: 's', title: 'S\u0000', fields: [field('a', 'text')] }] }, 'form.text-not-clean', 'sections[0].title'],
  ] as const) expect((await put(body)).body).toMatchObject({ status: 400, code, params: { path } });
  expect((await officer.call('put', `/api/calls/${id}/rubric`, { version: 1, definition: { criteria: [{ ...rubric.criteria[0], guidance: '' }] } })).body).toMatchObject({ code: 'rubric.empty-text', params: { path: 'criteria[0].guidance' } });
  expect((await api.visitor.call('get', `/api/calls/${id}/form.schema.json`)).status).toBe(404);
  expect((await officer.call('get', `/api/calls/${id}/form.schema.json`)).body).toMatchObject({ type: 'object', properties: {} });
});

it('anybody reads the form of a published call as JSON Schema', async () => {
  const answer = await api.visitor.call('get', `/api/calls/${callId}/form.schema.json`);
  expect(answer.headers['content-type']).toMatch(/^application\/schema\+json/);
  expect(answer.body).toMatchObject({ $schema: 'https://json-schema.org/draft/2020-12/schema', properties: { tout: { required: ['titre'], properties: { postes: { type: 'array' }, rna: { $comment: expect.stringContaining('asso') } } } } });
});
