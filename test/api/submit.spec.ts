import { openApi, expectStatus, said, type TestApi } from '../support/api.js';
import { completeDraft, openCall, type OpenCall } from '../support/open-call.js';
import { statementsOf } from '../support/statements.js';

interface Receipt {
  number: string;
  sha256: string;
  silenceOn: string;
  receivedAt: string;
}

describe('submitting an application', () => {
  let api: TestApi;
  let call: OpenCall;

  beforeAll(async () => {
    api = await openApi();
    await api.setClock('2023-06-15T10:00:00Z');
    call = await openCall(api);
  });
  afterAll(() => api.close());

  const count = async (text: string, id: string): Promise<number> => Number((await api.sql.query<{ count: string }>(text, [id])).rows[0]!.count);
  const submissions = (id: string) => count(`select count(*) from submissions where application_id = $1`, id);
  const events = (id: string, name: string) =>
    api.sql.query(`select from events where subject_type = 'application' and subject_id = $1 and name = $2`, [id, name]).then((found) => found.rowCount);
  const jobs = (id: string) => count(`select count(*) from outbox o join events e on e.id = o.event_id where e.subject_id = $1::text and o.job = 'notifications.plan'`, id);
  const submit = (dossier: { id: string; applicant: { call: TestApi['visitor']['call'] }; version: number }, version = dossier.version) =>
    dossier.applicant.call('post', `/api/applications/${dossier.id}/submit`, { version });

  it('gives a number, a hash, an instant and the day on which silence becomes a refusal', async () => {
    const dossier = await completeDraft(api, call);
    const receipt = expectStatus<Receipt>(await submit(dossier), 200);
    expect(receipt.number).toMatch(/^2023-\d{6}$/);
    expect(receipt.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(receipt.silenceOn).toBe('2023-08-15');
    const { rows } = await api.sql.query<{ content: string; matches: boolean }>(
      `select content, encode(sha256(convert_to(content, 'UTF8')), 'hex') = $2 as matches from submissions where application_id = $1`,
      [dossier.id, receipt.sha256],
    );
    expect(rows[0]!.matches).toBe(true);
    expect(JSON.parse(rows[0]!.content)).toMatchObject({ sections: [{ key: 'project', answers: { territory: 'Pays de Rennes' } }], members: [{}, {}, {}] });
  });

  it('pressed by two people at once: one submission, one event, one mail to come, the same number for both', async () => {
    const dossier = await completeDraft(api, call);
    const second = await api.signIn('Cosette Coprésidente', { role: 'applicant', scope: { poleId: dossier.poleId } });
    const pressed = await Promise.all(Array.from({ length: 8 }, (_, i) => submit(i % 2 ? dossier : { ...dossier, applicant: second })));
    const numbers = new Set(pressed.map((answer) => expectStatus<Receipt>(answer, 200).number));
    expect(numbers.size).toBe(1);
    expect(await submissions(dossier.id)).toBe(1);
    expect(await events(dossier.id, 'application.submitted')).toBe(1);
    expect(await jobs(dossier.id)).toBe(1);
  });

  it('in six statements at most', async () => {
    const dossier = await completeDraft(api, call);
    const { result, statements } = await statementsOf(api, () => submit(dossier));
    expectStatus(result, 200);
    expect(statements.filter(({ text }) => text.includes('insert into submissions'))).toHaveLength(1);
    expect(statements.map(({ text }) => text).slice(6)).toEqual([]);
  });

  it('another version is a conflict, and nothing is written', async () => {
    const dossier = await completeDraft(api, call);
    expect((await submit(dossier, dossier.version - 1)).body).toMatchObject({ status: 409, code: 'application.stale' });
    expect(await submissions(dossier.id)).toBe(0);
    expectStatus(await submit(dossier), 200);
    expect((await submit(dossier, dossier.version + 1)).body).toMatchObject({ status: 409, code: 'application.cannot-submit' });
  });

  it('what is missing is named, section by section', async () => {
    const dossier = await completeDraft(api, call);
    const saved = expectStatus<{ applicationVersion: number }>(
      await dossier.applicant.call('put', `/api/applications/${dossier.id}/sections/project`, { version: 1, answers: { summary: '' } }),
      200,
    );
    const refused = await submit(dossier, saved.applicationVersion);
    expect(refused.body).toMatchObject({ status: 422, code: 'application.incomplete', params: { missing: ['project.summary', 'project.territory'] } });
  });

  it('a stale save of a section is refused, and what was typed is kept', async () => {
    const dossier = await completeDraft(api, call);
    const late = { version: 0, answers: { summary: 'Écrit à côté', territory: 'Ailleurs' } };
    expect((await dossier.applicant.call('put', `/api/applications/${dossier.id}/sections/project`, late)).body).toMatchObject({ status: 409, code: 'application.section-stale' });
    const { rows } = await api.sql.query(`select answers->>'summary' as summary, kept from section_revisions where application_id = $1 order by saved_at`, [dossier.id]);
    expect(rows).toEqual([{ summary: 'Coopérer en Écosse bretonne', kept: true }, { summary: 'Écrit à côté', kept: false }]);
  });

  it('characters that cannot be stored are taken out, and said', async () => {
    const dossier = await completeDraft(api, call);
    const saved = expectStatus<{ cleaned: string[] }>(
      await dossier.applicant.call('put', `/api/applications/${dossier.id}/sections/project`, { version: 1, answers: { summary: 'a\u0000b\ud800', territory: 'c' } }),
      200,
    );
    expect(saved.cleaned).toEqual(['summary']);
  });

  it('another pole answers as an absent dossier does, to the byte', async () => {
    const [mine, theirs] = [await completeDraft(api, call), await completeDraft(api, call)];
    const other = await mine.applicant.call('post', `/api/applications/${theirs.id}/submit`, { version: 1 });
    const absent = await mine.applicant.call('post', '/api/applications/00000000-0000-7000-8000-000000000000/submit', { version: 1 });
    const malformed = await mine.applicant.call('post', '/api/applications/1;drop/submit', { version: 1 });
    expect(other.status).toBe(404);
    expect(said(other)).toBe(said(absent));
    expect(said(malformed)).toBe(said(absent));
  });

  it('in time to the last second; late leaves an event, no number, and the draft as it was', async () => {
    const [early, late] = [await completeDraft(api, call), await completeDraft(api, call)];
    await api.setClock('2023-07-31T21:59:58Z');
    expectStatus(await submit(early), 200);
    await api.setClock('2023-07-31T22:00:00Z');
    expect((await submit(late)).body).toMatchObject({ status: 422, code: 'application.call-closed', params: { closedAt: '2023-07-31T22:00:00.000Z' } });
    expect(await events(late.id, 'application.refused-late')).toBe(1);
    expect(await submissions(late.id)).toBe(0);
    const { rows } = await api.sql.query(`select state, number, version from applications where id = $1`, [late.id]);
    expect(rows).toEqual([{ state: 'draft', number: null, version: late.version }]);
    expect((await early.applicant.call('post', '/api/applications', { callId: call.id, poleId: early.poleId, projectTitle: 'Trop tard', prerequisiteDeclared: false })).body).toMatchObject({ code: 'application.call-closed' });
  });
});
