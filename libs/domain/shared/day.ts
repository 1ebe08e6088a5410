/** A calendar day as `YYYY-MM-DD`, without a time zone: what a law or a letter counts in. */
export type Day = string;

const parisParts = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Paris', year: 'numeric', month: '2-digit', day: '2-digit' });

/** The calendar day in Paris at `instant`. */
export const parisDay = (instant: Date): Day => parisParts.format(instant);

const utc = (day: Day): Date => new Date(`${day}T00:00:00Z`);
const format = (date: Date): Day => date.toISOString().slice(0, 10);

export const addDays = (day: Day, count: number): Day => {
  const date = utc(day);
  date.setUTCDate(date.getUTCDate() + count);
  return format(date);
};

/** Is `text` a day of the calendar written `YYYY-MM-DD`, from year 1 on? 2023-02-29 is none. */
export const isDay = (text: string): boolean => {
  if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text) || text.startsWith('0000')) return false;
  const date = utc(text);
  return !Number.isNaN(date.getTime()) && format(date) === text;
};

/** The same day of the month `count` months later; the last day of that month where it has no such day (31 December + 2 → 28 or 29 February). */
export const addMonths = (day: Day, count: number): Day => {
  const date = utc(day);
  const wanted = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + count);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(wanted, last));
  return format(date);
};

const parisClock = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Paris', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });

/** What a clock in Paris shows at `instant`, two digits each. */
export function parisTime(instant: Date): { hour: string; minute: string; second: string } {
  const [hour, minute, second] = parisClock.format(instant).split(':') as [string, string, string];
  return { hour, minute, second };
}

/** The last minute before an exclusive bound, at which people still read that they may act: midnight is 23:59 of the day before. */
export const lastMinuteBefore = (bound: Date): Date => new Date(bound.getTime() - 60_000);

/** 0 is Sunday, 6 is Saturday. */
export const weekday = (day: Day): number => utc(day).getUTCDay();

const parisOffset = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Paris', timeZoneName: 'longOffset' });

/** The instant at which `day` begins in Paris: midnight there, whatever the season. */
export function parisMidnight(day: Day): Date {
  const guess = utc(day);
  for (const hours of [1, 2]) {
    const instant = new Date(guess.getTime() - hours * 3_600_000);
    const offset = parisOffset.formatToParts(instant).find((part) => part.type === 'timeZoneName')?.value;
    if (offset === `GMT+0${hours}:00`) return instant;
  }
  throw new RangeError(`no midnight in Paris on ${day}`);
}
