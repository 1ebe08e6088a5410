import { noHistory, noted, undone, type History } from '../../apps/web/src/drafts/history.js';

const after = (...changes: [before: string, typedIn?: string][]): History<string> => changes.reduce<History<string>>((history, [before, typedIn]) => noted(history, before, typedIn), noHistory);

/** All that can be undone, the last change first. */
function all(history: History<string>): string[] {
  const step = undone(history);
  return step === undefined ? [] : [step.value, ...all(step.history)];
}

it('takes changes back one by one, the last first, down to the beginning', () => {
  expect(all(after(['a'], ['b'], ['c']))).toEqual(['c', 'b', 'a']);
  expect(undone(noHistory)).toBeUndefined();
});

it('what is typed in one field is one change, until something else is done', () => {
  expect(all(after(['', 'titre'], ['R', 'titre'], ['Ru', 'titre']))).toEqual(['']);
  expect(all(after(['', 'titre'], ['R', 'aide'], ['Ru', 'titre']))).toEqual(['Ru', 'R', '']);
  expect(all(after(['', 'titre'], ['R'], ['Ru', 'titre']))).toEqual(['Ru', 'R', '']);
});

it('two changes that are no typing are two, and typing goes on as a new change after one was undone', () => {
  expect(all(after(['a'], ['b']))).toEqual(['b', 'a']);
  const step = undone(after(['', 'titre'], ['R'], ['Ru', 'titre']))!;
  expect(all(noted(step.history, 'Ru', 'titre'))).toEqual(['Ru', 'R', '']);
});

it('remembers the last fifty', () => {
  const long = Array.from({ length: 60 }, (_, index): [string] => [String(index)]);
  expect([all(after(...long)).length, all(after(...long)).at(-1)]).toEqual([50, '10']);
});
