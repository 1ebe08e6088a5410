import { draft, prepareDossier, submit } from './applying.js';
import { each, setClock } from './client.js';
import { ruleEligibility } from './instructing.js';
import { openEnvelope, publishCall } from './opening.js';
import { fictitiousSiren } from './identifiers.js';
import type { Played } from './play.js';

const day = 86_400_000;
const midnight = (instant: number): string => new Date(Math.floor(instant / day) * day).toISOString();

/** A call that is open on the real day of the demonstration, with dossiers in several states, so that each role has something to do. */
export async function playOpenCall(url: string, { staff, inputs, dossiers }: Played, now: Date): Promise<void> {
  const start = now.getTime() - 30 * day;
  await setClock(url, new Date(start).toISOString());
  const year = now.getUTCFullYear();
  const envelopeId = await openEnvelope(staff, `Enveloppe AMI PTCE ${year}`, year);
  const callId = await publishCall(staff, envelopeId, {
    code: `PTCE-${year}`,
    title: `AMI PTCE ${year}, phase 2`,
    summary: 'Soutenir l’animation de pôles territoriaux de coopération économique, à hauteur de 100 000 € chacun sur deux ans.',
    opensAt: midnight(start),
    closesAt: midnight(now.getTime() + 27 * day),
  });
  await setClock(url, new Date(now.getTime() - 12 * day).toISOString());
  const returning = dossiers.filter(({ input }) => input.fate === 'reviewed').slice(30, 40);
  const fresh = inputs.poles.slice(20, 24).map((pole, n) => ({
    ...pole,
    index: 100 + n,
    name: `Pôle fictif nouveau ${n + 1}`,
    siren: fictitiousSiren(900 + n),
    person: { fullName: `Nouvelle Fictive ${n + 1}`, email: `nouveau-pole-${n + 1}@exemple.test` },
  }));
  const made = [
    ...(await each(returning, ({ applicant, poleId, input }) => draft(applicant, callId, poleId, input))),
    ...(await each(fresh, (pole) => prepareDossier(url, callId, pole))),
  ];
  await each(made.slice(0, 9), submit);
  await setClock(url, new Date(now.getTime() - 3 * day).toISOString());
  await each(made.slice(0, 5), (dossier) => ruleEligibility(staff.officer, dossier));
  await each(made.slice(0, 3), async ({ id }, n) => {
    for (const reviewer of [8 + n, 12 + n]) {
      const { reviewId } = await staff.officer.post<{ reviewId: string }>('/api/assignments', { applicationId: id, reviewerId: staff.reviewers[reviewer]!.userId, level: 'national' });
      if (n > 0 || reviewer !== 8) continue;
      await staff.reviewers[reviewer]!.put(`/api/reviews/${reviewId}/marks`, { version: 1, marks: [{ criterion: 'cooperation', value: 4 }, { criterion: 'territoire', value: 3 }] });
    }
  });
  await setClock(url, now.toISOString());
}
