import 'reflect-metadata';
import { createServer } from 'node:net';
import path from 'node:path';
import { dataFolder } from '#platform/database/data-folder.js';
import { startFailure } from './failure.js';
import { startInstance } from './instance.js';
import { loadDemonstration } from './round/load.js';

const project = path.resolve(import.meta.dirname, '../../..');
const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** Finds out that a port is taken before anything is started. */
const claim = (port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve()));
  });

async function main(): Promise<void> {
  const port = Number(process.env['PORT'] ?? 3000);
  await claim(port);
  const { folder, moved } = await dataFolder(project, process.env['ESSAIM_DATA']);
  if (moved) say(`The server's account cannot enter this project: its files are in ${folder}.`);
  const instance = await startInstance({ folder, database: 'essaim', port, env: process.env });

  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    say('Stopping…');
    instance.close().then(
      () => process.exit(0),
      (error: unknown) => {
        say(startFailure(error));
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  await furnish(instance.url);
  await announce(instance.url);
}

/** Loads the demonstration's data on the first start of a demonstration, when nobody is there yet. */
async function furnish(url: string): Promise<void> {
  const answer = await fetch(`${url}/api/demonstration/accounts?search=@`);
  if (!answer.ok || ((await answer.json()) as unknown[]).length > 0) return;
  const started = Date.now();
  say('First start: loading the demonstration…');
  await loadDemonstration(url, (step) => say(`  ${step}`));
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

main().catch((error: unknown) => {
  process.stderr.write(`${startFailure(error)}\n`);
  process.exit(1);
});
