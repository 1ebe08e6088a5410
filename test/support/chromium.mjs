import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';

const { version } = JSON.parse(readFileSync(path.resolve(import.meta.dirname, '../../node_modules/@sparticuz/chromium/package.json'), 'utf8'));
const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** A real Chromium: the one that `CHROMIUM_PATH` names, else the one inside the npm package. */
export async function launchChromium() {
  const { executablePath, libraries } = process.env.CHROMIUM_PATH ? { executablePath: process.env.CHROMIUM_PATH } : await unpacked();
  const env = libraries === undefined ? process.env : { ...process.env, LD_LIBRARY_PATH: [libraries, process.env.LD_LIBRARY_PATH].filter(Boolean).join(':') };
  return chromium.launch({ executablePath, args: flags, env });
}

/** Unpacked once per machine, whole or not at all; with the libraries that the package brings where this machine lacks some. */
export async function unpacked() {
  const folder = path.join(tmpdir(), `essaim-chromium-${version}`);
  const executablePath = path.join(folder, 'chromium');
  if (!existsSync(executablePath)) {
    const fresh = await mkdtemp(`${folder}-`);
    // The package unpacks to the temporary folder, and its libraries only where it believes to be in such a place. A process of its own, since a test's environment is a copy.
    const env = { ...process.env, TMPDIR: fresh, AWS_EXECUTION_ENV: 'nodejs20.x' };
    const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', `await (await import('@sparticuz/chromium')).default.executablePath()`], { cwd: import.meta.dirname, env, encoding: 'utf8' });
    if (status !== 0) throw new Error(`Chromium cannot be unpacked: ${stderr}`);
    await rename(fresh, folder).catch(() => rm(fresh, { recursive: true, force: true }));
  }
  const lacks = /not found/.test(spawnSync('ldd', [executablePath], { encoding: 'utf8' }).stdout ?? '');
  return { executablePath, libraries: lacks ? path.join(folder, 'al2023', 'lib') : undefined };
}
