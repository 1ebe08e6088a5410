import path from 'node:path';
import pg from 'pg';
import { ConfigError } from '#platform/config/config.js';
import { dataFolder } from '#platform/database/data-folder.js';
import { runningEmbedded } from '#platform/database/embedded-postgres.js';
import { startFailure } from './failure.js';

interface Break {
  event_id: string | null;
  subject_type: string;
  subject_id: string;
  seq: number;
  reason: string;
}

interface Difference {
  account_id: string;
  balance_cents: string;
  replayed_cents: string;
}

interface LoanDifference {
  loan_id: string;
  repaid_cents: string;
  recorded_cents: string;
  recovered_cents: string;
}

/** The database that `npm start` keeps for itself, while it runs. */
async function embeddedUrl(): Promise<string> {
  const { folder } = await dataFolder(path.resolve(import.meta.dirname, '../../..'), process.env['ESSAIM_DATA']);
  const url = await runningEmbedded({ folder, database: 'essaim' });
  if (url === undefined) throw new ConfigError([`DATABASE_URL is not set and no database runs in ${folder}: name the one to verify (role essaim_app), or come back while "npm start" runs`]);
  return url;
}

/** Verifies the chain of events, replays the ledger and compares the loans with it; names what is wrong, and says so in the exit code. */
async function main(): Promise<void> {
  const client = new pg.Client({ connectionString: process.env['DATABASE_URL'] ?? (await embeddedUrl()), options: '-c search_path=essaim,public' });
  await client.connect();
  try {
    const { rows: [count] } = await client.query<{ events: string; transfers: string; loans: string }>('select (select count(*) from events) as events, (select count(*) from ledger_transfers) as transfers, (select count(*) from loans) as loans');
    const { rows: breaks } = await client.query<Break>('select * from event_chain_breaks()');
    const { rows: differences } = await client.query<Difference>('select * from ledger_differences()');
    const { rows: loans } = await client.query<LoanDifference>('select * from loan_differences()');
    const lines = [
      `${count!.events} events, ${breaks.length} breaks in their chains`,
      ...breaks.map((one) => `  ${one.subject_type} ${one.subject_id}, event ${one.seq}${one.event_id === null ? '' : ` (${one.event_id})`}: ${one.reason}`),
      `${count!.transfers} transfers, ${differences.length} balances that differ from their replay`,
      ...differences.map((one) => `  account ${one.account_id}: ${one.balance_cents} cents, ${one.replayed_cents} replayed`),
      `${count!.loans} loans, ${loans.length} repaid otherwise than their repayments or the ledger say`,
      ...loans.map((one) => `  loan ${one.loan_id}: ${one.repaid_cents} cents repaid, ${one.recorded_cents} recorded, ${one.recovered_cents} recovered`),
    ];
    process.stdout.write(`${lines.join('\n')}\n`);
    process.exitCode = breaks.length + differences.length + loans.length === 0 ? 0 : 1;
  } finally {
    await client.end();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${startFailure(error)}\n`);
  process.exit(1);
});
