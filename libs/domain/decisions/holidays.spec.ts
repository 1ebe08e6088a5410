import fc from 'fast-check';
import { weekday } from '#domain/shared/day.js';
import { easterSunday, holidays, isHoliday } from './holidays.js';

describe('holidays', () => {
  it.each([
    [2016, '2016-03-27'], [2019, '2019-04-21'], [2020, '2020-04-12'], [2021, '2021-04-04'], [2022, '2022-04-17'], [2023, '2023-04-09'],
    [2024, '2024-03-31'], [2025, '2025-04-20'], [2026, '2026-04-05'], [2038, '2038-04-25'], [2285, '2285-03-22'],
  ])('%i has its Easter on %s', (year, easter) => expect(easterSunday(year)).toBe(easter));

  it('are eleven, as published for 2023', () => {
    expect(holidays(2023).map(({ on }) => on)).toEqual([
      '2023-01-01', '2023-04-10', '2023-05-01', '2023-05-08', '2023-05-18', '2023-05-29', '2023-07-14', '2023-08-15', '2023-11-01', '2023-11-11', '2023-12-25',
    ]);
    expect(isHoliday('2023-05-18')).toBe(true);
    expect(isHoliday('2023-05-19')).toBe(false);
  });

  it('keep Easter on a Sunday between 22 March and 25 April, Ascension on a Thursday', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1900, max: 2399 }), (year) => {
        const easter = easterSunday(year);
        expect(weekday(easter)).toBe(0);
        expect(easter >= `${year}-03-22` && easter <= `${year}-04-25`).toBe(true);
        expect(weekday(holidays(year).find(({ name }) => name === 'Ascension')!.on)).toBe(4);
      }),
    );
  });
});
