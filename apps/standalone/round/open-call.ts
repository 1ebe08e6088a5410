import { draft, makePole, prepareDossier, register, submit, type Dossier } from './applying.js';
import { signCharter } from './charter.js';
import { criteria } from './call-definitions.js';
import { each, setClock } from './client.js';
import { fictitiousSiren } from './identifiers.js';
import type { PoleInput } from './inputs.js';
import { ruleEligibility } from './instructing.js';
import { draftCall, openEnvelope, publishCall } from './opening.js';
import type { Staff } from './people.js';
import type { Played } from './play.js';

const day = 86_400_000;
const parisDay = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' });

/** Midnight in Paris at the beginning of the day of `instant`. */
function midnight(instant: number): string {
  const wanted = parisDay.format(instant);
  const candidates = ['+02:00', '+01:00'].map((offset) => `${wanted}T00:00:00${offset}`);
  return candidates.find((one) => parisDay.format(new Date(one)) === wanted)!;
}

/** A call that is open on the real day of the demonstration, with dossiers in every state, so that each role has something to do. */
export async function playOpenCall(url: string, played: Played, now: Date, specification?: Uint8Array): Promise<void> {
  const { staff } = played;
  const at = (days: number): number => now.getTime() + days * day;
  const clock = (days: number): Promise<unknown> => setClock(url, new Date(at(days)).toISOString());
  await clock(-40);
  const callId = await openTheCall(staff, now.getUTCFullYear(), midnight(at(-30)), midnight(at(27)), specification);
  await clock(-12);
  const dossiers = await fillDossiers(url, played, callId);
  await clock(-9);
  await each(dossiers.submitted, submit);
  const withdrawn = dossiers.submitted.at(-1)!;
  await withdrawn.applicant.post(`/api/applications/${withdrawn.id}/withdraw`);
  const due = await acceptReports(played);
  await clock(-3);
  await orderSome(staff, due);
  await examine(staff, dossiers);
  await setClock(url, now.toISOString());
}

/** A published call with its money; for the budget approver a top-up waits, for the publisher a second call. */
async function openTheCall(staff: Staff, year: number, opensAt: string, closesAt: string, specification?: Uint8Array): Promise<string> {
  const envelopeId = await openEnvelope(staff, `Enveloppe AMI PTCE ${year}`, year);
  const summary = 'Soutenir l’animation de pôles territoriaux de coopération économique, à hauteur de 100 000 € chacun sur deux ans.';
  const callId = await publishCall(staff, envelopeId, { code: `PTCE-${year}`, title: `AMI PTCE ${year}, phase 2`, summary, opensAt, closesAt, ...(specification === undefined ? {} : { specification }) });
  await draftCall(staff, envelopeId, { code: `PTCE-${year}-R`, title: `AMI PTCE ${year}, volet rural`, summary, opensAt, closesAt, charterRequired: true });
  await staff.officer.post(`/api/envelopes/${envelopeId}/top-ups`, {
    lines: [
      { nature: 'ae', year, amountCents: 20_000_000 },
      { nature: 'cp', year, amountCents: 20_000_000 },
    ],
  });
  return callId;
}

interface Filled {
  /** To be submitted, the last one withdrawn afterwards. */
  submitted: Dossier[];
  /** Found eligible, some given to reviewers. */
  sound: Dossier[];
  /** Found ineligible. */
  flawed: Dossier[];
}

/** Poles that had no luck in 2023 come back, two new ones begin: dossiers just begun, complete drafts, dossiers to submit. */
async function fillDossiers(url: string, { inputs, dossiers }: Played, callId: string): Promise<Filled> {
  const again = ({ applicant, poleId, input }: Dossier): Promise<Dossier> => draft(applicant, callId, poleId, { ...input, projectTitle: `${input.projectTitle}, deuxième étape` });
  const [begun, complete] = dossiers.filter(({ input }) => input.fate === 'late');
  await begun!.applicant.post('/api/applications', { callId, poleId: begun!.poleId, projectTitle: begun!.input.projectTitle, prerequisiteDeclared: true });
  await again(complete!);
  const newcomers: PoleInput[] = inputs.poles.slice(20, 22).map((pole, n) => ({
    ...pole,
    index: 100 + n,
    name: `Pôle fictif nouveau ${n + 1}`,
    siren: fictitiousSiren(900 + n),
    person: { fullName: `Nouvelle Fictive ${n + 1}`, email: `nouveau-${n + 1}@exemple.test` },
  }));
  const [first, second] = await register(url, newcomers, 'nouveau-');
  await makePole(first!, newcomers[0]!);
  await prepareDossier(second!, callId, newcomers[1]!);
  const flawed = dossiers.filter(({ input }) => input.flaw === 'public-law' || input.flaw === 'two-members');
  const others = dossiers.filter(({ input }) => input.fate === 'withdrawn' || (input.fate === 'reviewed' && input.index >= 60 && input.index < 67));
  const ready = await each([...flawed, ...others], again);
  await each([...dossiers.slice(0, 10), ...others], signCharter);
  return { submitted: ready, flawed: ready.slice(0, flawed.length), sound: ready.slice(flawed.length, flawed.length + 7) };
}

/** The officer has ruled on most of what came; two regional and two national reviewers have each of four dossiers: one is finished, one begun (by the first account of each reviewer’s role). */
async function examine({ officer, reviewers }: Staff, { flawed, sound }: Filled): Promise<void> {
  await each([...flawed, ...sound], (dossier) => ruleEligibility(officer, dossier));
  const [ruled] = flawed;
  await officer.post('/api/decisions', { applicationId: ruled!.id, kind: 'ineligible', releaseOn: parisDay.format(Date.now()) });
  const tasks = sound.slice(0, 4).flatMap(({ id }, n) => [2 * n, 2 * n + 1, 8 + 2 * n, 9 + 2 * n].map((reviewer) => ({ id, n, reviewer })));
  await each(tasks, async ({ id, n, reviewer }) => {
    const person = reviewers[reviewer]!;
    const { reviewId } = await officer.post<{ reviewId: string }>('/api/assignments', { applicationId: id, reviewerId: person.userId, level: reviewer < 8 ? 'regional' : 'national' });
    if (n === 1 || n === 2) return;
    const marked = n === 3 ? criteria : criteria.slice(0, 2);
    const marks = marked.map(({ key }, place) => ({ criterion: key, value: 3 + ((reviewer + place) % 3) }));
    const { version } = await person.put<{ version: number }>(`/api/reviews/${reviewId}/marks`, { version: 1, marks });
    if (n === 3) await person.post(`/api/reviews/${reviewId}/send`, { version });
  });
}

/** Six poles of 2023 gave their report: their second instalments are due. */
async function acceptReports({ staff, callId }: Played): Promise<string[]> {
  const waiting = await staff.officer.all<{ id: string }>(`/api/instalments?callId=${callId}&state=awaiting-report`);
  return each(waiting.slice(0, 6), async ({ id }) => {
    await staff.officer.post(`/api/instalments/${id}/accept-report`);
    return id;
  });
}

/** Of what is due two are left to prepare, two to approve and two to execute. */
async function orderSome({ preparer, approver }: Staff, due: readonly string[]): Promise<void> {
  await each(due.slice(2), async (instalmentId, n) => {
    const { id } = await preparer.post<{ id: string }>('/api/payment-orders', { instalmentId }, { 'idempotency-key': `second-${instalmentId}` });
    if (n < 2) await approver.post(`/api/payment-orders/${id}/approve`);
  });
}
