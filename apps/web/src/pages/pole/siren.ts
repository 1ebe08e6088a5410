import { isSiren } from '#domain/directory/siren.js';
import { counted } from '../../language/format.js';

/** Blanks that people paste between digits. */
export const withoutBlanks = (text: string): string => text.replace(/[\s\u00a0\u202f.-]/g, '');

/** What is wrong with a SIREN as it was typed, and what to do; undefined when its nine digits and its key are right. */
export function sirenTrouble(typed: string): string | undefined {
  const text = withoutBlanks(typed);
  if (text === '') return 'Le SIREN a neuf chiffres : il est sur l’avis de situation de la structure.';
  const stranger = /\D/.exec(text)?.[0];
  if (stranger !== undefined) return `Un SIREN n’a que des chiffres : retirez « ${stranger} ».`;
  if (text.length < 9) return `${text.length === 8 ? 'Il manque un chiffre' : `Il manque ${counted(9 - text.length, 'chiffre')}`} : vous en avez saisi ${text.length} sur 9.`;
  if (text.length > 9) return text.length === 14 ? 'Ceci est un SIRET : gardez ses neuf premiers chiffres.' : `${text.length === 10 ? 'Il y a un chiffre' : `Il y a ${counted(text.length - 9, 'chiffre')}`} de trop : vous en avez saisi ${text.length} pour 9.`;
  return isSiren(text) ? undefined : 'Un de ces neuf chiffres est faux : ils ne tombent pas juste. Recopiez-les depuis l’avis de situation.';
}
