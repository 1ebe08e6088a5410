import type { Answers } from '../calls/form.js';

/** A field that two people changed, each in their way. */
export interface FieldConflict {
  readonly key: string;
  /** What both started from. */
  readonly base: unknown;
  readonly mine: unknown;
  readonly theirs: unknown;
}

export interface Merged {
  /** One's own answers with what only the other changed; where both did, one's own. */
  readonly answers: Answers;
  readonly conflicts: readonly FieldConflict[];
  /** Fields that came from the other, in whole or in part. */
  readonly taken: readonly string[];
}

/** What a person wants of a field in conflict; both: one's own text, then the other's. */
export type Choice = 'mine' | 'theirs' | 'both';

/** More pairs of paragraphs than this are not compared: the whole text is one change. */
const mostPairs = 250_000;

const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

/** Equal as JSON, all empty answers being one. */
export const isSameAnswer = (one: unknown, other: unknown): boolean => (isEmpty(one) && isEmpty(other)) || JSON.stringify(one) === JSON.stringify(other);

const isSameList = (one: readonly string[], other: readonly string[]): boolean => one.length === other.length && one.every((line, index) => line === other[index]);

/** For each paragraph of `base` where it stands in `side`, -1 where it does not: a longest common subsequence. */
function placesOf(base: readonly string[], side: readonly string[]): number[] {
  const width = side.length + 1;
  const longest = new Uint32Array((base.length + 1) * width);
  for (let i = base.length - 1; i >= 0; i--) {
    for (let j = side.length - 1; j >= 0; j--) {
      longest[i * width + j] = base[i] === side[j] ? longest[(i + 1) * width + j + 1]! + 1 : Math.max(longest[(i + 1) * width + j]!, longest[i * width + j + 1]!);
    }
  }
  const places = base.map(() => -1);
  for (let i = 0, j = 0; i < base.length && j < side.length; ) {
    if (base[i] === side[j]) places[i++] = j++;
    else if (longest[(i + 1) * width + j]! >= longest[i * width + j + 1]!) i++;
    else j++;
  }
  return places;
}

/** Between two paragraphs that all three share: the change of whoever made one; undefined when both did, differently. */
function mergedPassage(base: readonly string[], mine: readonly string[], theirs: readonly string[]): readonly string[] | undefined {
  if (isSameList(mine, theirs) || isSameList(base, theirs)) return mine;
  return isSameList(base, mine) ? theirs : undefined;
}

/** Two versions of a text, paragraph by paragraph; undefined when both changed the same passage. Every line that one added is in the outcome. */
export function mergeTexts(base: string, mine: string, theirs: string): string | undefined {
  const [old, own, other] = [base.split('\n'), mine.split('\n'), theirs.split('\n')];
  if (old.length * Math.max(own.length, other.length) > mostPairs) return undefined;
  const [inOwn, inOther] = [placesOf(old, own), placesOf(old, other)];
  const merged: string[] = [];
  let [at, atOwn, atOther] = [0, 0, 0];
  for (;;) {
    let shared = at;
    while (shared < old.length && (inOwn[shared]! < 0 || inOther[shared]! < 0)) shared++;
    const isEnd = shared === old.length;
    const [endOwn, endOther] = isEnd ? [own.length, other.length] : [inOwn[shared]!, inOther[shared]!];
    const passage = mergedPassage(old.slice(at, shared), own.slice(atOwn, endOwn), other.slice(atOther, endOther));
    if (passage === undefined) return undefined;
    merged.push(...passage);
    if (isEnd) return merged.join('\n');
    merged.push(old[shared]!);
    [at, atOwn, atOther] = [shared + 1, endOwn + 1, endOther + 1];
  }
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : isEmpty(value) && !Array.isArray(value) ? '' : undefined);

/**
 * Answers that two people changed from the same `base`: a field that one changed is theirs, a text that both changed is merged by paragraphs, and
 * what is left is a conflict that a person settles. Nothing that somebody wrote is dropped: it is in the answers or in the conflicts.
 */
export function mergeAnswers(base: Answers, mine: Answers, theirs: Answers): Merged {
  const answers: Record<string, unknown> = {};
  const conflicts: FieldConflict[] = [];
  const taken: string[] = [];
  for (const key of new Set([...Object.keys(mine), ...Object.keys(theirs)])) {
    const [before, own, other] = [base, mine, theirs].map((one) => (Object.hasOwn(one, key) ? one[key] : undefined));
    answers[key] = own;
    if (isSameAnswer(own, other) || isSameAnswer(before, other)) continue;
    if (isSameAnswer(before, own)) {
      answers[key] = other;
      taken.push(key);
      continue;
    }
    const texts = [before, own, other].map(textOf);
    const text = texts.every((one) => one !== undefined) ? mergeTexts(texts[0]!, texts[1]!, texts[2]!) : undefined;
    if (text === undefined) conflicts.push({ key, base: before, mine: own, theirs: other });
    else {
      answers[key] = text;
      taken.push(key);
    }
  }
  return { answers, conflicts, taken };
}

/** May a conflict be settled by keeping both texts? */
export const mayKeepBoth = ({ mine, theirs }: FieldConflict): boolean => typeof mine === 'string' && typeof theirs === 'string' && mine !== '' && theirs !== '';

/** The answers once every conflict has its choice; undefined until then. */
export function settledAnswers({ answers, conflicts }: Merged, choices: Readonly<Record<string, Choice | undefined>>): Answers | undefined {
  const settled: Record<string, unknown> = { ...answers };
  for (const conflict of conflicts) {
    const { key, mine, theirs } = conflict;
    const choice = choices[key];
    if (choice === undefined) return undefined;
    settled[key] = choice === 'both' && mayKeepBoth(conflict) ? `${mine as string}\n\n${theirs as string}` : choice === 'theirs' ? theirs : mine;
  }
  return settled;
}

/** Keys of the fields in which two versions differ. */
export const differingFields = (one: Answers, other: Answers): string[] =>
  [...new Set([...Object.keys(one), ...Object.keys(other)])].filter((key) => !isSameAnswer(one[key], other[key]));
