import 'reflect-metadata';
import { mkdir, mkdtemp, rm, writeFile, chmod } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startFailure } from './failure.js';
import { startInstance } from './instance.js';
import { differences, isEmptyDatabase, readOutcome } from './round/checks.js';
import { Client } from './round/client.js';
import { expectedSummary, type Summary } from './round/expected.js';
import { playRound } from './round/play.js';
import { writeSpecification } from './specification.js';

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

interface Target {
  url: string;
  databaseUrl: string;
  mailsUrl: string;
  close(): Promise<void>;
}

/** The instance to play on: one of its own on a free port, or the running one that `--url` names. */
async function target(): Promise<Target> {
  const { values } = parseArgs({ options: { url: { type: 'string' }, mailbox: { type: 'string' } } });
  if (values.url === undefined) {
    const folder = await mkdtemp(path.join(tmpdir(), 'essaim-demo-'));
    await chmod(folder, 0o755);
    const env = { ...process.env, LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'error', TIMERS_EVERY_MS: '500', ESSAIM_DEMONSTRATION: 'true', SMTP_URL: undefined, PUBLIC_URL: undefined };
    const instance = await startInstance({ folder, database: 'demo', port: 0, env }).catch(async (error: unknown) => {
      await rm(folder, { recursive: true, force: true });
      throw error;
    });
    return {
      url: instance.url,
      databaseUrl: instance.databaseUrl,
      mailsUrl: `${instance.url}/api/demonstration/mails`,
      close: async () => {
        await instance.close();
        await rm(folder, { recursive: true, force: true });
      },
    };
  }
  const databaseUrl = process.env['DATABASE_URL'];
  if (databaseUrl === undefined) throw new Error('with --url, DATABASE_URL must name its database (role essaim_app): the checks read it');
  const url = values.url.replace(/\/$/, '');
  const accounts = await new Client(url).get<unknown[]>('/api/demonstration/accounts?search=@').catch(() => undefined);
  if (accounts === undefined) throw new Error(`${url} is not an instance for demonstrations: start one with ESSAIM_DEMONSTRATION=true on a database migrated with --demonstration`);
  if (accounts.length > 0) throw new Error(`the database of ${url} is not empty: the round is played on an empty one, marked for demonstrations`);
  if (!(await isEmptyDatabase(databaseUrl))) throw new Error(`DATABASE_URL names another database than that of ${url}: somebody is in it already`);
  return { url, databaseUrl, mailsUrl: values.mailbox ?? `${url}/api/demonstration/mails`, close: () => Promise.resolve() };
}

const euros = (cents: number): string => new Intl.NumberFormat('fr-FR', { style: 'currency', currency: 'EUR' }).format(cents / 100);

function table({ applications, awards, ledger, letters, mails, payments }: Summary): string {
  const rows: [string, string][] = [
    ['Dossiers reçus', `${applications.received} (et ${applications.late} hors délai)`],
    ...Object.entries(applications.byStatus).map(([state, count]): [string, string] => [`  ${state}`, String(count)]),
    ['Attributions', `${awards.count}, ${euros(awards.totalCents)}`],
    ['AE autorisées, engagées', `${euros(ledger.ae.authorised)}, ${euros(ledger.ae.committed)}`],
    ...Object.entries(ledger.cp).map(([year, cp]): [string, string] => [`CP ${year} autorisés, prévus, payés`, `${euros(cp.authorised)}, ${euros(cp.planned)}, ${euros(cp.paid)}`]),
    ['Lettres', `${letters.count}, ${letters.distinctSha256} empreintes`],
    ['Courriels', `${mails.rows} lignes, ${mails.distinctMessageIds} Message-ID, ${mails.deliveries} livraisons`],
    ['Versements', `${payments.count}, ${euros(payments.paidCents)}`],
  ];
  return rows.map(([label, value]) => `${label.padEnd(36)} ${value}`).join('\n');
}

async function main(): Promise<void> {
  const started = Date.now();
  const out = path.resolve('out/demo');
  const starting = target();
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => (closing ??= starting.then((instance) => instance.close()));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (closing !== undefined) return;
      process.exitCode = 130;
      say('Stopping…');
      close().then(() => process.exit(), fail);
    });
  }
  const instance = await starting;
  if (closing !== undefined) return closing;
  const step = (text: string): void => say(`${((Date.now() - started) / 1000).toFixed(1).padStart(6)} s  ${text}`);
  try {
    step(`Playing on ${instance.url}`);
    const played = await playRound({ url: instance.url, databaseUrl: instance.databaseUrl, specification: await writeSpecification(), say: step });
    step('Reading letters, mailbox and ledger');
    const { summary, problems } = await readOutcome(played, { databaseUrl: instance.databaseUrl, mailsUrl: instance.mailsUrl, out });
    problems.push(...differences(summary, expectedSummary(played.inputs)));
    await mkdir(out, { recursive: true });
    await writeFile(path.join(out, 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`);
    step('Done');
    say(`\n${table(summary)}\n\nLetters and summary.json are in ${path.relative(process.cwd(), out)}`);
    if (problems.length === 0) return;
    process.exitCode = 1;
    say(`\n${problems.length} things are not as they must be:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
  } catch (error) {
    if (closing !== undefined) return;
    process.exitCode = 1;
    say(`\nThe round stopped here: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    await close();
  }
}

function fail(error: unknown): void {
  process.stderr.write(`${startFailure(error)}\n`);
  process.exit(1);
}

main().then(() => process.exit(), fail);
