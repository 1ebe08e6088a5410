import { addDays, addMonths, weekday } from '#domain/shared/day.js';
import type { Day } from '#domain/shared/day.js';
import { isHoliday } from './holidays.js';

/** Where the person who appeals lives; the court is in mainland France. */
export type Residence = 'metropole' | 'overseas' | 'abroad';

const months: Record<Residence, number> = { metropole: 2, overseas: 3, abroad: 4 };

/**
 * The last day to go to the administrative court against a decision notified on `notifiedOn`: two months (CJA R421-1), one more
 * from overseas and two more from abroad (CJA R421-7). A délai franc: neither the day of notification nor the last day counts, so it
 * ends a day after the same date; on a Saturday, a Sunday or a holiday, on the next working day (as CPC art. 642).
 */
export function appealDeadline(notifiedOn: Day, where: Residence): Day {
  let day = addDays(addMonths(notifiedOn, months[where]), 1);
  while (weekday(day) === 0 || weekday(day) === 6 || isHoliday(day)) day = addDays(day, 1);
  return day;
}
