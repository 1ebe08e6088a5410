import { createHash } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { each, until } from './client.js';
import type { Summary } from './expected.js';
import { countedMails, templateOf } from './mails.js';
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

interface Figures {
  ae: Summary['ledger']['ae'];
  cp: Summary['ledger']['cp'];
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
    const summary: Summary = {
      applications: await applications(sql, played.callId),
      awards: await one(sql, `select count(*)::int as count, coalesce(sum(amount_cents), 0)::bigint as "totalCents" from decisions where kind = 'award' and state = 'released' and superseded_at is null`),
      ledger: await ledger(played),
      letters: { count: letters.length, distinctSha256: new Set(letters).size },
      mails: await mails(sql, mailsUrl, played, letters, problems),
      payments: await one(sql, `select count(*)::int as count, coalesce(sum(amount_cents), 0)::bigint as "paidCents" from payment_orders where state = 'executed'`),
    };
    problems.push(...(await replay(sql, played.envelopeId, summary)), ...(await silence(sql, played)), ...(await roadmap(played)));
    return { summary, problems };
  } finally {
    await pool.end();
  }
}

type Sql = <T>(text: string, params?: unknown[]) => Promise<T[]>;

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
    return sha256;
  });
  return hashes;
}

async function mails(sql: Sql, mailsUrl: string, { dossiers }: Played, letters: readonly string[], problems: string[]): Promise<Summary['mails']> {
  const { rows } = await one<{ rows: number }>(sql, `select count(*)::int as rows from notifications where template <> 'sign-in-link'`);
  await until('every mail is in the mailbox', async () => (await countedMails(mailsUrl)).length >= rows);
  const caught = await countedMails(mailsUrl);
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

/** Each silence date that came has its event, and no state changed with it. */
async function silence(sql: Sql, { dossiers }: Played): Promise<string[]> {
  const decided = dossiers.filter(({ input }) => input.fate === 'ineligible' || input.fate === 'reviewed').length;
  const { events } = await one<{ events: number }>(sql, `select count(*)::int as events from events where name = 'application.silence-passed'`);
  const breaks = await sql(`select from event_chain_breaks()`);
  return [...(events === decided ? [] : [`${events} silence events for ${decided} dossiers`]), ...(breaks.length === 0 ? [] : [`the chain of events is broken in ${breaks.length} places`])];
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
