import { simpleParser } from 'mailparser';
import { CorrectionService } from '#features/applications/examination/correction.service.js';
import { ReminderService } from '#features/applications/drafts/reminder.service.js';
import { NotificationService } from '#features/notifications/notification.service.js';
import { expectStatus, openApi, type Caller, type TestApi } from '../support/api.js';
import { completeDraft, form, openCall, type Dossier, type OpenCall } from '../support/open-call.js';
import { openSmtpSink, type SmtpSink } from '../support/smtp-sink.js';

interface View {
  state: string;
  version: number;
  projectTitle: string;
  members: { name: string }[];
  sections: { key: string; version: number; answers: Record<string, unknown> }[];
  submissions: { ordinal: number; number: string; receivedAt: string; sha256: string }[];
  writing: { why: string; parts: string[] | null; until: string } | null;
  corrections: { id: string; answeredAt: string | null; lapsedAt: string | null }[];
  closesAt: string;
  lateException: { until: string; reason: string; givenBy: string } | null;
  reopenedAt: string | null;
  silenceOn: string;
  actions: string[];
}

/** Two sections: a correction opens one. */
const definition = { sections: [...form.sections, { key: 'means', title: 'Les moyens', fields: [{ key: 'staff', label: 'Équipe', kind: 'long-text', required: false }] }] };

let api: TestApi;
let call: OpenCall;
let sink: SmtpSink;
const mails: { to: string; raw: string }[] = [];

beforeAll(async () => {
  sink = await openSmtpSink();
  api = await openApi({ ESSAIM_DEMONSTRATION: 'true', SMTP_URL: sink.url });
  await api.setClock('2023-06-15T10:00:00Z');
  call = await openCall(api, { definition });
});
afterAll(async () => {
  await api.close();
  await sink.close();
});

const seenBy = async (who: Caller, id: string): Promise<View> => expectStatus<View>(await who.call('get', `/api/applications/${id}`), 200);
const save = (who: Caller, id: string, version: number, summary: string, key = 'project') =>
  who.call('put', `/api/applications/${id}/sections/${key}`, { version, answers: key === 'means' ? { staff: summary } : { summary, territory: 'Pays de Rennes' } });
const submit = async ({ applicant, id }: Dossier, version?: number): Promise<{ ordinal: number; number: string; silenceOn: string }> =>
  expectStatus(await applicant.call('post', `/api/applications/${id}/submit`, { version: version ?? (await seenBy(applicant, id)).version }), 200);
const code = (answer: { status: number; body: unknown }): string => `${answer.status} ${(answer.body as { code: string }).code}`;
const summaryOf = ({ sections }: View): unknown => sections.find(({ key }) => key === 'project')?.answers['summary'];
const now = async (): Promise<Date> => (await api.sql.query<{ now: Date }>('select essaim_now() as now')).rows[0]!.now;
const service = <T>(type: new (...of: never[]) => T): T => api.app.get(type, { strict: false });

/** Sends every mail that waits; gives those to `to`. */
async function mailsTo(to: string): Promise<{ subject: string; text: string }[]> {
  const notifications = service(NotificationService);
  for (const job of ['notifications.plan', 'notifications.send']) {
    const { rows } = await api.sql.query<{ id: string }>(`select id from outbox where job = $1 order by created_at, id`, [job]);
    for (const { id } of rows) {
      if (job === 'notifications.plan') await notifications.plan(id);
      else {
        await notifications.send(id);
        mails.push({ to: sink.recipients.at(-1)!, raw: sink.last });
      }
    }
  }
  const parsed = await Promise.all(mails.filter((mail) => mail.to === to).map(({ raw }) => simpleParser(raw)));
  return parsed.map(({ subject = '', text = '' }) => ({ subject, text: text.replace(/\s+/g, ' ') }));
}

