import type { Problem } from '../client/refusal.js';
import { calls } from './problems/calls.js';
import { answers } from './problems/answers.js';
import { charter } from './problems/charter.js';
import { common } from './problems/common.js';
import { definitions } from './problems/definitions.js';
import { directory } from './problems/directory.js';
import { dossier } from './problems/dossier.js';
import { eligibility } from './problems/eligibility.js';
import { files } from './problems/files.js';
import { loans } from './problems/loans.js';
import { money } from './problems/money.js';
import { selection } from './problems/selection.js';
import { team } from './problems/team.js';
import type { Sentences } from './problems/sentence.js';

/** By code: what happened and what to do. `test/web/problems.spec.ts` fails when a code of the domain or the api has none. */
export const sentences: Sentences = { ...common, ...calls, ...charter, ...directory, ...dossier, ...answers, ...definitions, ...eligibility, ...selection, ...money, ...loans, ...files, ...team };

/** The sentence of a problem; of a code that nobody wrote one for, ours to mend. */
export function sentenceOf({ code, params }: Pick<Problem, 'code' | 'params'>): string {
  const sentence = sentences[code];
  if (sentence === undefined) return `Cette action est refusée (${code}). Rien n’a été modifié.`;
  return typeof sentence === 'string' ? sentence : sentence(params);
}

/** The sentence of a code that carries nothing else: reasons of a verdict, problems of an answer. */
export const sentenceOfCode = (code: string): string => sentenceOf({ code, params: {} });
