import { lastMinuteBefore, parisDay, type Day } from '#domain/shared/day.js';
import { frenchDay, noBreak, ordinal } from '#domain/shared/french.js';

const exact = new Intl.NumberFormat('fr-FR', { style: 'currency', currency: 'EUR' });
const whole = new Intl.NumberFormat('fr-FR', { style: 'currency', currency: 'EUR', maximumFractionDigits: 0 });
const integer = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 0 });
const one = new Intl.NumberFormat('fr-FR', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const atMostOne = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 1 });
const clock = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Paris', hour: 'numeric', minute: '2-digit', hourCycle: 'h23' });
const shortDay = new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris', day: 'numeric', month: 'short', year: 'numeric' });
const rules = new Intl.PluralRules('fr');

type Instant = string | Date;
const date = (instant: Instant): Date => (typeof instant === 'string' ? new Date(instant) : instant);

/** « 1 500 000,00 € », to the cent: tables and forms. */
export const euros = (cents: number): string => exact.format(cents / 100);
/** « 1 500 000 € »: titles and sentences. Cents that are there are shown. */
export const wholeEuros = (cents: number): string => (cents % 100 === 0 ? whole : exact).format(cents / 100);
/** A number as people type it: « 2,5 ». */
export const decimal = (value: number): string => String(value).replace('.', ',');
export const number = (value: number): string => integer.format(value);
/** « 53,4 % » of a part in a whole; of nothing, 0. */
export const percent = (part: number, of: number): string => `${one.format(of === 0 ? 0 : (part / of) * 100)}${noBreak}%`;
/** A mark in basis points (0 to 10 000) as « 88,3 » out of 100. */
export const mark = (basisPoints: number): string => one.format(basisPoints / 100);

/** « 512 octets », « 34 ko », « 2,5 Mo », as people's machines count: by thousands. */
export function fileSize(bytes: number): string {
  if (bytes < 1_000) return `${integer.format(bytes)}${noBreak}${bytes > 1 ? 'octets' : 'octet'}`;
  if (bytes < 999_500) return `${integer.format(bytes / 1_000)}${noBreak}ko`;
  const [size, unit] = bytes < 999_950_000 ? [bytes / 1e6, 'Mo'] : [bytes / 1e9, 'Go'];
  return `${atMostOne.format(size)}${noBreak}${unit}`;
}

/** « 31 juillet 2023 », in Paris. */
export const day = (instant: Instant): string => frenchDay(parisDay(date(instant)));
/** « 31 juillet 2023 » of a calendar day. */
export const calendarDay = (value: Day): string => frenchDay(value);
/** « lundi 18 décembre 2023 », in Paris. */
export const longDay = (instant: Instant): string => frenchDay(parisDay(date(instant)), { weekday: true });
/** « 12 déc. 2023 », in Paris: tables. */
export const tableDay = (instant: Instant): string => shortDay.format(date(instant)).replace(/^1 /, `${ordinal(1)} `);
/** « 14 h 02 », in Paris. */
export const time = (instant: Instant): string => clock.format(date(instant)).replace(/^0?(\d+):(\d+)$/, `$1${noBreak}h${noBreak}$2`);
/** « 31 juillet 2023 à 14 h 02 », in Paris. */
export const dayAndTime = (instant: Instant): string => `${day(instant)} à ${time(instant)}`;

/** When something opens: « 26 octobre 2026 », with the hour unless it is midnight. */
export const opening = (instant: Instant): string => (/^0?0:00$/.test(clock.format(date(instant))) ? day(instant) : dayAndTime(instant));

/** The last minute before an exclusive bound: midnight is « 23 h 59 » of the day before. */
export const lastMinute = (closesAt: Instant): Date => lastMinuteBefore(date(closesAt));

/** Calendar days in Paris from `from` to `to`. */
export const daysBetween = (from: Instant, to: Instant): number =>
  Math.round((Date.parse(`${parisDay(date(to))}T00:00:00Z`) - Date.parse(`${parisDay(date(from))}T00:00:00Z`)) / 86_400_000);

/** The form that French wants after `count`: 0 and 1 are singular. */
export const plural = (count: number, singular: string, plural: string = `${singular}s`): string => (rules.select(count) === 'one' ? singular : plural);
/** « 3 dossiers », « 1 dossier ». */
export const counted = (count: number, singular: string, many?: string): string => `${integer.format(count)}${noBreak}${plural(count, singular, many)}`;
/** « A, B et C ». */
export const list = (items: readonly string[]): string => new Intl.ListFormat('fr').format(items);
