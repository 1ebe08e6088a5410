import { spawn, spawnSync } from 'node:child_process';
import { chown, chmod, mkdtemp, readdir, readFile, readlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '#platform/network/free-port.js';

const program = path.resolve('dist/apps/standalone/main.js');

/** Whom a standalone runs as. */
export interface Identity {
  name: string;
  uid?: number;
}

const nobody = 65_534;
const isRoot = process.getuid?.() === 0;
/** Somebody without rights; nobody at all when root tests in a folder that others may not read. */
const ordinary: Identity[] = isRoot
  ? spawnSync('test', ['-r', program], { uid: nobody, gid: nobody }).status === 0
    ? [{ name: 'an ordinary user', uid: nobody }]
    : []
  : [{ name: 'an ordinary user' }];
/** Root and an ordinary user when root tests, otherwise the user who tests; those with least rights last. */
export const identities: Identity[] = [...(isRoot ? [{ name: 'root' }] : []), ...ordinary];

/** A folder of this user alone, under the temporary one. */
export async function ownFolder({ uid }: Identity): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'essaim-standalone-'));
  await chmod(folder, 0o755);
  if (uid !== undefined) await chown(folder, uid, uid);
  return folder;
}

export interface Standalone {
  pid: number;
  port: number;
  url: string;
  stdout(): string;
  stderr(): string;
  /** Resolves once it has announced its addresses; fails with what it wrote when it ends before. */
  ready(): Promise<void>;
  says(text: string): Promise<void>;
  signal(name: NodeJS.Signals): void;
  /** Exit code, or the signal that it died of. */
  ended: Promise<number | NodeJS.Signals>;
}

/** `npm start` without npm: the real program, without demonstration data unless asked for. */
export async function startStandalone({ uid }: Identity, folder: string, env: Record<string, string> = {}): Promise<Standalone> {
  const port = Number(env['PORT'] ?? (await freePort()));
  const child = spawn(process.execPath, [program], {
    env: { PATH: process.env['PATH'], HOME: folder, ESSAIM_DATA: folder, ESSAIM_DEMONSTRATION_DATA: 'none', PORT: String(port), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  let out = '';
  let errors = '';
  const listeners = new Set<() => void>();
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
    for (const listener of listeners) listener();
  });
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const ended = new Promise<number | NodeJS.Signals>((resolve) => child.once('close', (code, signal) => resolve(code ?? signal!)));
  const says = (text: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (out.includes(text)) resolve();
      };
      listeners.add(look);
      look();
      void ended.then((code) => (out.includes(text) ? resolve() : reject(new Error(`ended (${code}) before it said "${text}":\n${out}\n${errors}`))));
    });
  return {
    pid: child.pid!,
    port,
    url: `http://localhost:${port}`,
    stdout: () => out,
    stderr: () => errors,
    ready: () => says('Ctrl-C stops everything'),
    says,
    signal: (name) => void child.kill(name),
    ended,
  };
}

/** The living processes, however they call themselves, that work in `folder` or were started with it. */
export async function processesOn(folder: string): Promise<number[]> {
  const found: number[] = [];
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const state = /\) (\S)/.exec(await readFile(`/proc/${name}/stat`, 'utf8').catch(() => ''))?.[1];
    if (state === undefined || state === 'Z') continue;
    const command = await readFile(`/proc/${name}/cmdline`, 'utf8').catch(() => '');
    const place = await readlink(`/proc/${name}/cwd`).catch(() => '');
    if (command.includes(folder) || place.startsWith(folder)) found.push(Number(name));
  }
  return found;
}

/** The number of the server's process on this folder, as it wrote it down. */
export const postmasterOf = async (folder: string): Promise<number> => Number((await readFile(path.join(folder, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0]);