it('a draft is given up once, never a submitted dossier; then the pole may begin again', async () => {
  const dossier = await completeDraft(api, call);
  const { applicant, id, poleId } = dossier;
  const again = { callId: call.id, poleId, projectTitle: 'Un autre', prerequisiteDeclared: false };
  expect(code(await applicant.call('post', '/api/applications', again))).toBe('409 application.already-started');
  const given = expectStatus<View>(await applicant.call('post', `/api/applications/${id}/discard`), 200);
  expect([given.state, given.actions, given.writing]).toEqual(['discarded', [], null]);
  expect(code(await applicant.call('post', `/api/applications/${id}/discard`))).toBe('409 application.cannot-discard');
  expect(code(await save(applicant, id, 1, 'après'))).toBe('409 application.not-a-draft');
  expectStatus(await applicant.call('post', '/api/applications', again), 201);
  const sent = await completeDraft(api, call);
  await submit(sent);
  expect(code(await sent.applicant.call('post', `/api/applications/${sent.id}/discard`))).toBe('409 application.cannot-discard');
});

describe('two people on one section', () => {
  let dossier: Dossier;
  let second: Caller;
  beforeAll(async () => {
    dossier = await completeDraft(api, call);
    second = await api.signIn('Cosette Coprésidente', { role: 'applicant', scope: { poleId: dossier.poleId } });
  });

  it('of two saves over one version one is kept; the other is told what is there now, and is in the history', async () => {
    const { applicant, id } = dossier;
    const answers = await Promise.all([save(applicant, id, 1, 'de la première'), save(second, id, 1, 'de la seconde')]);
    expect(answers.map(code).sort()).toEqual(['200 undefined', '409 application.section-stale']);
    const isFirst = answers[0]!.status === 200;
    const loser = isFirst ? second : applicant;
    const told = expectStatus<{ version: number; answers: { summary: string }; savedBy: string; isOwn: boolean }>(await loser.call('get', `/api/applications/${id}/sections/project`), 200);
    expect(told).toMatchObject({ version: 2, isOwn: false, answers: { summary: isFirst ? 'de la première' : 'de la seconde' } });
    if (!isFirst) expect(told.savedBy).toBe('Cosette Coprésidente');
    const { items } = expectStatus<{ items: { id: string; kept: boolean }[] }>(await applicant.call('get', `/api/applications/${id}/sections/project/revisions`), 200);
    expect(items.filter(({ kept }) => kept).length).toBe(2);
    const lost = expectStatus<{ answers: { summary: string } }>(await applicant.call('get', `/api/section-revisions/${items.find(({ kept }) => !kept)!.id}`), 200);
    expect(lost.answers.summary).toBe(isFirst ? 'de la seconde' : 'de la première');
  });

  it('an old version is read and taken up again, by a save like another', async () => {
    const { applicant, id } = dossier;
    const { items } = expectStatus<{ items: { id: string; savedBy: string }[] }>(await second.call('get', `/api/applications/${id}/sections/project/revisions`), 200);
    const first = expectStatus<{ answers: { summary: string; territory: string } }>(await second.call('get', `/api/section-revisions/${items.at(-1)!.id}`), 200);
    expect(first.answers.summary).toBe('Coopérer en Écosse bretonne');
    expectStatus(await second.call('put', `/api/applications/${id}/sections/project`, { version: 2, answers: first.answers }), 200);
    expect(summaryOf(await seenBy(applicant, id))).toBe('Coopérer en Écosse bretonne');
    expect(code(await second.call('put', `/api/applications/${id}/sections/project`, { version: 2, answers: first.answers }))).toBe('409 application.section-stale');
  });

  it('a section that the form does not have is none, one that was never saved is at version 0', async () => {
    expect(code(await second.call('get', `/api/applications/${dossier.id}/sections/nowhere`))).toBe('404 application.not-found');
    expect(expectStatus(await second.call('get', `/api/applications/${dossier.id}/sections/means`), 200)).toMatchObject({ version: 0, answers: {}, savedAt: null, savedBy: null });
  });
});

