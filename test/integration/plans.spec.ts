import { readFile } from 'node:fs/promises';
import type pg from 'pg';
import { encodeCursor, type CursorValue } from '#platform/database/keyset.js';
import { seed } from '#standalone/seed/seed.js';
import { expectStatus, openApi, quietPool, type Caller, type TestApi } from '../support/api.js';
import { statementsOf } from '../support/statements.js';
import { asked, type Asked } from './plans/asked.js';
import { planOf } from './plans/plan.js';

/** By hand, `PLANS_DOSSIERS=100000` asks the same of a larger database. */
const dossiers = Number(process.env['PLANS_DOSSIERS'] ?? 20_000);
/** PostgreSQL reads a smaller table from end to end, and rightly. */
const large = dossiers / 8;

let api: TestApi;
let owner: pg.Pool;
let callers: Record<Asked['as'], Caller>;
let ids: Record<string, string>;
let largeTables: Set<string>;

beforeAll(async () => {
  await seed(process.env['DATABASE_OWNER_URL']!, dossiers, { say: () => undefined });
  api = await openApi();
  owner = quietPool(process.env['DATABASE_OWNER_URL']);
  const { rows } = await owner.query<Record<string, string>>(`
    select 'projet' as key, a.call_id as call, a.id as decided, a.id as reviewed, a.number, a.pole_id as pole, p.name as "poleName", c.envelope_id as envelope, d.id as award, extract(year from d.decided_on)::text as year, g.id as agreement, i.id as instalment
    from applications a join poles p on p.id = a.pole_id join calls c on c.id = a.call_id join decisions d on d.application_id = a.id join agreements g on g.decision_id = d.id join instalments i on i.agreement_id = g.id
    join bank_accounts b on b.pole_id = a.pole_id join payment_orders o on o.instalment_id = i.id where o.state = 'executed' order by a.created_at offset 100 limit 1`);
  ids = rows[0]!;
  callers = {
    auditor: await api.signIn('Auditrice', 'auditor'),
    officer: await api.signIn('Officière', 'officer'),
    chair: await api.signIn('Présidente', 'chair'),
    administrator: await api.signIn('Administratrice', 'administrator'),
    'call-officer': await api.signIn('Officière d’un appel', { role: 'officer', scope: { callId: ids['call']! } }),
    applicant: await api.signIn('Candidate', { role: 'applicant', scope: { poleId: ids['pole']! } }),
    reviewer: await api.signIn('Évaluatrice', 'national-reviewer'),
  };
  await owner.query(`insert into assignments (application_id, submission_id, reviewer_id, level, assigned_by, assigned_at) select s.application_id, s.id, $1, 'national', $1, now() from submissions s where s.application_id = $2`, [callers.reviewer.id, ids['reviewed']]);
  await owner.query(`insert into reviews (assignment_id, rubric_version_id) select s.id, v.id from assignments s join applications a on a.id = s.application_id join rubric_versions v on v.call_id = a.call_id where s.reviewer_id = $1`, [callers.reviewer.id]);
  await lend();
  const sizes = await owner.query<{ name: string }>(`select relname as name from pg_class where relnamespace = 'essaim'::regnamespace and relkind = 'r' and reltuples > $1`, [large]);
  largeTables = new Set(sizes.rows.map((row) => row.name));
}, 600_000);
afterAll(async () => {
  await api?.close();
  await owner?.end();
});

/** The seed has no loans: each agreed award is one here, a third late, a third running, a third repaid. */
async function lend(): Promise<void> {
  await owner.query('alter table loans disable trigger user; alter table loan_dues disable trigger user');
  await owner.query(`insert into loans (instalment_id, award_id, amount_cents, paid_on, next_due_on, repaid_cents)
    select i.id, g.decision_id, i.amount_cents, '2018-01-01', case n % 3 when 0 then '2018-02-01'::date when 1 then '2090-02-01' end, case n % 3 when 2 then i.amount_cents else 0 end
    from (select g.*, row_number() over () as n from agreements g) g join instalments i on i.agreement_id = g.id and i.position = 1`);
  await owner.query(`insert into loan_dues (loan_id, position, due_on, amount_cents) select id, 1, coalesce(next_due_on, '2018-02-01'), amount_cents from loans`);
  await owner.query('alter table loans enable trigger user; alter table loan_dues enable trigger user; analyze loans; analyze loan_dues');
}

const filled = (text: string): string => text.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(ids[name]!));

async function urlOf(route: string, { query, deep }: Asked, limit: number): Promise<string> {
  const parts = [`limit=${limit}`, ...(query === undefined ? [] : [filled(query)])];
  if (deep !== undefined) {
    const { rows } = await owner.query({ text: filled(deep), rowMode: 'array' });
    parts.push(`after=${encodeCursor((rows as unknown[][])[0]!.map((value) => (/^\d+$/.test(String(value)) ? Number(value) : value) as CursorValue))}`);
  }
  return `${filled(route)}?${parts.join('&')}`;
}

it('asks of every list that the API documents', async () => {
  const { paths } = JSON.parse(await readFile('apps/api/openapi.json', 'utf8')) as { paths: Record<string, { get?: { parameters?: { name: string }[] } }> };
  const lists = Object.entries(paths).flatMap(([path, { get }]) => (get?.parameters?.some(({ name }) => name === 'limit') ? [path] : []));
  expect(Object.keys(asked).map((route) => route.replace(/\{\w+\}/, '{id}')).sort()).toEqual(lists.sort());
  expect([...largeTables]).toEqual(expect.arrayContaining(['applications', 'decisions', 'events', 'notifications', 'assignments', 'reviews', 'poles', 'users', 'ledger_transfers']));
});

const cases = Object.entries(asked).flatMap(([route, ways]) => ways.map((one) => [`${route}${one.query === undefined ? '' : `?${one.query}`}${one.deep === undefined ? '' : ', a page in the middle'}`, one.as, route, one] as const));
it.each(cases)('%s for the %s', async (_, as, route, one) => {
  const counts: number[] = [];
  for (const limit of [1, 50]) {
    const url = await urlOf(route, one, limit);
    const { result, statements } = await statementsOf(api, () => callers[as].call('get', url));
    const { items } = expectStatus<{ items: unknown[] }>(result, 200);
    if (one.mayBeEmpty !== true) expect(items.length).toBeGreaterThan(0);
    counts.push(statements.length);
    for (const mode of ['custom', 'generic'] as const) {
      const plans = await Promise.all(statements.map((statement) => planOf(api.sql, statement, mode)));
      const scanned = plans.flatMap((plan) => plan.scanned).filter((table) => largeTables.has(table));
      expect({ mode, limit, scanned }).toEqual({ mode, limit, scanned: [] });
      const indexes = plans.flatMap((plan) => plan.indexes);
      const wanted = [one.by].flat().filter((name) => name !== '');
      if (wanted.length > 0 && !wanted.some((name) => indexes.includes(name))) expect({ mode, limit, indexes }).toEqual(wanted);
    }
  }
  expect(Math.max(...counts)).toBeLessThanOrEqual(3);
  expect(counts[0]).toBe(counts[1]);
});
