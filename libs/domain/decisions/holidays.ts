import { addDays } from '#domain/shared/day.js';
import type { Day } from '#domain/shared/day.js';

/** Easter Sunday of a year of the Gregorian calendar (Meeus, Astronomical Algorithms, chapter 8). */
export function easterSunday(year: number): Day {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const k = c % 4;
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const month = Math.floor((h + l - 7 * m + 114) / 31);
  const day = ((h + l - 7 * m + 114) % 31) + 1;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

const fixed = [
  { on: '01-01', name: 'Jour de l’an' },
  { on: '05-01', name: 'Fête du Travail' },
  { on: '05-08', name: 'Victoire de 1945' },
  { on: '07-14', name: 'Fête nationale' },
  { on: '08-15', name: 'Assomption' },
  { on: '11-01', name: 'Toussaint' },
  { on: '11-11', name: 'Armistice de 1918' },
  { on: '12-25', name: 'Noël' },
] as const;

const afterEaster = [
  { days: 1, name: 'Lundi de Pâques' },
  { days: 39, name: 'Ascension' },
  { days: 50, name: 'Lundi de Pentecôte' },
] as const;

/** The eleven legal holidays of mainland France in `year`, by day (code du travail L3133-1). Alsace-Moselle and overseas have more. */
export function holidays(year: number): { on: Day; name: string }[] {
  const easter = easterSunday(year);
  return [
    ...fixed.map(({ on, name }) => ({ on: `${year}-${on}`, name })),
    ...afterEaster.map(({ days, name }) => ({ on: addDays(easter, days), name })),
  ].sort((one, other) => (one.on < other.on ? -1 : 1));
}

export const isHoliday = (day: Day): boolean => holidays(Number(day.slice(0, 4))).some(({ on }) => on === day);
