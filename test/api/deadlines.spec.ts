import { ApplicationRepository } from '#features/applications/application.repository.js';
import { DraftRepository } from '#features/applications/drafts/draft.repository.js';
import { Transactions } from '#platform/database/transactions.js';
import { expectStatus, openApi, type TestApi } from '../support/api.js';
import { completeDraft, openCall, type Dossier, type OpenCall } from '../support/open-call.js';

let api: TestApi;
beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api.close());

const code = (answer: { status: number; body: unknown }): string => `${answer.status} ${(answer.body as { code?: string }).code ?? ''}`.trim();
const submit = async ({ applicant, id }: Dossier): Promise<string> => {
  const { version } = expectStatus<{ version: number }>(await applicant.call('get', `/api/applications/${id}`), 200);
  return code(await applicant.call('post', `/api/applications/${id}/submit`, { version }));
};
const save = async ({ applicant, id }: Dossier, version: number): Promise<string> =>
  code(await applicant.call('put', `/api/applications/${id}/sections/project`, { version, answers: { summary: `à ${version}`, territory: 'Pays de Rennes' } }));
const start = async ({ applicant, poleId }: { applicant: Dossier['applicant']; poleId: string }, call: OpenCall): Promise<string> =>
  code(await applicant.call('post', '/api/applications', { callId: call.id, poleId, projectTitle: 'À la dernière minute', prerequisiteDeclared: false }));
/** A pole that has no dossier in this call: its draft was given up. */
async function withoutDossier(call: OpenCall): Promise<Dossier> {
  const dossier = await completeDraft(api, call);
  expectStatus(await dossier.applicant.call('post', `/api/applications/${dossier.id}/discard`), 200);
  return dossier;
}

/** Midnight in Paris at the end of the days on which the clocks go forward and back, and the hour that is skipped or comes twice. */
const closings = [
  ['the day on which the clocks go forward', '2023-03-01T00:00:00Z', '2023-03-26T22:00:00Z'],
  ['within the hour that comes twice, the second time', '2023-10-01T00:00:00Z', '2023-10-29T01:30:00Z'],
  ['the day on which the clocks go back', '2023-10-01T00:00:00Z', '2023-10-29T23:00:00Z'],
] as const;
const plus = (instant: string, seconds: number): string => new Date(Date.parse(instant) + seconds * 1_000).toISOString();

describe.each(closings)('%s', (_, opensAt, closesAt) => {
  let call: OpenCall;
  let [early, late, exempt]: Dossier[] = [];
  let [quick, slow, exemptSlow]: Dossier[] = [];
  const until = plus(closesAt, 3_600);

  beforeAll(async () => {
    await api.setClock(plus(closesAt, -43_200));
    call = await openCall(api, { phase: { opensAt, closesAt } });
    [early, late, exempt] = [await completeDraft(api, call), await completeDraft(api, call), await completeDraft(api, call)];
    [quick, slow, exemptSlow] = [await withoutDossier(call), await withoutDossier(call), await withoutDossier(call)];
    const { phases } = expectStatus<{ phases: { id: string }[] }>(await call.officer.call('get', `/api/calls/${call.id}`), 200);
    for (const { poleId } of [exempt, exemptSlow]) {
      const exception = { phaseId: phases[0]!.id, poleId, until, reason: 'Panne du service constatée le matin.' };
      expectStatus(await call.officer.call('post', `/api/calls/${call.id}/late-exceptions`, exception), 201);
    }
  });

  it('a moment before: begun, saved and submitted', async () => {
    await api.setClock(plus(closesAt, -2));
    expect(await Promise.all([start(quick!, call), save(late!, 1), submit(early!)])).toEqual(['201', '200', '200']);
  });

  it('a second after: nothing is begun, saved or submitted, but where a late exception says so', async () => {
    await api.setClock(plus(closesAt, 1));
    expect([await start(slow!, call), await save(late!, 2), await submit(late!)]).toEqual(['422 application.call-closed', '422 application.call-closed', '422 application.call-closed']);
    expect([await start(exemptSlow!, call), await save(exempt!, 1)]).toEqual(['201', '200']);
    const { applicant, id } = exempt!;
    expect(expectStatus(await applicant.call('get', `/api/applications/${id}`), 200)).toMatchObject({
      closesAt: new Date(until).toISOString(),
      lateException: { reason: 'Panne du service constatée le matin.', givenBy: 'Odile Officière' },
      writing: { why: 'draft', until: new Date(until).toISOString() },
    });
  });

  it('the exception has its own second', async () => {
    await api.setClock(plus(until, -2));
    expect(await submit(exempt!)).toBe('200');
    await api.setClock(plus(until, 1));
    const { rows } = await api.sql.query<{ id: string }>(`select id from applications where pole_id = $1 and state = 'draft'`, [exemptSlow!.poleId]);
    expect(await save({ ...exemptSlow!, id: rows[0]!.id }, 0)).toBe('422 application.call-closed');
    expect((await api.sql.query(`select from events where name = 'call.late-exception-given' and subject_id = $1`, [call.id])).rowCount).toBe(2);
  });

  it('the statements themselves refuse, whatever the rules said before', async () => {
    const [transactions, applications, drafts] = [Transactions, ApplicationRepository, DraftRepository].map((one) => api.app.get<unknown>(one, { strict: false })) as [Transactions, ApplicationRepository, DraftRepository];
    const bound = new Date(closesAt);
    const outcomes = await transactions.run(async (tx) => {
      const application = (await applications.lock(tx, late!.id))!;
      const begun = { ...application, poleId: slow!.poleId, startedBy: slow!.applicant.id };
      const sealed = { text: '{}', projectTitle: '', prerequisiteDeclared: false, fileIds: [], charterId: null };
      return [
        await drafts.touch(tx, late!.id, 'project', new Date(bound.getTime() - 1)),
        await drafts.touch(tx, late!.id, 'project', bound),
        await applications.add(tx, begun, bound),
        await applications.seal(tx, application, { state: 'submitted', submittedAt: bound, silenceOn: '2023-12-31' }, sealed, late!.applicant.id),
      ];
    });
    expect(outcomes).toEqual([true, false, undefined, undefined]);
  });

  it('nobody but an officer gives one, nor one that is no later than the deadline', async () => {
    const { phases } = expectStatus<{ phases: { id: string }[] }>(await call.officer.call('get', `/api/calls/${call.id}`), 200);
    const exception = { phaseId: phases[0]!.id, poleId: late!.poleId, until: closesAt, reason: 'Panne du service constatée le matin.' };
    expect(code(await call.officer.call('post', `/api/calls/${call.id}/late-exceptions`, exception))).toBe('422 late-exception.not-after-deadline');
    expect(code(await late!.applicant.call('post', `/api/calls/${call.id}/late-exceptions`, exception))).toBe('403 late-exception.give-not-yours');
  });
});
