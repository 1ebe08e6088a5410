import { createHash } from 'node:crypto';
import type { Subject } from '../api/matrix/persona.js';
import { expectStatus, type Caller, type TestApi } from './api.js';
import { pdf } from './files.js';
import { completeDraft, newCall, openCall, type Dossier, type OpenCall } from './open-call.js';
import { Tus } from './tus.js';
import { tracks } from './world-loans.js';
import type { Staff } from './world-people.js';

/** The ids of one call's things, and its pole's account. */
export type Side = Record<Subject, string> & { iban: string };

const states = ['draft', 'submitted', 'reviewed', 'avowal', 'proposed', 'confirmed', 'decided', 'lent'] as const;

/** A call of the world while it is played. */
export interface OpenSide {
  call: OpenCall;
  dossiers: Record<(typeof states)[number], Dossier>;
  ids: Partial<Side>;
}

/** The id of what was made. */
export const made = async (by: Caller, route: string, body: object, headers?: Record<string, string>): Promise<string> =>
  expectStatus<{ id: string }>(await by.call('post', route, body, headers), 201).id;
/** The answer of a command. */
export const done = async <T>(by: Caller, route: string, body?: object): Promise<T> => expectStatus<T>(await by.call('post', route, body), 200);

/** A published call, and a complete draft for each state, all of `applicant`'s. */
export async function openSide(api: TestApi, applicant: Caller): Promise<OpenSide> {
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
export async function attach(api: TestApi, applicant: Caller, { dossiers, ids }: OpenSide): Promise<void> {
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
export async function open(api: TestApi, staff: Staff, { dossiers, call, ids }: OpenSide): Promise<void> {
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
