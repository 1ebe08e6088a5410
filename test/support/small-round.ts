import { register, prepareDossier, submit, type Dossier } from '#standalone/round/applying.js';
import { criteria, form, awardTerms } from '#standalone/round/call-definitions.js';
import { each, signIn, type Client } from '#standalone/round/client.js';
import { fictitiousIban, fictitiousSiren } from '#standalone/round/identifiers.js';
import { roundInputs, type PoleInput } from '#standalone/round/inputs.js';
import { ruleEligibility } from '#standalone/round/instructing.js';
import type { Site } from './browser.js';

/** A call that takes dossiers now, its envelope of 250 000 €, awards of 50 000 to 100 000 €. */
export interface SmallCall {
  callId: string;
  envelopeId: string;
  title: string;
}

/** A call whose reviews are all there, with people of the demonstration: what the committee is given. */
export interface SmallRound extends SmallCall {
  /** Best first; the second and the third have the same marks. */
  dossiers: Dossier[];
}

/** What both reviewers give on every criterion, dossier by dossier: two equal ones, a wide disagreement, one under a threshold. */
const marks: readonly (readonly [number, number])[] = [[5, 5], [4, 4], [4, 4], [4, 2], [1, 1]];

/** The first account of the demonstration with this role, at its door. */
async function asOf(site: Site, role: string): Promise<Client> {
  const accounts = await site.get<{ id: string; roles: string[] }[]>('/api/demonstration/accounts');
  return signIn(site.url, accounts.find(({ roles }) => roles.includes(role))!.id, role);
}

/** What the ministry does before the first dossier, over HTTP. */
export async function openSmallCall(site: Site): Promise<SmallCall> {
  const [officer, budget, publisher] = await Promise.all(['officer', 'budget-approver', 'publisher'].map((role) => asOf(site, role)));
  const year = new Date().getUTCFullYear();
  const { id: envelopeId } = await officer!.post<{ id: string }>('/api/envelopes', {
    title: 'Enveloppe de la petite séance',
    lines: [
      { nature: 'ae', year, amountCents: 25_000_000 },
      { nature: 'cp', year, amountCents: 15_000_000 },
      { nature: 'cp', year: year + 1, amountCents: 10_000_000 },
    ],
  });
  await budget!.post(`/api/envelopes/${envelopeId}/confirm`);
  const title = 'Appel de la petite séance';
  const day = 86_400_000;
  const { id: callId } = await officer!.post<{ id: string }>('/api/calls', {
    code: `PETIT-${year}`,
    title,
    instrument: 'AMI',
    summary: 'Cinq dossiers, pour voir une séance en entier.',
    envelopeId,
    authority: 'Ministère fictif',
    compositionProfile: 'loose',
    prerequisite: null,
    tieBreak: ['spread'],
    awardTerms: { ...awardTerms, minCents: 5_000_000 },
    phases: [{ title: 'Phase unique', opensAt: new Date(Date.now() - day).toISOString(), closesAt: new Date(Date.now() + 30 * day).toISOString() }],
  });
  await officer!.put(`/api/calls/${callId}/form`, { version: 1, definition: form });
  await officer!.put(`/api/calls/${callId}/rubric`, { version: 2, definition: { criteria } });
  await publisher!.post(`/api/calls/${callId}/publish`);
  return { callId, envelopeId, title };
}

/** Five dossiers reviewed twice in a small call: everything before the committee, over HTTP. */
export async function playUntilCommittee(site: Site): Promise<SmallRound> {
  const { callId, envelopeId, title } = await openSmallCall(site);
  const [officer, regional, national] = await Promise.all(['officer', 'regional-reviewer', 'national-reviewer'].map((role) => asOf(site, role)));
  const poles = roundInputs().poles.slice(20, 20 + marks.length).map(
    (pole, n): PoleInput => ({ ...pole, index: 500 + n, name: `Pôle de la séance ${n + 1}`, siren: fictitiousSiren(700 + n), iban: fictitiousIban(700 + n), prerequisiteDeclared: false, person: { fullName: `Séance Fictive ${n + 1}`, email: `seance-${n + 1}@exemple.test` } }),
  );
  const applicants = await register(site.url, poles, 'seance-');
  const dossiers = await each(poles, (pole, n) => prepareDossier(applicants[n]!, callId, pole));
  // One after the other: numbers are given in that order, and a tie is shown by number.
  await each(dossiers, submit, 1);
  await each(dossiers, (dossier) => ruleEligibility(officer!, dossier));
  for (const [n, { id: applicationId }] of dossiers.entries()) {
    for (const [place, reviewer] of [regional!, national!].entries()) {
      const { reviewId } = await officer!.post<{ reviewId: string }>('/api/assignments', { applicationId, reviewerId: reviewer.userId, level: place === 0 ? 'regional' : 'national' });
      const { version } = await reviewer.put<{ version: number }>(`/api/reviews/${reviewId}/marks`, { version: 1, marks: criteria.map(({ key }) => ({ criterion: key, value: marks[n]![place] })) });
      await reviewer.post(`/api/reviews/${reviewId}/send`, { version });
    }
  }
  return { callId, envelopeId, title, dossiers };
}