describe('reopened before the deadline', () => {
  let kept: Dossier;
  let replaced: Dossier;

  it('what was submitted stays in force until something else is', async () => {
    [kept, replaced] = [await completeDraft(api, call), await completeDraft(api, call)];
    for (const dossier of [kept, replaced]) {
      const { applicant, id } = dossier;
      await submit(dossier);
      expect(code(await save(applicant, id, 1, 'sans rouvrir'))).toBe('409 application.not-a-draft');
      const open = expectStatus<View>(await applicant.call('post', `/api/applications/${id}/reopen`), 200);
      expect([open.state, open.writing?.why, open.actions]).toEqual(['submitted', 'reopened', ['resubmit', 'withdraw']]);
      expect(code(await applicant.call('post', `/api/applications/${id}/reopen`))).toBe('409 application.already-reopened');
      expectStatus(await save(applicant, id, 1, 'écrit depuis'), 200);
      const { version } = await seenBy(applicant, id);
      expectStatus(await applicant.call('put', `/api/applications/${id}`, { version, projectTitle: 'Titre repris', prerequisiteDeclared: false }), 200);
      expectStatus(await applicant.call('put', `/api/applications/${id}/members`, { version: version + 1, members: [] }), 200);
      const mine = await seenBy(applicant, id);
      expect([summaryOf(mine), mine.projectTitle, mine.members.length]).toEqual(['écrit depuis', 'Titre repris', 0]);
      const theirs = await seenBy(call.officer, id);
      expect([summaryOf(theirs), theirs.projectTitle === 'Titre repris', theirs.members.length, theirs.submissions.length]).toEqual(['Coopérer en Écosse bretonne', false, 3, 1]);
      expect(theirs.actions).toEqual([]);
    }
  });

  it('nobody rules on it meanwhile', async () => {
    expect(code(await call.officer.call('post', `/api/applications/${kept.id}/rule-eligibility`))).toBe('409 application.being-rewritten');
  });

  it('submitted again: another submission under the same number, and everybody sees it', async () => {
    const { applicant, id } = replaced;
    const { version } = await seenBy(applicant, id);
    expect((await applicant.call('post', `/api/applications/${id}/submit`, { version })).body).toMatchObject({ code: 'application.incomplete', params: { missing: ['members'] } });
    const before = await seenBy(call.officer, id);
    expectStatus(await applicant.call('put', `/api/applications/${id}/members`, { version, members: before.members }), 200);
    const again = await submit(replaced);
    expect([again.ordinal, again.number]).toEqual([2, before.submissions[0]!.number]);
    const theirs = await seenBy(call.officer, id);
    expect([summaryOf(theirs), theirs.projectTitle, theirs.writing, theirs.reopenedAt]).toEqual(['écrit depuis', 'Titre repris', null, null]);
    const first = expectStatus<{ projectTitle: string; sections: { answers: { summary?: string } }[] }>(await call.officer.call('get', `/api/applications/${id}/submissions/1`), 200);
    expect(first.sections[0]!.answers.summary).toBe('Coopérer en Écosse bretonne');
    expect((await mailsTo(applicant.email)).map(({ subject }) => subject)).toEqual([`Accusé de réception du dossier ${again.number}`, `Accusé de réception du dossier ${again.number}`]);
  });

  it('the deadline passes: officer, eligibility and reviewers have the first submission', async () => {
    await api.setClock('2023-07-31T22:00:00Z');
    const { applicant, id } = kept;
    expect(code(await save(applicant, id, 2, 'trop tard'))).toBe('422 application.call-closed');
    expect(code(await applicant.call('post', `/api/applications/${id}/submit`, { version: (await seenBy(applicant, id)).version }))).toBe('422 application.call-closed');
    const mine = await seenBy(applicant, id);
    expect([summaryOf(mine), mine.writing, mine.members.length, mine.actions]).toEqual(['Coopérer en Écosse bretonne', null, 3, ['withdraw']]);
    const { items } = expectStatus<{ items: { id: string; kept: boolean }[] }>(await applicant.call('get', `/api/applications/${id}/sections/project/revisions`), 200);
    expect(items.map((one) => one.kept)).toEqual([false, true, true]);
    const findings = ['innovation', 'territory', 'specification', 'not-already-funded'].map((condition) => ({ condition, met: true, reason: '' }));
    expectStatus(await call.officer.call('post', `/api/applications/${id}/findings`, { findings }), 200);
    expect(expectStatus<{ outcome: string }>(await call.officer.call('post', `/api/applications/${id}/rule-eligibility`), 200).outcome).toBe('eligible');
    const reviewer = await api.signIn('Rémi Relecteur', 'national-reviewer');
    const { reviewId } = expectStatus<{ reviewId: string }>(await call.officer.call('post', '/api/assignments', { applicationId: id, reviewerId: reviewer.id, level: 'national' }), 201);
    const review = expectStatus<{ submission: { content: { projectTitle: string; sections: { answers: { summary?: string } }[] } } }>(await reviewer.call('get', `/api/reviews/${reviewId}`), 200);
    expect(review.submission.content.sections[0]!.answers.summary).toBe('Coopérer en Écosse bretonne');
    expect(review.submission.content.projectTitle).not.toBe('Titre repris');
    const { items: dossiers } = expectStatus<{ items: { id: string; projectTitle: string }[] }>(await call.officer.call('get', `/api/calls/${call.id}/dossiers?limit=100`), 200);
    expect(dossiers.find((one) => one.id === id)!.projectTitle).not.toBe('Titre repris');
  });
});

