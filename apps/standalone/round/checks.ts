import { createHash } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { Client, each, until } from './client.js';
import { dossierProblems, type Sql } from './dossier-checks.js';
import { awardCents, type Summary } from './expected.js';
import { countedMails, templateOf, type CountedMail } from './mails.js';
import { pdfText } from './pdf-text.js';
import type { Played } from './play.js';

export interface CheckOptions {
  databaseUrl: string;
  /** Where the catcher lists its mails. */
  mailsUrl: string;
  /** Letters and summary.json go there. */
  out: string;
}

interface DecisionView {
  reference: string;
  amountCents: number | null;
  letter: { sha256: string } | null;
}

/** What anybody who holds a letter learns from its code. */
interface PublicLetter {
  reference: string;
  sha256: string;
  amountCents: number | null;
}

interface Figures {
  ae: Summary['ledger']['ae'];
  cp: Summary['ledger']['cp'];
}

/** Is there nobody yet in the database that the checks will read? */
export async function isEmptyDatabase(databaseUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: databaseUrl, options: '-c search_path=essaim,public' });
  await client.connect();
  try {
    return (await client.query(`select from users limit 1`)).rowCount === 0;
  } finally {
    await client.end();
  }
}

/** What the round left behind, read from the database, the mailbox and the PDFs; `problems` names each thing that is not as it must be. */
export async function readOutcome(played: Played, { databaseUrl, mailsUrl, out }: CheckOptions): Promise<{ summary: Summary; problems: string[] }> {
  const problems: string[] = [];
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 4, options: '-c search_path=essaim,public' });
  pool.on('error', () => undefined);
  const sql = async <T>(text: string, params: unknown[] = []): Promise<T[]> => (await pool.query(text, params)).rows as T[];
  try {
    await until('the outbox is empty', async () => (await sql(`select from outbox limit 1`)).length === 0);
    const letters = await readLetters(played, out, problems);
    const caught = await everyMail(sql, mailsUrl);
    const summary: Summary = {
      applications: await applications(sql, played.callId),
      awards: await one(sql, `select count(*)::int as count, coalesce(sum(amount_cents), 0)::bigint as "totalCents" from decisions where kind = 'award' and state = 'released' and superseded_at is null`),
      ledger: await ledger(played),
      letters: { count: letters.length, distinctSha256: new Set(letters).size },
      mails: mails(caught, played, letters, problems),
      payments: await one(sql, `select count(*)::int as count, coalesce(sum(amount_cents), 0)::bigint as "paidCents" from payment_orders where state = 'executed'`),
    };
    problems.push(
      ...(await replay(sql, played.envelopeId, summary)),
      ...(await dossierProblems(sql, played, caught.mails)),
      ...(await chain(sql)),
      ...(await roadmap(played)),
    );
    return { summary, problems };
  } finally {
    await pool.end();
  }
}

/** One row of counts and sums, as numbers. */
async function one<T>(sql: Sql, text: string, params: unknown[] = []): Promise<T> {
  const [row] = await sql<Record<string, string | number>>(text, params);
  return Object.fromEntries(Object.entries(row!).map(([key, value]) => [key, Number(value)])) as T;
}

async function applications(sql: Sql, callId: string): Promise<Summary['applications']> {
  const states = await sql<{ state: string; count: number }>(`select state, count(*)::int as count from applications where call_id = $1 group by state`, [callId]);
  const { received } = await one<{ received: number }>(sql, `select count(*)::int as received from applications where call_id = $1 and number is not null`, [callId]);
  const { late } = await one<{ late: number }>(sql, `select count(distinct subject_id)::int as late from events where name = 'application.refused-late'`);
  return { received, late, byStatus: Object.fromEntries(states.map(({ state, count }) => [state, count])) as Summary['applications']['byStatus'] };
}

async function ledger({ staff, envelopeId }: Played): Promise<Summary['ledger']> {
  const { figures } = await staff.budget.get<{ figures: Figures }>(`/api/envelopes/${envelopeId}`);
  const { authorised, reserved, committed } = figures.ae;
  const cp = Object.entries(figures.cp).map(([year, of]) => [year, { authorised: of.authorised, planned: of.planned, ordered: of.ordered, paid: of.paid }] as const);
  return { ae: { authorised, reserved, committed }, cp: Object.fromEntries(cp) };
}

/** The ledger again, from its transfers alone: the balances that the database keeps, and the figures shown. */
async function replay(sql: Sql, envelopeId: string, { ledger: shown }: Summary): Promise<string[]> {
  const differences = await sql(
    `select a.id from ledger_accounts a
     left join lateral (select coalesce(sum(case when t.to_account = a.id then t.amount_cents else -t.amount_cents end), 0) as moved
                        from ledger_transfers t where a.id in (t.from_account, t.to_account)) m on true
     where a.balance_cents <> m.moved`,
  );
  const moved = await sql<{ nature: string; year: number; bucket: string; cents: string }>(
    `select a.nature, a.year, a.bucket, sum(t.amount_cents) as cents from ledger_transfers t join ledger_accounts a on a.id = t.to_account where a.envelope_id = $1 group by 1, 2, 3`,
    [envelopeId],
  );
  const cents = (nature: string, bucket: string, year?: number): number =>
    moved.filter((row) => row.nature === nature && row.bucket === bucket && (year === undefined || row.year === year)).reduce((sum, row) => sum + Number(row.cents), 0);
  const problems = differences.length === 0 ? [] : [`${differences.length} balances differ from the replay of their transfers`];
  if (cents('ae', 'committed') !== shown.ae.committed) problems.push(`AE committed: ${shown.ae.committed} shown, ${cents('ae', 'committed')} replayed`);
  for (const [year, { planned, ordered, paid }] of Object.entries(shown.cp)) {
    for (const [bucket, value] of Object.entries({ planned, ordered, paid })) {
      if (cents('cp', bucket, Number(year)) !== value) problems.push(`CP ${year} ${bucket}: ${value} shown, ${cents('cp', bucket, Number(year))} replayed`);
    }
  }
  return problems;
}

