import { criteria } from './call-definitions.js';
import type { Flaw, MarkInput, RoundInputs } from './inputs.js';

export interface Ranked {
  pole: number;
  /** null: eliminated by a threshold */
  rank: number | null;
}

export interface Summary {
  applications: { received: number; late: number; byStatus: Record<'draft' | 'withdrawn' | 'ineligible' | 'awarded' | 'reserve' | 'refused', number> };
  awards: { count: number; totalCents: number };
  ledger: {
    ae: { authorised: number; reserved: number; committed: number };
    cp: Record<string, { authorised: number; planned: number; ordered: number; paid: number }>;
  };
  letters: { count: number; distinctSha256: number };
  mails: { rows: number; distinctMessageIds: number; deliveries: number; byTemplate: Record<string, number> };
  payments: { count: number; paidCents: number };
}

interface Scored {
  pole: number;
  points: number[];
  cooperation: number[];
}

/** Basis points of one review, halves up, in integers: not applicable neither gives nor takes. */
export function basisPoints(marks: readonly MarkInput[]): number {
  let sum = 0;
  let weights = 0;
  for (const { key, weight } of criteria) {
    const value = marks.find((mark) => mark.criterion === key)!.value;
    if (value === null) continue;
    sum += weight * value;
    weights += weight;
  }
  return Math.floor((2 * 10_000 * sum + 5 * weights) / (2 * 5 * weights));
}

const total = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);
/** Compares two means exactly, by cross multiplication. */
const byMean = (a: readonly number[], b: readonly number[]): number => total(b) * a.length - total(a) * b.length;
const spread = (one: Scored): number => Math.max(...one.points) - Math.min(...one.points);

const compare = (a: Scored, b: Scored): number => byMean(a.points, b.points) || byMean(a.cooperation, b.cooperation) || spread(a) - spread(b);

/** The ranking that the marks alone give, ties in the order of the poles (which is what the committee says), and those ties. */
export function expectedRanking({ reviews }: RoundInputs): { rows: Ranked[]; ties: number[][] } {
  const scored = new Map<number, Scored>();
  for (const { pole, marks } of reviews) {
    const one = scored.get(pole) ?? { pole, points: [], cooperation: [] };
    one.points.push(basisPoints(marks));
    one.cooperation.push(marks.find((mark) => mark.criterion === 'cooperation')!.value!);
    scored.set(pole, one);
  }
  const isEliminated = (one: Scored): boolean => total(one.cooperation) < 2 * one.cooperation.length;
  const inRace = [...scored.values()].filter((one) => !isEliminated(one)).sort((a, b) => compare(a, b) || a.pole - b.pole);
  const out = [...scored.values()].filter(isEliminated);
  const ties: number[][] = [];
  for (const [index, one] of inRace.entries()) {
    const before = inRace[index - 1];
    if (before === undefined || compare(before, one) !== 0) continue;
    const last = ties.at(-1);
    if (last?.at(-1) === before.pole) last.push(one.pole);
    else ties.push([before.pole, one.pole]);
  }
  return { rows: [...inRace.map(({ pole }, index) => ({ pole, rank: index + 1 })), ...out.map(({ pole }) => ({ pole, rank: null }))], ties };
}

/** The one condition of décret 2015-431 art. 3 (or of the call) that each flaw leaves unmet, with the codes of its reasons. */
export const unmetBy: Readonly<Record<Flaw, string>> = {
  'public-law': 'private-law: eligibility.not-a-private-law-person',
  'two-members': 'composition: eligibility.fewer-than-three-legal-persons',
  'siren-twice': 'composition: eligibility.fewer-than-three-legal-persons, eligibility.same-siren-twice',
  'all-ess': 'composition: eligibility.no-non-ess-enterprise',
  innovation: 'innovation: eligibility.innovation-not-met',
  territory: 'territory: eligibility.territory-not-met',
  specification: 'specification: eligibility.specification-not-met',
  'not-already-funded': 'not-already-funded: eligibility.not-already-funded-not-met',
  prerequisite: 'prerequisite: eligibility.prerequisite-not-declared',
};

export const awards = 15;
export const reserves = 5;
export const awardCents = 10_000_000;

/** The state in which each pole's dossier must end, by pole. */
export function expectedStates(inputs: RoundInputs): Map<number, keyof Summary['applications']['byStatus']> {
  const rankOf = new Map(expectedRanking(inputs).rows.map(({ pole }, position) => [pole, position]));
  return new Map(
    inputs.poles.map(({ index, fate }) => {
      if (fate !== 'reviewed') return [index, fate === 'late' ? 'draft' : fate] as const;
      const position = rankOf.get(index)!;
      return [index, position < awards ? 'awarded' : position < awards + reserves ? 'reserve' : 'refused'] as const;
    }),
  );
}

/** The figures that the round must end with, from its inputs alone. Mails: at least these. */
export function expectedSummary(inputs: RoundInputs): Summary {
  const count = (fate: string): number => inputs.poles.filter((pole) => pole.fate === fate).length;
  const received = inputs.poles.length - count('late');
  const totalCents = awards * awardCents;
  const first = (totalCents * 60) / 100;
  const decided = count('ineligible') + count('reviewed');
  const mails = received + count('withdrawn') + decided + awards;
  return {
    applications: {
      received,
      late: count('late'),
      byStatus: { draft: count('late'), withdrawn: count('withdrawn'), ineligible: count('ineligible'), awarded: awards, reserve: reserves, refused: count('reviewed') - awards - reserves },
    },
    awards: { count: awards, totalCents },
    ledger: {
      ae: { authorised: 150_000_000, reserved: 0, committed: totalCents },
      cp: {
        '2023': { authorised: 90_000_000, planned: first, ordered: first, paid: first },
        '2024': { authorised: 60_000_000, planned: totalCents - first, ordered: 0, paid: 0 },
      },
    },
    letters: { count: decided, distinctSha256: decided },
    mails: {
      rows: mails,
      distinctMessageIds: mails,
      deliveries: mails,
      byTemplate: { 'application-received': received, 'application-withdrawn': count('withdrawn'), 'decision-released': decided, 'payment-executed': awards },
    },
    payments: { count: awards, paidCents: first },
  };
}
