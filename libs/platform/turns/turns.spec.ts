import { Turns } from './turns.js';

/** Work that ends when it is told to. */
function held(): { work: () => Promise<number>; begun: () => boolean; end: (n: number) => Promise<void>; fail: () => Promise<void> } {
  let resolve!: (n: number) => void;
  let reject!: (error: Error) => void;
  const promise = new Promise<number>((done, failed) => ([resolve, reject] = [done, failed]));
  let begun = false;
  const settled = (): Promise<void> => new Promise((next) => setImmediate(next));
  return {
    work: () => {
      begun = true;
      return promise;
    },
    begun: () => begun,
    end: (n) => (resolve(n), settled()),
    fail: () => (reject(new Error('it fails')), settled()),
  };
}

const full = new Error('full');
const opened = (): Turns => new Turns(1, 1, () => full);

it('works so many times at once; who comes later waits, and more than may wait are refused', async () => {
  const turns = opened();
  const [first, second, third] = [held(), held(), held()];
  const one = turns.take(first.work);
  const two = turns.take(second.work);
  await expect(turns.take(third.work)).rejects.toBe(full);
  expect([first.begun(), second.begun(), third.begun()]).toEqual([true, false, false]);
  await first.end(1);
  expect([await one, second.begun()]).toEqual([1, true]);
  await second.end(2);
  expect(await two).toBe(2);
});

it('what has begun goes on, however many wait, in the order in which they came', async () => {
  const turns = opened();
  const all = [held(), held(), held()];
  const done = all.map(({ work }) => turns.goOn(work));
  const begun: boolean[][] = [];
  for (const [n, { end }] of all.entries()) {
    begun.push(all.map((one) => one.begun()));
    await end(n);
  }
  expect(begun).toEqual([[true, false, false], [true, true, false], [true, true, true]]);
  expect(await Promise.all(done)).toEqual([0, 1, 2]);
});

it('work that fails gives its turn up', async () => {
  const turns = opened();
  const [first, second] = [held(), held()];
  const one = turns.take(first.work).catch((error: Error) => error.message);
  const two = turns.take(second.work);
  await first.fail();
  expect([await one, second.begun()]).toEqual(['it fails', true]);
  await second.end(2);
  expect([await two, await turns.take(() => Promise.resolve(3))]).toEqual([2, 3]);
});
