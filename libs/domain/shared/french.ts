import { isDay, weekday, type Day } from './day.js';
import { invalid } from './error.js';

/** U+00A0, a space at which no line ends. */
export const noBreak = '\u00a0';
/** U+202F, the narrow one. */
export const narrowNoBreak = '\u202f';

const months = ['janvier', 'février', 'mars', 'avril', 'mai', 'juin', 'juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre'];
const weekdays = ['dimanche', 'lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi'];

/** « 1er », « 2e ». */
export const ordinal = (number: number): string => (number === 1 ? '1er' : `${number}e`);

/**
 * A day as French texts write it: « 17 octobre 2023 », « 1er juin 2023 », with `weekday` « lundi 18 décembre 2023 ». U+00A0 keeps the day
 * with its month. Throws `invalid-input` `day.not-a-day`.
 */
export function frenchDay(day: Day, options: { weekday?: boolean } = {}): string {
  if (!isDay(day)) throw invalid('day.not-a-day', { day });
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const text = `${date === 1 ? ordinal(1) : date}${noBreak}${months[month - 1]!} ${year}`;
  return options.weekday === true ? `${weekdays[weekday(day)]!} ${text}` : text;
}

/**
 * French typography for a text typed with plain signs: ’ for the straight apostrophe, U+202F before ; ! ?, U+00A0 before : and inside « »,
 * between n° or a number and what it counts. What is already so stays so; addresses (`http://…:3000`) are left alone, as they hold no space.
 */
export const typeset = (text: string): string =>
  text
    .replace(/(?<=\p{L})'(?=[\p{L}\p{N}«])/gu, '’')
    .replace(/ ([;!?])/g, `${narrowNoBreak}$1`)
    .replace(/ ([:»])/g, `${noBreak}$1`)
    .replace(/« /g, `«${noBreak}`)
    .replace(/(n°|art\.) (?=\p{N}|[A-Z])/gu, `$1${noBreak}`)
    .replace(/(\p{N}) (?=(?:%|€|mois|jours|ans)(?!\p{L}))/gu, `$1${noBreak}`);
