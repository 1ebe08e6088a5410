import type { Dossier } from './applying.js';
import { Client, each, refused, setClock } from './client.js';
import type { Flaw, RoundInputs } from './inputs.js';
import type { Staff } from './people.js';

const judged = ['innovation', 'territory', 'specification', 'not-already-funded'] as const;

const reasons: Partial<Record<Flaw, string>> = {
  innovation: 'Le projet reconduit une activité existante sans innovation sociale ni technologique.',
  territory: 'Le dossier ne délimite pas le territoire sur lequel le pôle agirait.',
  specification: 'Le plan de financement ne couvre pas les deux années demandées par le cahier des charges.',
  'not-already-funded': 'Le même projet a été soutenu par l’État à la suite de l’appel de 2021.',
};

/** The officer validates the prerequisite, records what no rule computes, and rules. Gives the outcome. */
export async function ruleEligibility(officer: Client, { id, input }: Dossier): Promise<'eligible' | 'ineligible'> {
  if (input.prerequisiteDeclared) await officer.post(`/api/applications/${id}/prerequisite`, { validated: true });
  const findings = judged.map((condition) => ({ condition, met: condition !== input.flaw, reason: condition === input.flaw ? reasons[condition]! : '' }));
  await officer.post(`/api/applications/${id}/findings`, { findings });
  const verdict = await officer.post<{ outcome: 'eligible' | 'ineligible'; conditions: { key: string; met: boolean | null }[] }>(`/api/applications/${id}/rule-eligibility`);
  return verdict.outcome;
}

export async function instruct(url: string, { officer }: Staff, dossiers: readonly Dossier[]): Promise<void> {
  await setClock(url, '2023-08-28T09:00:00+02:00');
  const received = dossiers.filter(({ input }) => input.fate === 'ineligible' || input.fate === 'reviewed');
  const sound = received.find(({ input }) => input.flaw === undefined)!;
  await refused(officer.post(`/api/applications/${sound.id}/rule-eligibility`), 422, 'application.eligibility-unfinished');
  const outcomes = await each(received, (dossier) => ruleEligibility(officer, dossier));
  for (const [index, { input }] of received.entries()) {
    const wanted = input.fate === 'ineligible' ? 'ineligible' : 'eligible';
    if (outcomes[index] !== wanted) throw new Error(`pole ${input.index} was found ${outcomes[index]}, expected ${wanted} (${input.flaw ?? 'no flaw'})`);
  }
}

/** Conflicts are recorded, 177 reviews assigned one by one, marked and sent; the conflicted cannot be assigned and see nothing. */
export async function review(url: string, staff: Staff, dossiers: readonly Dossier[], inputs: RoundInputs): Promise<void> {
  await setClock(url, '2023-09-04T09:00:00+02:00');
  const byPole = new Map(dossiers.map((dossier) => [dossier.input.index, dossier]));
  const levelOf = (reviewer: number): string => (reviewer < inputs.regionalReviewers ? 'regional' : 'national');
  await each(inputs.conflicts, async ({ reviewer, pole }) => {
    const { id } = byPole.get(pole)!;
    const person = staff.reviewers[reviewer]!;
    await staff.officer.post(`/api/applications/${id}/conflicts`, { basis: 'member', personId: person.userId });
    await refused(staff.officer.post('/api/assignments', { applicationId: id, reviewerId: person.userId, level: levelOf(reviewer) }), 422, 'assignment.conflicted');
    await refused(person.get(`/api/applications/${id}`), 404, 'application.not-found');
  });
  const assigned = await each(inputs.reviews, ({ pole, reviewer }) =>
    staff.officer.post<{ reviewId: string }>('/api/assignments', { applicationId: byPole.get(pole)!.id, reviewerId: staff.reviewers[reviewer]!.userId, level: levelOf(reviewer) }),
  );
  await setClock(url, '2023-09-18T09:00:00+02:00');
  await each(inputs.reviews, async ({ reviewer, marks }, index) => {
    const person = staff.reviewers[reviewer]!;
    const { reviewId } = assigned[index]!;
    const { version } = await person.put<{ version: number }>(`/api/reviews/${reviewId}/marks`, { version: 1, marks });
    await person.post(`/api/reviews/${reviewId}/send`, { version });
  });
}