describe('a correction after the deadline', () => {
  let answered: Dossier;
  let silent: Dossier;
  const ask = (id: string, change: object = {}, who = call.officer) =>
    who.call('post', `/api/applications/${id}/corrections`, { parts: ['project'], reason: 'Précisez le territoire du projet.', consequence: 'may-be-ineligible', dueAt: '2023-09-01T22:00:00Z', ...change });

  beforeAll(async () => {
    // A phase of its own: the first call is closed by now.
    call = await openCall(api, { definition, phase: { opensAt: '2023-07-01T00:00:00Z', closesAt: '2023-08-15T22:00:00Z' } });
    [answered, silent] = [await completeDraft(api, call), await completeDraft(api, call)];
    for (const dossier of [answered, silent]) await submit(dossier);
  });

  it('opens some parts only, until its date; the submission stays in force', async () => {
    expect(code(await ask(answered.id))).toBe('422 correction.before-deadline');
    await api.setClock('2023-08-16T09:00:00Z');
    expect((await seenBy(call.officer, answered.id)).actions).toContain('request-correction');
    for (const { id } of [answered, silent]) expectStatus(await ask(id), 201);
    expect(code(await ask(answered.id))).toBe('409 correction.already-open');
    const { applicant, id } = answered;
    const open = await seenBy(applicant, id);
    expect(open.writing).toEqual({ why: 'correction', parts: ['project'], until: '2023-09-01T22:00:00.000Z' });
    expect(open.actions).toEqual(['resubmit', 'withdraw']);
    expect(code(await applicant.call('put', `/api/applications/${id}`, { version: open.version, projectTitle: 'Non', prerequisiteDeclared: false }))).toBe('409 application.part-not-opened');
    expect(code(await applicant.call('put', `/api/applications/${id}/members`, { version: open.version, members: [] }))).toBe('409 application.part-not-opened');
    expect(code(await save(applicant, id, 0, 'Non', 'means'))).toBe('409 application.part-not-opened');
    expectStatus(await save(applicant, id, 1, 'corrigé'), 200);
    expect(summaryOf(await seenBy(call.officer, id))).toBe('Coopérer en Écosse bretonne');
    expect(code(await call.officer.call('post', `/api/applications/${id}/rule-eligibility`))).toBe('409 application.being-rewritten');
    const [mail] = (await mailsTo(applicant.email)).filter(({ subject }) => subject.includes('correction'));
    expect(mail!.text).toMatch(/au plus tard le 1er septembre 2023 à 23 h 59 \(heure de Paris\)\. Ce qu’elle demande : Précisez le territoire du projet\..*irrecevable/);
  });

  it('is answered by a new submission, from which silence counts', async () => {
    await api.setClock('2023-09-01T21:59:50Z');
    const { ordinal, silenceOn } = await submit(answered);
    expect([ordinal, silenceOn]).toEqual([2, '2023-11-01']);
    const theirs = await seenBy(call.officer, answered.id);
    expect([summaryOf(theirs), theirs.writing, theirs.corrections[0]!.answeredAt === null]).toEqual(['corrigé', null, false]);
    expect(code(await save(answered.applicant, answered.id, 2, 'encore'))).toBe('409 application.not-a-draft');
  });

  it('its date passes: too late by a second, the dossier stays as it was, the pole is told once', async () => {
    const { applicant, id } = silent;
    expectStatus(await save(applicant, id, 1, 'jamais déposé'), 200);
    await api.setClock('2023-09-01T22:00:01Z');
    expect(code(await save(applicant, id, 2, 'trop tard'))).toBe('422 application.correction-over');
    expect(code(await applicant.call('post', `/api/applications/${id}/submit`, { version: (await seenBy(applicant, id)).version }))).toBe('422 application.correction-over');
    expect(await service(CorrectionService).lapse(await now())).toBe(1);
    expect(await service(CorrectionService).lapse(await now())).toBe(0);
    const mine = await seenBy(applicant, id);
    expect([summaryOf(mine), mine.submissions.length, mine.corrections[0]!.lapsedAt === null, mine.writing]).toEqual(['Coopérer en Écosse bretonne', 1, false, null]);
    expect((await mailsTo(applicant.email)).map(({ subject }) => subject).at(-1)).toMatch(/le délai de correction est passé/);
    expect((await seenBy(call.officer, id)).actions).toEqual(['request-correction', 'find-eligible', 'find-ineligible']);
  });
});

