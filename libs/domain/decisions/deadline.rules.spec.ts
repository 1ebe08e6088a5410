import fc from 'fast-check';
import { addDays, addMonths, weekday } from '#domain/shared/day.js';
import { appealDeadline } from './deadline.rules.js';
import { isHoliday } from './holidays.js';

describe('appealDeadline', () => {
  it.each([
    ['2023-10-17', 'metropole', '2023-12-18'], // 18 December is a Monday
    ['2023-10-16', 'metropole', '2023-12-18'], // the 17th is a Sunday
    ['2023-10-13', 'metropole', '2023-12-14'], // a plain Thursday
    ['2023-10-24', 'metropole', '2023-12-26'], // Monday the 25th is Christmas
    ['2023-03-07', 'metropole', '2023-05-09'], // Monday 8 May is a holiday
    ['2023-12-31', 'metropole', '2024-03-01'], // no 31 February
    ['2022-12-31', 'metropole', '2023-03-01'],
    ['2024-01-30', 'metropole', '2024-04-02'], // Sunday 31 March, then Easter Monday
    ['2023-10-17', 'overseas', '2024-01-18'],
    ['2023-10-17', 'abroad', '2024-02-19'], // Sunday the 18th
  ] as const)('notified on %s, from %s: %s', (notifiedOn, where, day) => expect(appealDeadline(notifiedOn, where)).toBe(day));

  it('is a working day, after the two months in full, and at most five days later', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), fc.constantFrom('metropole' as const, 'overseas' as const, 'abroad' as const), (shift, where) => {
        const notifiedOn = addDays('2000-01-01', shift);
        const plain = addMonths(notifiedOn, { metropole: 2, overseas: 3, abroad: 4 }[where]);
        const day = appealDeadline(notifiedOn, where);
        expect([0, 6]).not.toContain(weekday(day));
        expect(isHoliday(day)).toBe(false);
        expect(day > plain && day <= addDays(plain, 5)).toBe(true);
      }),
    );
  });
});
