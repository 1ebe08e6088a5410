import { rm } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { identities, ownFolder, processesOn, startStandalone, type Identity, type Standalone } from './standalone.js';
import { until } from './until.js';

/** The least privileged user whose starts can be tried here. */
export const anybody = identities.at(-1)!;

export const person = { email: 'premiere@exemple.test', fullName: 'Première Fictive' };
export const register = (one: Standalone): Promise<Response> =>
  fetch(`${one.url}/api/demonstration/first-administrator`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(person) });
export const people = async (one: Standalone): Promise<string[]> => {
  const answer = await fetch(`${one.url}/api/demonstration/accounts?search=@`);
  return ((await answer.json()) as { email: string }[]).map(({ email }) => email);
};
export const nothingLeft = (folder: string): Promise<boolean> => until(`no process is left on ${folder}`, async () => (await processesOn(folder)).length === 0, 5_000);

/** It ended with 1 and one sentence: no stack, one line, and it says what to do. */
export async function expectRefusal(one: Standalone, sentence: RegExp): Promise<void> {
  expect(await Promise.race([one.ended, pause(60_000, 'it runs', { ref: false })])).toBe(1);
  expect(one.stderr()).toMatch(sentence);
  expect(one.stderr().trim().split('\n')).toHaveLength(1);
  expect(one.stderr()).not.toMatch(/\n\s+at |node:|\.js:\d/);
}

export const killAll = async (folder: string): Promise<void> => {
  for (const pid of await processesOn(folder)) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It ended by itself meanwhile.
    }
  }
};

/** Starts and folders of a file of tests: `end` leaves no process and no folder of theirs. */
export class Starts {
  private readonly folders: string[] = [];
  private readonly running: Standalone[] = [];

  readonly newFolder = async (identity: Identity): Promise<string> => {
    const folder = await ownFolder(identity);
    this.folders.push(folder);
    return folder;
  };

  readonly start = async (...args: Parameters<typeof startStandalone>): Promise<Standalone> => {
    const one = await startStandalone(...args);
    this.running.push(one);
    return one;
  };

  async end(): Promise<void> {
    for (const one of this.running) one.signal('SIGKILL');
    for (const folder of this.folders) {
      await killAll(folder);
      await rm(folder, { recursive: true, force: true });
    }
  }
}
