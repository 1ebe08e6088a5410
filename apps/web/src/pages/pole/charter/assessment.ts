import { mergeAnswers } from '#domain/applications/merge.rules.js';
import type { Answers } from '#domain/calls/form.js';
import { assessmentLevels, type AssessmentLevel } from '#domain/charters/assessment.rules.js';
import type { Schemas } from '../../../client/client.js';
import type { Merge } from '../../../drafts/draft.js';

type Item = Schemas['CharterItemDto'];

/** A self-assessment as its form holds it: one entry per level and per comment, so that two people's changes merge one by one. */
export type Assessment = Answers;

const levelKey = (item: string): string => `${item}.level`;
const commentKey = (item: string): string => `${item}.comment`;

export const levelOf = (value: Assessment, item: string): AssessmentLevel | undefined => assessmentLevels.find((level) => level === value[levelKey(item)]);
export const commentOf = (value: Assessment, item: string): string => {
  const comment = value[commentKey(item)];
  return typeof comment === 'string' ? comment : '';
};

/** In the charter's order and without empty entries: equal assessments are equal texts, which drafts compare. */
const tidy = (items: readonly Item[], value: Assessment): Assessment =>
  Object.fromEntries(
    items.flatMap(({ key }) => [
      ...(levelOf(value, key) === undefined ? [] : [[levelKey(key), levelOf(value, key)] as const]),
      ...(commentOf(value, key) === '' ? [] : [[commentKey(key), commentOf(value, key)] as const]),
    ]),
  );

export const withLevel = (items: readonly Item[], value: Assessment, item: string, level: AssessmentLevel): Assessment => tidy(items, { ...value, [levelKey(item)]: level });
export const withComment = (items: readonly Item[], value: Assessment, item: string, comment: string): Assessment => tidy(items, { ...value, [commentKey(item)]: comment });

export const assessmentOf = (items: readonly Item[], answers: readonly Schemas['ItemAssessmentDto'][]): Assessment =>
  tidy(items, Object.fromEntries(answers.flatMap(({ item, level, comment }) => [[levelKey(item), level], [commentKey(item), comment]])));

/** As the api takes it: of the items that something is said of. */
export const answersOf = (items: readonly Item[], value: Assessment): Schemas['ItemAssessmentDto'][] =>
  items.flatMap(({ key }) => {
    const [level, comment] = [levelOf(value, key) ?? null, commentOf(value, key)];
    return level === null && comment === '' ? [] : [{ item: key, level, comment }];
  });

export const unanswered = (items: readonly Item[], value: Assessment): Item[] => items.filter(({ key }) => levelOf(value, key) === undefined);

export const mergeFor =
  (items: readonly Item[]): Merge<Assessment> =>
  (base, mine, theirs) => {
    const { answers, conflicts } = mergeAnswers(base, mine, theirs);
    return { value: tidy(items, answers), isWhole: conflicts.length === 0 };
  };
