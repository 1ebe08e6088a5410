import 'reflect-metadata';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ConfigError } from '#platform/config/config.js';
import { dataFolder } from '#platform/database/data-folder.js';
import { claimPort } from '#platform/network/free-port.js';
import { startFailure } from './failure.js';
import { startInstance } from './instance.js';
import { loadDemonstration } from './round/load.js';
import { writeSpecification } from './specification.js';

const project = path.resolve(import.meta.dirname, '../../..');
const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

async function main(): Promise<void> {
  const { port, data } = settings(process.env);
  await claimPort(port);
  const { folder, moved } = await dataFolder(project, process.env['ESSAIM_DATA'] || undefined);
  if (moved) say(`The server's account cannot enter this project: its files are in ${folder}.`);
  // While the data are being loaded a mark is there; a start that finds it begins the load again, on an empty database.
  const loading = path.join(folder, 'loading');
  const interrupted = await readFile(loading).then(() => true, () => false);
  if (interrupted) say('The first start was interrupted: it begins again, with an empty database.');
  const starting = startInstance({ folder, database: 'essaim', port, anew: interrupted, env: process.env });

  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    say('Stopping…');
    starting.then((instance) => instance.close()).then(() => process.exit(0), fail);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  const instance = await starting;
  try {
    await rm(loading, { force: true });
    if (data === 'full') await furnish(instance.url, loading);
    await announce(instance.url);
  } catch (error) {
    if (stopping) return;
    await instance.close();
    throw error;
  }
}

/** What concerns this program only; the rest of the environment is read where the instance starts. */
function settings(env: NodeJS.ProcessEnv): { port: number; data: 'full' | 'none' } {
  const problems: string[] = [];
  const port = Number(env['PORT']?.trim() || 3000);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) problems.push(`PORT is "${env['PORT']}"; expected a whole number from 0 to 65535`);
  const data = env['ESSAIM_DEMONSTRATION_DATA'] || 'full';
  if (data !== 'full' && data !== 'none') problems.push(`ESSAIM_DEMONSTRATION_DATA is "${data}"; expected full, or none for a first start without data`);
  if (problems.length > 0) throw new ConfigError(problems);
  return { port, data: data as 'full' | 'none' };
}

/** Loads the demonstration's data on the first start of a demonstration, when nobody is there yet. */
async function furnish(url: string, mark: string): Promise<void> {
  const answer = await fetch(`${url}/api/demonstration/accounts?search=@`);
  if (!answer.ok) return;
  if (((await answer.json()) as unknown[]).length > 0) return;
  const started = Date.now();
  say('First start: loading the demonstration…');
  await writeFile(mark, '');
  await loadDemonstration(url, (step) => say(`  ${step}`), await writeSpecification());
  await rm(mark);
  say(`  done in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

interface Account {
  email: string;
  fullName: string;
  roles: string[];
}

async function announce(url: string): Promise<void> {
  say(`\nEssaim answers at ${url}`);
  const answer = await fetch(`${url}/api/demonstration/accounts`);
  if (!answer.ok) return;
  const accounts = (await answer.json()) as Account[];
  say(`  API        ${url}/api, described at ${url}/api/openapi.json`);
  say(`  Mailbox    ${url}/mailbox`);
  say(`  Accounts   ${url}/comptes (one click, no password):`);
  for (const { email, fullName, roles } of accounts) say(`    ${fullName.padEnd(28)} ${email.padEnd(44)} ${roles.join(', ')}`);
  say('Ctrl-C stops everything; the data stay for the next start.');
}

function fail(error: unknown): void {
  process.stderr.write(`${startFailure(error)}\n`);
  process.exit(1);
}

main().catch(fail);
