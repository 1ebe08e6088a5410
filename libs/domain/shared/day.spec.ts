import fc from 'fast-check';
import { addDays, addMonths, isDay, lastMinuteBefore, parisDay, parisMidnight, parisTime, weekday } from './day.js';

const anyDay = fc.integer({ min: 0, max: 40_000 }).map((shift) => addDays('1995-01-01', shift));

describe('days', () => {
  it.each([
    ['2023-07-31T21:59:59Z', '2023-07-31'], // still 23:59:59 in summer Paris
    ['2023-07-31T22:00:00Z', '2023-08-01'],
    ['2023-12-31T22:59:59Z', '2023-12-31'],
    ['2023-12-31T23:00:00Z', '2024-01-01'],
  ])('at %s Paris has %s', (instant, day) => expect(parisDay(new Date(instant))).toBe(day));

  it.each([
    ['2023-12-31', 2, '2024-02-29'], ['2022-12-31', 2, '2023-02-28'], ['2023-10-17', 2, '2023-12-17'], ['2024-02-29', 12, '2025-02-28'],
    ['2023-03-31', -1, '2023-02-28'], ['2023-11-30', 3, '2024-02-29'], ['2023-01-31', 0, '2023-01-31'],
  ])('%s and %i months: %s', (day, count, later) => expect(addMonths(day, count)).toBe(later));

  it.each([['2023-12-31', 1, '2024-01-01'], ['2024-02-28', 1, '2024-02-29'], ['2023-03-26', 1, '2023-03-27'], ['2024-03-01', -1, '2024-02-29']])(
    '%s and %i days: %s',
    (day, count, later) => expect(addDays(day, count)).toBe(later),
  );

  it.each([['2023-10-17', 2], ['2023-12-18', 1], ['2023-12-17', 0], ['2023-12-16', 6]])('%s is day %i of the week', (day, number) => expect(weekday(day)).toBe(number));

  it.each(['2024-02-29', '0001-01-01', '9999-12-31'])('%s is a day', (text) => expect(isDay(text)).toBe(true));
  it.each(['2023-02-29', '2023-13-01', '2023-1-1', '2023-01-01T00:00:00Z', '', '0000-01-01', '2023-00-10', '2023-04-31'])('%j is none', (text) => expect(isDay(text)).toBe(false));

  it('begin at midnight in Paris, whatever the season', () => {
    expect(parisMidnight('2023-08-01').toISOString()).toBe('2023-07-31T22:00:00.000Z');
    expect(parisMidnight('2024-01-01').toISOString()).toBe('2023-12-31T23:00:00.000Z');
    expect(parisMidnight('2023-03-26').toISOString()).toBe('2023-03-25T23:00:00.000Z'); // summer time begins at two
    expect(parisMidnight('2023-10-29').toISOString()).toBe('2023-10-28T22:00:00.000Z'); // and ends at three
    fc.assert(
      fc.property(anyDay, (day) => {
        const midnight = parisMidnight(day);
        expect(parisDay(midnight)).toBe(day);
        expect(parisDay(new Date(midnight.getTime() - 1))).toBe(addDays(day, -1));
      }),
    );
  });

  it('never skip a month, nor go past its end', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -30, max: 30 }), (day, count) => {
        const [year, month] = day.split('-').map(Number) as [number, number];
        const later = addMonths(day, count);
        expect(Number(later.slice(0, 4)) * 12 + Number(later.slice(5, 7))).toBe(year * 12 + month + count);
        expect(later.slice(8) <= day.slice(8) && isDay(later)).toBe(true);
      }),
    );
  });
});

describe('a clock in Paris', () => {
  it.each([
    ['2023-07-31T22:00:05Z', '00:00:05'],
    ['2023-12-31T22:59:59.999Z', '23:59:59'],
    ['2023-10-29T01:30:00Z', '02:30:00'],
    ['2023-07-31T07:05:00Z', '09:05:00'],
  ])('%s is %s', (at, shown) => {
    const { hour, minute, second } = parisTime(new Date(at));
    expect(`${hour}:${minute}:${second}`).toBe(shown);
  });

  it('tells of an exclusive bound the last minute before it', () => {
    expect(parisTime(lastMinuteBefore(new Date('2023-07-31T22:00:00Z')))).toEqual({ hour: '23', minute: '59', second: '00' });
  });
});
