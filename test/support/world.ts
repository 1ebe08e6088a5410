import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ReceiptService } from '#features/attachments/receipt.service.js';
import { LetterService } from '#features/decisions/letter.service.js';
import { NotificationService } from '#features/notifications/notification.service.js';
import { Queues } from '#platform/queue/queues.js';
import type { Persona, Subject } from '../api/matrix/persona.js';
import { expectStatus, openApi, type Caller, type TestApi } from './api.js';
import { caughtMail } from './caught-mail.js';
import { openCharters } from './charter.js';
import { completeDraft, newCall, openCall, type Dossier, type OpenCall } from './open-call.js';
import { pdf } from './files.js';
import { runJobs } from './jobs.js';
import { fictitiousIban } from './fictitious-iban.js';
import { Tus } from './tus.js';
import { until } from './until.js';
import { lend, lentCents, tracks } from './world-loans.js';
import { hire, personas, type Staff } from './world-people.js';

/** The ids of one call's things, and its pole's account. */
export type Side = Record<Subject, string> & { iban: string };

/** Two calls that have been played over HTTP, each with dossiers in every state, and everybody who may ask about them. */
export interface World {
  api: TestApi;
  people: Record<Persona, Caller>;
  here: Side;
  /** The other call; what belongs to no call (mails, roadmaps, people) is only here. */
  elsewhere: Side;
  /** A reviewer who has a declared link with the dossiers here. */
  linkedId: string;
  /** Somebody without a role, whose roles the matrix may change. */
  spareId: string;
  spareEmail: string;
  takenCode: string;
  takenSiren: string;
  /** The domain instant at which everything stands. */
  now: string;
  close(): Promise<void>;
}

const releaseOn = '2023-10-17';
const awardCents = 10_000_000;
const now = '2023-10-30T09:00:00Z';

const mail = `${Date.parse(now)}-00000000`;

const made = async (by: Caller, route: string, body: object, headers?: Record<string, string>): Promise<string> =>
  expectStatus<{ id: string }>(await by.call('post', route, body, headers), 201).id;
const done = async <T>(by: Caller, route: string, body?: object): Promise<T> => expectStatus<T>(await by.call('post', route, body), 200);

