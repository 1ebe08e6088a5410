import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { runAs } from './postgres-binaries.js';

/**
 * Where the embedded database keeps its files: `.data` of the project, `ESSAIM_DATA`, or a folder under /var/lib when root runs
 * a project that the account of the server cannot enter. `moved` says that the last is the case.
 */
export async function dataFolder(project: string, chosen: string | undefined): Promise<{ folder: string; moved: boolean }> {
  const wanted = path.resolve(chosen ?? path.join(project, '.data'));
  await mkdir(wanted, { recursive: true });
  const as = runAs();
  if (as.uid === undefined || spawnSync('test', ['-x', wanted], as).status === 0) return { folder: wanted, moved: false };
  const hash = createHash('sha256').update(wanted).digest('hex').slice(0, 12);
  const folder = path.join('/var/lib/essaim', hash);
  await mkdir(folder, { recursive: true, mode: 0o755 });
  return { folder, moved: true };
}
