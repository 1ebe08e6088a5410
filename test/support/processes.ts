import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';

export interface Victim {
  child: ChildProcess;
  /** Resolves when the process prints `text`. */
  says(text: string): Promise<void>;
  /** kill -9, and waits for the death. */
  kill(): Promise<void>;
}

/** A real process of a deployment (`api` or `worker`), as the compiled code runs, with an environment of its own. */
export function startProcess(name: 'api' | 'worker', env: Record<string, string>): Victim {
  const child = spawn(process.execPath, [path.resolve('dist/apps/standalone/serve.js'), name], {
    env: { PATH: process.env['PATH'], ...(process.env['REDIS_URL'] === undefined ? {} : { REDIS_URL: process.env['REDIS_URL'] }), ...env },
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
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