export async function buildWorld(): Promise<World> {
  const mailbox = await mkdtemp(path.join(tmpdir(), 'essaim-mailbox-'));
  const api = await openApi({ ESSAIM_DEMONSTRATION: 'true', ESSAIM_MAILBOX: mailbox, QUEUE_ATTEMPTS: '1' });
  const close = async (): Promise<void> => {
    await api.close();
    await rm(mailbox, { recursive: true, force: true });
  };
  try {
    return { ...(await play(api, mailbox)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function play(api: TestApi, mailbox: string): Promise<Omit<World, 'close'>> {
  await api.app.listen(0, '127.0.0.1');
  await api.setClock('2023-06-15T10:00:00Z');
  const staff = await hire(api);
  const people = await personas(api);
  const sides = [await openSide(api, people.own), await openSide(api, people.stranger)] as const;
  await peopleOfPoles(api, people, sides[0]);
  for (const [n, side] of sides.entries()) await attach(api, [people.own, people.stranger][n]!, side);
  for (const side of sides) await open(api, staff, side);
  await openCharters(api, sides);
  await api.setClock('2023-08-28T09:00:00Z');
  const reviewers = { colleague: await api.signIn('Colette Collègue', 'national-reviewer'), assigned: [people.reviewer, await api.signIn('Rémi Relecteur', 'national-reviewer')] };
  for (const side of sides) await examine(staff, side, reviewers.colleague);
  for (const [n, side] of sides.entries()) await keepUnderReview(staff, side, reviewers.colleague, reviewers.assigned[n]!);
  await api.setClock('2023-10-17T08:00:00Z');
  for (const side of sides) await decide(api, staff, side);
  await api.setClock(now);
  for (const [n, side] of sides.entries()) await agreeAndPay(staff, side, n);
  for (const { call, dossiers, ids } of sides) Object.assign(ids, await lend(staff, call.id, dossiers.lent));
  const [here, elsewhere] = sides;
  here.ids.invitation = await made(people.own, `/api/poles/${here.ids.pole}/invitations`, { email: people.invited.email, role: 'pole-reader' });
  elsewhere.ids.invitation = await made(people.stranger, `/api/poles/${elsewhere.ids.pole}/invitations`, { email: 'ailleurs@essaim.test', role: 'pole-reader' });
  // Taken back: nobody who asks changes what the others are.
  for (const [by, { ids }] of [[people.own, here], [people.stranger, elsewhere]] as const) expectStatus(await by.call('post', `/api/invitations/${ids.invitation}/revoke`), 204);
  for (const persona of ['linked-reviewer', 'linked-member'] as const) {
    for (const dossier of Object.values(here.dossiers)) {
      if (dossier === here.dossiers.draft) continue;
      expectStatus(await staff.officer.call('post', `/api/applications/${dossier.id}/conflicts`, { basis: 'member', personId: people[persona].id }), 201);
    }
  }
  await scopedElsewhere(api, people, elsewhere);
  await writeFile(path.join(mailbox, `${mail}.eml`), caughtMail);
  const spare = await api.signIn('Camille Fictive');
  Object.assign(here.ids, await operations(api, staff, spare, here), { mail });
  const { rows } = await api.sql.query<{ code: string; siren: string }>(
    `select c.code, p.siren from applications a join calls c on c.id = a.call_id join poles p on p.id = a.pole_id where a.id = $1`,
    [here.ids.decided],
  );
  return {
    api,
    people,
    here: here.ids as Side,
    elsewhere: elsewhere.ids as Side,
    linkedId: people['linked-reviewer'].id,
    spareId: spare.id,
    spareEmail: spare.email,
    takenCode: rows[0]!.code,
    takenSiren: rows[0]!.siren,
    now,
  };
}

/** Those of the poles here who do not apply for them. */
async function peopleOfPoles(api: TestApi, people: Record<Persona, Caller>, here: OpenSide): Promise<void> {
  for (const { id, poleId } of Object.values(here.dossiers)) {
    for (const role of ['representative', 'pole-reader'] as const) await api.grant(people[role].id, role, { poleId });
    await api.grant(people.partner.id, 'partner', { poleId, applicationId: id });
  }
}

async function scopedElsewhere(api: TestApi, people: Record<Persona, Caller>, elsewhere: OpenSide): Promise<void> {
  for (const role of ['officer', 'chair', 'signatory', 'preparer'] as const) {
    const { id } = people[`${role}-elsewhere`];
    for (const scope of [{ callId: elsewhere.call.id }, { callId: elsewhere.ids['draft-call']! }, { envelopeId: elsewhere.call.envelopeId }]) await api.grant(id, role, scope);
  }
}

const states = ['draft', 'submitted', 'reviewed', 'avowal', 'proposed', 'confirmed', 'decided', 'lent'] as const;

interface OpenSide {
  call: OpenCall;
  dossiers: Record<(typeof states)[number], Dossier>;
  ids: Partial<Side>;
}

/** A published call, and a complete draft for each state, all of `applicant`'s. */
async function openSide(api: TestApi, applicant: Caller): Promise<OpenSide> {
  const document: Partial<Side> = {};
  const call = await openCall(api, { tracks, before: async ({ id, officer }) => void Object.assign(document, await giveDocument(api, officer, id, 'document')) });
  const dossiers = {} as OpenSide['dossiers'];
  for (const state of states) {
    const dossier = await completeDraft(api, call, false, state === 'lent' ? 'pret' : 'aide');
    await api.grant(applicant.id, 'applicant', { poleId: dossier.poleId });
    dossiers[state] = { ...dossier, applicant };
  }
  const { draft, submitted, reviewed, avowal, decided } = dossiers;
  // A second text of the draft, and a second draft: lists have two rows.
  expectStatus(await draft.applicant.call('put', `/api/applications/${draft.id}/sections/project`, { version: 1, answers: { summary: 'Coopérer encore', territory: 'Pays de Rennes' } }), 200);
  await completeDraft(api, call, false, 'aide');
  await publishProfile(applicant, decided.poleId);
  const { phases } = expectStatus<{ phases: { id: string }[] }>(await applicant.call('get', `/api/calls/${call.id}`), 200);
  const ids = { ...document, draft: draft.id, submitted: submitted.id, reviewed: reviewed.id, avowal: avowal.id, decided: decided.id, call: call.id, phase: phases[0]!.id, envelope: call.envelopeId, pole: decided.poleId, 'section-revision': await revisionOf(api, draft.id), 'submitted-revision': await revisionOf(api, submitted.id) };
  return { call, dossiers, ids };
}

/** A pole that everybody reads in the directory. */
const publishProfile = async (applicant: Caller, poleId: string): Promise<void> => {
  const profile = { version: 1, description: 'Un pôle fictif.', website: null, contactEmail: null, showsContactEmail: false, rna: null, departmentCode: '35', themes: ['Réemploi'], regions: ['53'], departments: [], territory: '', listed: true, members: [] };
  expectStatus(await applicant.call('put', `/api/poles/${poleId}/profile`, profile), 200);
};

/** A document of a call, and the hash by which it is asked for. */
async function giveDocument(api: TestApi, officer: Caller, callId: string, subject: 'document' | 'draft-document'): Promise<Partial<Side>> {
  const content = pdf(`${subject} ${callId}`);
  const { id, status } = await new Tus(api, officer).sendDocument(callId, 'cahier.pdf', content);
  if (status !== 204) throw new Error(`the document was answered ${status}`);
  return { [subject]: id, [`${subject}-sha`]: createHash('sha256').update(content).digest('hex') };
}

/** The latest text of a dossier's only section, in its history. */
const revisionOf = async (api: TestApi, id: string): Promise<string> =>
  (await api.sql.query<{ id: string }>(`select id from section_revisions where application_id = $1 order by saved_at desc limit 1`, [id])).rows[0]!.id;
/** A file on its way to the draft, and one that the submitted and the reviewed dossiers name. */
async function attach(api: TestApi, applicant: Caller, { dossiers, ids }: OpenSide): Promise<void> {
  const tus = new Tus(api, applicant);
  ids.upload = (await tus.begin(dossiers.draft.id, 'en-route.pdf', 1_000)).headers.location!.split('/').at(-1)!;
  for (const state of ['submitted', 'reviewed'] as const) {
    const dossier = dossiers[state];
    const { id, status } = await tus.send(dossier.id, 'budget.pdf', pdf(dossier.id));
    if (status !== 204) throw new Error(`the file was answered ${status}`);
    const saved = expectStatus<{ applicationVersion: number }>(
      await applicant.call('put', `/api/applications/${dossier.id}/sections/project`, { version: 1, answers: { summary: 'Coopérer en Écosse bretonne', territory: 'Pays de Rennes', annexes: [id] } }),
      200,
    );
    dossier.version = saved.applicationVersion;
    if (state === 'submitted') ids.attachment = id;
  }
  const link = await applicant.call('get', `/api/attachments/${ids.attachment}/download`);
  ids['file-link'] = (link.headers['location'] as string).split('/').at(-1)!;
}

/** What stands beside the dossiers, and their submissions. */
async function open(api: TestApi, staff: Staff, { dossiers, call, ids }: OpenSide): Promise<void> {
  const lines = [{ nature: 'ae', year: 2023, amountCents: 100 }];
  ids['draft-call'] = await made(staff.officer, '/api/calls', newCall(`AMI-BROUILLON-${call.id.slice(-8).toUpperCase()}`, call.envelopeId));
  Object.assign(ids, await giveDocument(api, staff.officer, ids['draft-call'], 'draft-document'));
  ids['document-upload'] = (await new Tus(api, staff.officer).beginDocument(call.id, 'en-route.pdf', 1_000)).headers.location!.split('/').at(-1)!;
  ids.addendum = await made(staff.officer, `/api/calls/${call.id}/addenda`, { version: 3, reason: 'Un motif fictif.', title: 'AMI PTCE 2023, phase 2, précisé' });
  ids.question = await made(staff.chair, `/api/calls/${call.id}/questions`, { question: 'Une question fictive ?' });
  await answeredQuestions(staff, call.id);
  ids['top-up'] = await made(staff.officer, `/api/envelopes/${call.envelopeId}/top-ups`, { lines });
  await done(staff.budget, `/api/top-ups/${ids['top-up']}/confirm`);
  for (const state of states) {
    const { applicant, id, version } = dossiers[state];
    if (state !== 'draft') await done(applicant, `/api/applications/${id}/submit`, { version });
  }
}

/** Two that everybody reads. */
async function answeredQuestions({ chair, officer }: Staff, callId: string): Promise<void> {
  for (const n of [1, 2]) {
    const id = await made(chair, `/api/calls/${callId}/questions`, { question: `Une question fictive, la ${n} ?` });
    expectStatus(await officer.call('post', `/api/questions/${id}/answer`, { answer: 'Une réponse fictive.', isPublic: true }), 204);
  }
}

const judged = ['innovation', 'territory', 'specification', 'not-already-funded'];

async function findEligible({ officer }: Staff, { id }: Dossier): Promise<void> {
  await done(officer, `/api/applications/${id}/findings`, { findings: judged.map((condition) => ({ condition, met: true, reason: '' })) });
  const { outcome } = await done<{ outcome: string }>(officer, `/api/applications/${id}/rule-eligibility`);
  if (outcome !== 'eligible') throw new Error(`the dossier was found ${outcome}`);
}

const assign = async ({ officer }: Staff, { id }: Dossier, reviewer: Caller): Promise<string> =>
  expectStatus<{ reviewId: string }>(await officer.call('post', '/api/assignments', { applicationId: id, reviewerId: reviewer.id, level: 'national' }), 201).reviewId;

async function send(reviewer: Caller, reviewId: string, cooperation: number): Promise<void> {
  const marks = [{ criterion: 'cooperation', value: cooperation }, { criterion: 'innovation', value: 3 }];
  const { version } = expectStatus<{ version: number }>(await reviewer.call('put', `/api/reviews/${reviewId}/marks`, { version: 1, marks }), 200);
  await done(reviewer, `/api/reviews/${reviewId}/send`, { version });
}

/** Four dossiers go all the way to a frozen ranking. */
async function examine(staff: Staff, { call, dossiers }: OpenSide, colleague: Caller): Promise<void> {
  for (const [n, state] of (['decided', 'confirmed', 'proposed', 'lent'] as const).entries()) {
    await findEligible(staff, dossiers[state]);
    await send(colleague, await assign(staff, dossiers[state], colleague), 5 - n);
  }
  expectStatus(await staff.chair.call('post', `/api/calls/${call.id}/rankings`, { order: [] }), 201);
}

/** Two dossiers stay under review: one with a review sent and one begun, one to step aside from. */
async function keepUnderReview(staff: Staff, { dossiers, ids }: OpenSide, colleague: Caller, reviewer: Caller): Promise<void> {
  for (const state of ['reviewed', 'avowal'] as const) await findEligible(staff, dossiers[state]);
  ids['sent-review'] = await assign(staff, dossiers.reviewed, colleague);
  await send(colleague, ids['sent-review'], 4);
  ids.review = await assign(staff, dossiers.reviewed, reviewer);
  await assign(staff, dossiers.avowal, reviewer);
}

async function decide(api: TestApi, { chair, signatory }: Staff, { dossiers, ids }: OpenSide): Promise<void> {
  const propose = ({ id }: Dossier, amountCents = awardCents): Promise<string> => made(chair, '/api/decisions', { applicationId: id, kind: 'award', amountCents, releaseOn });
  const lent = await propose(dossiers.lent, lentCents);
  const confirmed = await propose(dossiers.confirmed);
  const released = await propose(dossiers.decided);
  Object.assign(ids, { proposal: await propose(dossiers.proposed), 'confirmed-decision': confirmed, 'released-decision': released });
  for (const id of [confirmed, released, lent]) await done(signatory, `/api/decisions/${id}/confirm`);
  await runJobs(api, 'decisions.make-letter', (id) => api.app.get(LetterService, { strict: false }).make(id));
  const codes = await Promise.all(
    [released, confirmed].map(async (id) => expectStatus<{ letter: { verificationCode: string } }>(await signatory.call('get', `/api/decisions/${id}`), 200).letter.verificationCode),
  );
  Object.assign(ids, { 'letter-code': codes[0], 'unreleased-code': codes[1] });
  for (const id of [released, lent]) await done(signatory, `/api/decisions/${id}/release`);
}

async function agreeAndPay(staff: Staff, { dossiers: { decided }, ids }: OpenSide, n: number): Promise<void> {
  ids.iban = fictitiousIban(n + 1);
  ids['bank-account'] = await made(decided.applicant, `/api/poles/${decided.poleId}/bank-accounts`, { iban: ids.iban, holder: 'Pôle fictif' });
  await done(staff.approver, `/api/bank-accounts/${ids['bank-account']}/verify`);
  ids.agreement = await made(staff.officer, '/api/agreements', { decisionId: ids['released-decision'] });
  await done(decided.applicant, `/api/agreements/${ids.agreement}/sign`);
  const { instalments } = await done<{ instalments: { id: string; trigger: string }[] }>(staff.signatory, `/api/agreements/${ids.agreement}/sign`);
  ids.instalment = instalments.find(({ trigger }) => trigger === 'signature')!.id;
  ids['reported-instalment'] = instalments.find(({ trigger }) => trigger === 'report-accepted')!.id;
  await done(staff.officer, `/api/instalments/${ids['reported-instalment']}/accept-report`);
  ids['payment-order'] = await made(staff.preparer, '/api/payment-orders', { instalmentId: ids.instalment }, { 'idempotency-key': randomUUID() });
  await done(staff.approver, `/api/payment-orders/${ids['payment-order']}/approve`);
  await done(staff.executor, `/api/payment-orders/${ids['payment-order']}/execute`);
}

/** What belongs to no call. */
async function operations(api: TestApi, { officer, administrator }: Staff, spare: Caller, here: OpenSide): Promise<Partial<Side>> {
  const lines = [{ label: 'Création', amounts: [{ year: 2024, amountCents: 100 }] }];
  await runJobs(api, 'attachments.make-receipt', (id) => api.app.get(ReceiptService, { strict: false }).make(id));
  await runJobs(api, 'notifications.plan', (id) => api.app.get(NotificationService, { strict: false }).plan(id));
  const { rows } = await api.sql.query<{ id: string; event: string }>(
    `select n.id, e.id as event from notifications n join events e on e.id = n.event_id where e.name = 'application.submitted' and e.subject_id = $1`,
    [here.ids.submitted],
  );
  const queues = api.app.get(Queues, { strict: false });
  const job = randomUUID();
  queues.work('decisions', () => Promise.reject(new Error('a job that always fails')), 1);
  await queues.add([{ id: job, job: 'decisions.make-letter' }]);
  await until('the job has failed', async () => (await queues.failed(10)).some(({ id }) => id === job));
  const roadmap = (announcedOn: string): Promise<string> => made(officer, '/api/roadmaps', { title: 'Feuille de route fictive', announcedOn, lines });
  await roadmap('2023-10-29');
  return {
    roadmap: await roadmap('2023-10-30'),
    user: spare.id,
    'role-grant': await made(administrator, `/api/users/${spare.id}/role-grants`, { role: 'committee-member', scope: { callId: here.ids['draft-call'] } }),
    notification: rows[0]!.id,
    'submission-event': rows[0]!.event,
    'failed-job': job,
  };
}
