import type { Dossier } from './applying.js';
import { each, refused, setClock, type Client } from './client.js';
import { unmetBy } from './expected.js';
import type { Flaw, RoundInputs } from './inputs.js';
import type { Staff } from './people.js';

const judged = ['innovation', 'territory', 'specification', 'not-already-funded'] as const;

const reasons: Partial<Record<Flaw, string>> = {
  innovation: 'Le projet reconduit une activité existante sans innovation sociale ni technologique.',
  territory: 'Le dossier ne délimite pas le territoire sur lequel le pôle agirait.',
  specification: 'Le plan de financement ne couvre pas les deux années demandées par le cahier des charges.',
  'not-already-funded': 'Le même projet a été soutenu par l’État à la suite de l’appel de 2021.',
};

interface Verdict {
  outcome: string;
  conditions: { key: string; met: boolean | null; reasons: string[] }[];
}

/** The officer validates the prerequisite, records what no rule computes, and rules: ineligible for the flaw that the dossier has and nothing else. */
export async function ruleEligibility(officer: Client, { id, input }: Dossier): Promise<void> {
  if (input.prerequisiteDeclared) await officer.post(`/api/applications/${id}/prerequisite`, { validated: true });
  const findings = judged.map((condition) => ({ condition, met: condition !== input.flaw, reason: condition === input.flaw ? reasons[condition]! : '' }));
  await officer.post(`/api/applications/${id}/findings`, { findings });
  const { outcome, conditions } = await officer.post<Verdict>(`/api/applications/${id}/rule-eligibility`);
  const found = conditions.filter(({ met }) => met !== true).map(({ key, reasons: codes }) => `${key}: ${codes.join(', ')}`);
  const wanted = input.flaw === undefined ? [] : [unmetBy[input.flaw]];
  if (outcome !== (input.flaw === undefined ? 'eligible' : 'ineligible') || found.join('; ') !== wanted.join('; ')) {
    throw new Error(`pole ${input.index} was found ${outcome} (${found.join('; ')}), expected (${wanted.join('; ')})`);
  }
}

export async function instruct(url: string, { officer }: Staff, dossiers: readonly Dossier[]): Promise<void> {
  await setClock(url, '2023-08-28T09:00:00+02:00');
  const received = dossiers.filter(({ input }) => input.fate === 'ineligible' || input.fate === 'reviewed');
  const sound = received.find(({ input }) => input.flaw === undefined)!;
  await refused(officer.post(`/api/applications/${sound.id}/rule-eligibility`), 422, 'application.eligibility-unfinished');
  await each(received, (dossier) => ruleEligibility(officer, dossier));
}

/**
 * Conflicts: every other one is of a reviewer who learns of it from the dossier that they were given, and steps aside; the officer records
 * the rest beforehand. Then 177 reviews are assigned one by one, marked and sent. The conflicted see nothing and cannot be assigned.
 */
export async function review(url: string, staff: Staff, dossiers: readonly Dossier[], inputs: RoundInputs): Promise<void> {
  await setClock(url, '2023-09-04T09:00:00+02:00');
  const byPole = new Map(dossiers.map((dossier) => [dossier.input.index, dossier]));
  const levelOf = (reviewer: number): string => (reviewer < inputs.regionalReviewers ? 'regional' : 'national');
  const assign = (pole: number, reviewer: number): Promise<{ reviewId: string }> =>
    staff.officer.post('/api/assignments', { applicationId: byPole.get(pole)!.id, reviewerId: staff.reviewers[reviewer]!.userId, level: levelOf(reviewer) });
  await each(inputs.conflicts, async ({ reviewer, pole }, index) => {
    const { id } = byPole.get(pole)!;
    const person = staff.reviewers[reviewer]!;
    if (index % 2 === 0) {
      const { reviewId } = await assign(pole, reviewer);
      await person.get(`/api/reviews/${reviewId}`);
      await person.post(`/api/applications/${id}/conflicts`, { basis: 'member' });
      await refused(person.get(`/api/reviews/${reviewId}`), 404, 'review.not-found');
    } else await staff.officer.post(`/api/applications/${id}/conflicts`, { basis: 'member', personId: person.userId });
    await refused(assign(pole, reviewer), 422, 'assignment.conflicted');
    await refused(person.get(`/api/applications/${id}`), 404, 'application.not-found');
  });
  const assigned = await each(inputs.reviews, ({ pole, reviewer }) => assign(pole, reviewer));
  await setClock(url, '2023-09-18T09:00:00+02:00');
  await each(inputs.reviews, async ({ reviewer, marks }, index) => {
    const person = staff.reviewers[reviewer]!;
    const { reviewId } = assigned[index]!;
    const { version } = await person.put<{ version: number }>(`/api/reviews/${reviewId}/marks`, { version: 1, marks });
    await person.post(`/api/reviews/${reviewId}/send`, { version });
  });
}
