import type { Criterion, Rubric } from '#domain/calls/rubric.rules.js';
import { share, toCents } from '#domain/shared/money.js';
import { freeKey, slug } from '../form/form-edits.js';

export const emptyRubric: Rubric = { criteria: [] };

export const weightOf = ({ criteria }: Rubric): number => criteria.reduce((sum, { weight }) => sum + (Number.isSafeInteger(weight) ? weight : 0), 0);

/** A criterion without a label yet; it takes the weight that is left. */
export function newCriterion(rubric: Rubric): Criterion {
  const left = 100 - weightOf(rubric);
  return { key: freeKey(rubric.criteria.map(({ key }) => key), 'critere'), label: '', weight: left > 0 ? left : 10, scale: { min: 0, max: 5 }, mandatoryComment: false, allowsNotApplicable: false };
}

const isAutomatic = (key: string, label: string): boolean => ['critere', slug(label)].some((base) => base !== '' && (key === base || /^-\d+$/.test(key.startsWith(base) ? key.slice(base.length) : '')));

/** Writes a label; the short name follows it as long as nobody chose one. */
export function relabelled(rubric: Rubric, index: number, label: string): Rubric {
  const taken = rubric.criteria.filter((_, at) => at !== index).map(({ key }) => key);
  return withCriterion(rubric, index, (one) => ({ ...one, label, key: slug(label) !== '' && isAutomatic(one.key, one.label) ? freeKey(taken, slug(label)) : one.key }));
}

export const withCriterion = (rubric: Rubric, index: number, change: (criterion: Criterion) => Criterion): Rubric => ({ ...rubric, criteria: rubric.criteria.map((one, at) => (at === index ? change(one) : one)) });

/** The same weight for all, as far as whole percents go. */
export function evenly(rubric: Rubric): Rubric {
  const weights = share(toCents(100), rubric.criteria.map(() => 1));
  return { ...rubric, criteria: rubric.criteria.map((one, index) => ({ ...one, weight: weights[index]! })) };
}

const marksIn = ({ min, max }: Criterion['scale']): number => (Number.isSafeInteger(max - min) && max > min && max - min <= 100 ? max - min + 1 : 0);

/** The scale with a text per mark, those that are there kept. */
export const withAnchors = (scale: Criterion['scale']): Criterion['scale'] => ({ ...scale, anchors: Array.from({ length: marksIn(scale) }, (_, index) => scale.anchors?.[index] ?? '') });

/** The scale with other bounds; its texts follow the marks that stay. */
export function rescaled(scale: Criterion['scale'], bounds: Partial<Pick<Criterion['scale'], 'min' | 'max'>>): Criterion['scale'] {
  const { anchors, ...next } = { ...scale, ...bounds };
  if (anchors === undefined) return next;
  return { ...next, anchors: Array.from({ length: marksIn(next) }, (_, index) => anchors[index + next.min - scale.min] ?? '') };
}
