import { Where } from './where.js';

it('is everything until something is asked', () => {
  expect(new Where().sql).toBe('true');
});

it('numbers its parameters in the order of their coming and keeps each condition apart', () => {
  const where = new Where();
  where.and(`a = ${where.value(1)} or b = ${where.value('x')}`);
  where.and(`c = ${where.value(null)}`);
  expect(where.sql).toBe('(a = $1 or b = $2) and (c = $3)');
  expect(where.params).toEqual([1, 'x', null]);
});

it('puts words of lists into the text, and nothing else', () => {
  expect(Where.word('under-review')).toBe(`'under-review'`);
  for (const other of ["x' or true --", '', 'A', 'a b']) expect(() => Where.word(other)).toThrow('not a word');
});
