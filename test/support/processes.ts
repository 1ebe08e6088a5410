import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';

export interface Victim {
  child: ChildProcess;
  /** Resolves when the process prints `text`. */
  says(text: string): Promise<void>;
  /** What it wrote, to name what went wrong. */
  output(): string;
  /** kill -9, and waits for the death. */
  kill(): Promise<void>;
  /** Asks it to stop, and gives its exit code. */
  stop(): Promise<number | null>;
}

/** What docker-compose.yml runs. */
const commands = (parse(readFileSync('docker-compose.yml', 'utf8'), { merge: true }) as { services: Record<'api' | 'worker', { command: string[] }> }).services;

/** A real process of a deployment (`api` or `worker`), by the command of docker-compose.yml, with an environment of its own. */
export function startProcess(name: 'api' | 'worker', env: Record<string, string>): Victim {
  const [, ...args] = commands[name].command;
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env['PATH'], FILES_FOLDER: path.join(tmpdir(), 'essaim-test-files'), ...(process.env['REDIS_URL'] === undefined ? {} : { REDIS_URL: process.env['REDIS_URL'] }), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const listeners = new Set<() => void>();
  const collect = (chunk: Buffer): void => {
    output += chunk.toString();
    for (const listener of listeners) listener();
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return {
    child,
    says: (text) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (!output.includes(text)) return;
          listeners.delete(look);
          resolve();
        };
        listeners.add(look);
        look();
        void exited.then(() => (output.includes(text) ? resolve() : reject(new Error(`the ${name} ended before it said "${text}":\n${output}`))));
      }),
    output: () => output,
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
      return child.exitCode;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
