import type { Problem } from '../client/refusal.js';
import { calls } from './problems/calls.js';
import { common } from './problems/common.js';
import { directory } from './problems/directory.js';
import { eligibility } from './problems/eligibility.js';
import { team } from './problems/team.js';
import type { Sentences } from './problems/sentence.js';

/** By code: what happened and what to do. `test/web/problems.spec.ts` fails when a code of the domain or the api has none. */
export const sentences: Sentences = { ...common, ...calls, ...directory, ...eligibility, ...team };

/** Adds the sentences of the spaces, once. */
export const learnSentences = async (): Promise<void> => {
  Object.assign(sentences, (await import('./problems/of-spaces.js')).ofSpaces);
};

/** The sentence of a problem; of a code that nobody wrote one for, ours to mend. */
export function sentenceOf({ code, params }: Pick<Problem, 'code' | 'params'>): string {
  const sentence = sentences[code];
  if (sentence === undefined) return `Cette action est refusée (${code}). Rien n’a été modifié.`;
  return typeof sentence === 'string' ? sentence : sentence(params);
}

/** The sentence of a code that carries nothing else: reasons of a verdict, problems of an answer. */
export const sentenceOfCode = (code: string): string => sentenceOf({ code, params: {} });
