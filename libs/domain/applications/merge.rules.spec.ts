import fc from 'fast-check';
import { differingFields, mergeAnswers, mergeTexts, settledAnswers } from './merge.rules.js';

it('a field that one person changed is theirs, whoever it is', () => {
  const base = { resume: 'un', territoire: 'Rennes', salaries: 3 };
  expect(mergeAnswers(base, { ...base, resume: 'mien' }, { ...base, salaries: 4 })).toEqual({ answers: { resume: 'mien', territoire: 'Rennes', salaries: 4 }, conflicts: [], taken: ['salaries'] });
  expect(mergeAnswers(base, base, { resume: 'un', territoire: 'Rennes' }).answers).toEqual({ resume: 'un', territoire: 'Rennes', salaries: undefined });
  expect(mergeAnswers({}, {}, { resume: 'leur' })).toEqual({ answers: { resume: 'leur' }, conflicts: [], taken: ['resume'] });
});

it('the same change on both sides is none to choose; empty answers are one', () => {
  expect(mergeAnswers({ a: 'x' }, { a: 'y' }, { a: 'y' })).toEqual({ answers: { a: 'y' }, conflicts: [], taken: [] });
  expect(mergeAnswers({ a: '' }, { a: null }, {}).conflicts).toEqual([]);
});

it('a text that both changed in different paragraphs is merged', () => {
  expect(mergeTexts('un\n\ndeux\n\ntrois', 'UN\n\ndeux\n\ntrois', 'un\n\ndeux\n\ntrois\n\nquatre')).toBe('UN\n\ndeux\n\ntrois\n\nquatre');
  expect(mergeTexts('un\n\ndeux', 'deux', 'un\n\ndeux, fin')).toBeUndefined();
  expect(mergeTexts('', 'mien', 'leur')).toBeUndefined();
});

it('what both changed in the same place waits for a choice, and one’s own text stays in the answers', () => {
  const merged = mergeAnswers({ resume: 'un', salaries: 3 }, { resume: 'mien', salaries: 4 }, { resume: 'leur', salaries: 5 });
  expect(merged.conflicts).toEqual([
    { key: 'resume', base: 'un', mine: 'mien', theirs: 'leur' },
    { key: 'salaries', base: 3, mine: 4, theirs: 5 },
  ]);
  expect(merged.answers).toEqual({ resume: 'mien', salaries: 4 });
  expect(settledAnswers(merged, { resume: 'both' })).toBeUndefined();
  expect(settledAnswers(merged, { resume: 'both', salaries: 'theirs' })).toEqual({ resume: 'mien\n\nleur', salaries: 5 });
  expect(settledAnswers(merged, { resume: 'mine', salaries: 'both' })).toEqual({ resume: 'mien', salaries: 4 });
});

it('names the fields in which two versions differ', () => {
  expect(differingFields({ a: 1, b: '', c: ['x'] }, { a: 2, c: ['x'] })).toEqual(['a']);
});

const lines = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 6 }).map((list) => list.join('\n'));

it('a merge keeps every line that either side added, and takes the only change there is', () => {
  fc.assert(
    fc.property(lines, lines, lines, (base, mine, theirs) => {
      expect(mergeTexts(base, mine, base)).toBe(mine);
      expect(mergeTexts(base, base, theirs)).toBe(theirs);
      expect(mergeTexts(base, mine, mine)).toBe(mine);
      expect(mergeTexts(base, theirs, mine)).toBe(mergeTexts(base, mine, theirs));
      const merged = mergeTexts(base, mine, theirs)?.split('\n');
      const old = new Set(base.split('\n'));
      if (merged !== undefined) for (const line of [...mine.split('\n'), ...theirs.split('\n')]) if (!old.has(line)) expect(merged).toContain(line);
    }),
    { seed: 7, numRuns: 2_000 },
  );
});
