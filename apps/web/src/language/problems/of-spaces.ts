import { answers } from './answers.js';
import { charter } from './charter.js';
import { definitions } from './definitions.js';
import { dossier } from './dossier.js';
import { files } from './files.js';
import { loans } from './loans.js';
import { money } from './money.js';
import { selection } from './selection.js';
import type { Sentences } from './sentence.js';

/** What only people who are signed in can be refused: fetched with the session. */
export const ofSpaces: Sentences = { ...answers, ...charter, ...definitions, ...dossier, ...files, ...loans, ...money, ...selection };
