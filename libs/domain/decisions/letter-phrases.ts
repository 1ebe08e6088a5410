import { noBreak } from '#domain/shared/french.js';
import type { Block, Heading, List, Paragraph, Run } from '#domain/shared/document.js';
import type { LetterFacts } from './letter.js';

/** The building bricks of letters, and the phrases that several kinds share. Texts are typed plainly; `composeLetter` sets them. */
export const paragraph = (...runs: Run[]): Paragraph => ({ kind: 'paragraph', runs });
export const heading = (text: string): Heading => ({ kind: 'heading', text });
export const list = (...items: Run[][]): List => ({ kind: 'list', items });

/** Somebody's words on one line, between « », without a pair of their own around them; inner ones become “ ”. */
export const quoted = (words: string): string => {
  const plain = words.replace(/\s+/g, ' ').trim().replace(/^«\s*([^«»]*?)\s*»$/, '$1');
  return `« ${plain.replace(/«\s*/g, '“').replace(/\s*»/g, '”')} »`;
};

/** What somebody typed, a paragraph for each of its lines. */
export const linesOf = (words: string): Paragraph[] =>
  words
    .split(/\n+/)
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '')
    .map((line) => paragraph(line));

export const salutation: Block = paragraph('Madame, Monsieur,');

export const closing: Block = paragraph('Je vous prie d’agréer, Madame, Monsieur, l’expression de ma considération distinguée.');

/** How each letter begins: which dossier, which call. */
export const dossier = ({ projectTitle, callTitle, callCode, applicationNumber }: LetterFacts): string =>
  `Par votre dossier n° ${applicationNumber}, vous avez présenté le projet ${quoted(projectTitle)} dans le cadre de l’appel ${quoted(callTitle)} (référence ${callCode}), ouvert en application de l’article 9 de la loi n° 2014-856 du 31 juillet 2014 relative à l’économie sociale et solidaire.`;

/** The officer's or the committee's reasons as the letter tells them; nothing where there are none. */
export const reasons = (introduction: string, motivation: string): Block[] => {
  const lines = linesOf(motivation);
  return lines.length === 0 ? [] : [paragraph(introduction), ...lines];
};

/** Money for good, for a project or a post. */
export const isSubsidy = ({ support }: LetterFacts): boolean => support === 'cash' || support === 'post';

/** « 123 456 789 » */
export const groupedSiren = (siren: string): string => siren.replace(/(\d{3})(?=\d)/g, `$1${noBreak}`);
