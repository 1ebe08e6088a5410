import type { ApplicationState } from '../applications/application.lifecycle.js';
import type { Rubric } from '../calls/rubric.rules.js';
import { conflict, invalid } from '../shared/error.js';
import { reviewLifecycle, type ReviewState } from './review.lifecycle.js';
import { checkMarks, scoreReview, type Mark, type Marks, type Score } from './score.rules.js';

interface Draft {
  state: ReviewState;
  version: number;
}

function checkWritable(review: Draft, version: number, dossier: ApplicationState): void {
  if (review.version !== version) throw conflict('review.stale', { version: review.version });
  if (dossier !== 'under-review') throw conflict('review.dossier-not-under-review', { state: dossier });
}

/** Draft marks may be incomplete, never off their scales. Gives the review's next version. */
export function saveMarks(review: Draft, version: number, dossier: ApplicationState, rubric: Rubric, marks: Marks): { version: number } {
  reviewLifecycle.next('save-marks', review.state);
  checkWritable(review, version, dossier);
  checkMarks(rubric, marks, false);
  return { version: review.version + 1 };
}

/** What sending changes. `already`: it was sent at this very version, so there is nothing left to do. */
export function sendReview(
  review: Draft,
  version: number,
  dossier: ApplicationState,
  rubric: Rubric,
  marks: Marks,
): { already: true } | { already: false; state: ReviewState; score: Score } {
  if (review.state === 'final' && review.version === version) return { already: true };
  const state = reviewLifecycle.next('send', review.state);
  checkWritable(review, version, dossier);
  checkMarks(rubric, marks, true);
  return { already: false, state, score: scoreReview(rubric, marks) };
}

/** Marks as a list gives them, by criterion; throws `invalid-input` `review.criterion-twice`. */
export function marksByCriterion(list: readonly ({ criterion: string } & Mark)[]): Marks {
  const twice = list.find(({ criterion }, index) => list.some((other, before) => before < index && other.criterion === criterion));
  if (twice !== undefined) throw invalid('review.criterion-twice', { criterion: twice.criterion });
  return Object.fromEntries(list.map(({ criterion, ...mark }) => [criterion, mark]));
}