async function readLetters({ decided, staff }: Played, out: string, problems: string[]): Promise<string[]> {
  await rm(path.join(out, 'letters'), { recursive: true, force: true });
  await mkdir(path.join(out, 'letters'), { recursive: true });
  const hashes = await each(decided, async ({ decisionId, dossier, kind }) => {
    const [bytes, decision] = await Promise.all([dossier.applicant.bytes(`/api/decisions/${decisionId}/letter`), staff.signatory.get<DecisionView>(`/api/decisions/${decisionId}`)]);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    await writeFile(path.join(out, 'letters', `${decision.reference}.pdf`), bytes);
    const text = (await pdfText(bytes)).replace(/\s+/g, ' ');
    const wanted = [decision.reference, dossier.input.name, 'Document de démonstration', ...(kind === 'award' ? ['100 000,00 €', 'cent mille euros', '60 000,00 €', '40 000,00 €'] : [])];
    for (const words of wanted) if (!text.includes(words)) problems.push(`letter ${decision.reference} (${kind}) lacks « ${words} »`);
    if (!text.includes('18 décembre 2023') && dossier.input.regionCode > '06') problems.push(`letter ${decision.reference} lacks the last day of appeal`);
    if (decision.letter?.sha256 !== sha256) problems.push(`letter ${decision.reference} has other bytes than its hash says`);
    const code = /Code ([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})/.exec(text)?.[1];
    const verified = await new Client(dossier.applicant.url).get<PublicLetter>(`/api/letters/${code}`).catch(() => undefined);
    const isConfirmed = verified?.reference === decision.reference && verified.sha256 === sha256 && verified.amountCents === (kind === 'award' ? awardCents : null);
    if (!isConfirmed) problems.push(`letter ${decision.reference} is not confirmed by its code ${code}`);
    return sha256;
  });
  return hashes;
}

interface Caught {
  /** Of the database, in which each mail was planned. */
  rows: number;
  mails: CountedMail[];
}

async function everyMail(sql: Sql, mailsUrl: string): Promise<Caught> {
  const { rows } = await one<{ rows: number }>(sql, `select count(*)::int as rows from notifications where template not in ('sign-in-link', 'draft-reminder')`);
  let mails: CountedMail[] = [];
  await until('every mail is in the mailbox', async () => (mails = await countedMails(mailsUrl)).length >= rows);
  return { rows, mails };
}

function mails({ rows, mails: caught }: Caught, { dossiers }: Played, letters: readonly string[], problems: string[]): Summary['mails'] {
  const byTemplate: Record<string, number> = {};
  for (const { subject } of caught) byTemplate[templateOf(subject)] = (byTemplate[templateOf(subject)] ?? 0) + 1;
  for (const template of ['application-received', 'decision-released']) {
    const recipients = caught.filter(({ subject }) => templateOf(subject) === template).flatMap(({ to }) => to);
    if (new Set(recipients).size !== recipients.length) problems.push(`somebody got two mails ${template}`);
    const known = new Set(dossiers.map(({ input }) => input.person.email));
    if (!recipients.every((address) => known.has(address))) problems.push(`a mail ${template} went to a stranger`);
  }
  const attached = caught.filter(({ subject }) => templateOf(subject) === 'decision-released').flatMap(({ attachments }) => attachments);
  if ([...attached].sort().join() !== [...letters].sort().join()) problems.push('the letters attached to the mails are not those of the decisions');
  return { rows, distinctMessageIds: new Set(caught.map(({ messageId }) => messageId)).size, deliveries: caught.length, byTemplate };
}

async function chain(sql: Sql): Promise<string[]> {
  const breaks = await sql(`select from event_chain_breaks()`);
  return breaks.length === 0 ? [] : [`the chain of events is broken in ${breaks.length} places`];
}

interface RoadmapView {
  lines: { amounts: { year: number; amountCents: number }[] }[];
}

async function roadmap({ staff, roadmapId }: Played): Promise<string[]> {
  const { lines } = await staff.officer.get<RoadmapView>(`/api/roadmaps/${roadmapId}`);
  return [2024, 2025, 2026].flatMap((year) => {
    const cents = lines.flatMap(({ amounts }) => amounts.filter((one) => one.year === year)).reduce((sum, one) => sum + one.amountCents, 0);
    return cents === 250_000_000 ? [] : [`the roadmap has ${cents} cents in ${year}`];
  });
}

/** Where two summaries differ, path by path. */
export function differences(found: unknown, expected: unknown, where = ''): string[] {
  if (typeof expected !== 'object' || expected === null) return found === expected ? [] : [`${where}: ${JSON.stringify(found)} found, ${JSON.stringify(expected)} expected`];
  const keys = new Set([...Object.keys(expected), ...Object.keys((found ?? {}) as object)]);
  return [...keys].flatMap((key) => differences((found as Record<string, unknown> | undefined)?.[key], (expected as Record<string, unknown>)[key], where === '' ? key : `${where}.${key}`));
}