describe('drafts that nobody submits', () => {
  let drafts: Dossier[];
  const remind = async (at: string): Promise<number> => {
    await api.setClock(at);
    return service(ReminderService).remind(await now());
  };

  it('are reminded 7 days, 2 days and 6 hours before the closing, once each; the officer sees it', async () => {
    call = await openCall(api, { definition, phase: { opensAt: '2023-09-01T00:00:00Z', closesAt: '2023-09-30T22:00:00Z' } });
    drafts = [await completeDraft(api, call), await completeDraft(api, call)];
    const [left, sent] = drafts as [Dossier, Dossier];
    expect(await remind('2023-09-23T21:59:50Z')).toBe(0);
    expect(await remind('2023-09-23T22:00:00Z')).toBe(2);
    expect(await remind('2023-09-23T22:00:30Z')).toBe(0);
    await submit(sent);
    const late = await completeDraft(api, call);
    expect(await remind('2023-09-24T09:00:00Z')).toBe(0);
    expect(await remind('2023-09-28T22:00:00Z')).toBe(2);
    expectStatus(await late.applicant.call('post', `/api/applications/${late.id}/discard`), 200);
    expect(await remind('2023-09-30T16:30:00Z')).toBe(1);
    expect(await remind('2023-09-30T22:00:00Z')).toBe(0);
    const { items } = expectStatus<{ items: { id: string; reminders: { lead: string }[] }[] }>(await call.officer.call('get', `/api/calls/${call.id}/drafts`), 200);
    expect(items.map(({ id, reminders }) => [id, reminders.map(({ lead }) => lead)])).toEqual([[left.id, ['7d', '2d', '6h']]]);
    const mails = (await mailsTo(left.applicant.email)).filter(({ subject }) => subject.startsWith('Votre brouillon'));
    expect(mails).toHaveLength(3);
    expect(mails[0]!.text).toContain('jusqu’au 30 septembre 2023 à 23 h 59 (heure de Paris)');
  });
});

it('pole and ministry write to each other about a dossier, each told by mail', async () => {
  call = await openCall(api, { definition, phase: { opensAt: '2023-09-30T00:00:00Z', closesAt: '2023-10-30T23:00:00Z' } });
  const dossier = await completeDraft(api, call);
  const { applicant, id } = dossier;
  const write = (who: Caller, body: string) => who.call('post', `/api/applications/${id}/messages`, { body });
  expect(code(await write(applicant, 'Bonjour'))).toBe('409 application.not-submitted-yet');
  await submit(dossier);
  expect(code(await write(applicant, '  '))).toBe('400 message.empty');
  expectStatus(await write(applicant, 'Une question.\nSur le budget.'), 201);
  expectStatus(await write(call.officer, 'Une réponse.\u0000'), 201);
  const messages = expectStatus<{ side: string; body: string }[]>(await applicant.call('get', `/api/applications/${id}/messages`), 200);
  expect(messages.map(({ side, body }) => [side, body])).toEqual([['pole', 'Une question.\nSur le budget.'], ['desk', 'Une réponse.']]);
  const subject = /nouveau message$/;
  expect((await mailsTo(applicant.email)).filter((mail) => subject.test(mail.subject))).toHaveLength(1);
  expect((await mailsTo(call.officer.email)).filter((mail) => subject.test(mail.subject))).toHaveLength(1);
});
