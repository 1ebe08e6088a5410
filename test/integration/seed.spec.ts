import type pg from 'pg';
import { seed } from '#standalone/seed/seed.js';
import { quietPool } from '../support/api.js';

const say = (): void => undefined;
const ownerUrl = (): string => process.env['DATABASE_OWNER_URL']!;

let sql: pg.Pool;
let made: Record<string, number>;
const count = async (text: string): Promise<number> => Number((await sql.query<{ count: string }>(`select count(*) from ${text}`)).rows[0]!.count);

beforeAll(async () => {
  sql = quietPool(ownerUrl());
});
afterAll(() => sql.end());

describe('a seed', () => {
  it('goes into a database marked for demonstrations only', async () => {
    await sql.query('update deployment set demonstration = false');
    await expect(seed(ownerUrl(), 300, { say })).rejects.toThrow('this database is a real one');
    await sql.query('update deployment set demonstration = true');
    expect(await count('users')).toBe(0);
  });

  it('says how many dossiers it takes', async () => {
    await expect(seed(ownerUrl(), 99, { say })).rejects.toThrow('from 100 to 1 000 000');
    await expect(seed(ownerUrl(), Number.NaN, { say })).rejects.toThrow('from 100 to 1 000 000');
  });

  it('makes as many as asked, in every state, and leaves nothing of its own', async () => {
    const before = await indexes();
    made = await seed(ownerUrl(), 1000, { say });
    expect(made['applications']).toBe(1000);
    const { rows } = await sql.query<{ states: string[] }>('select array_agg(distinct state order by state) as states from applications');
    expect(rows[0]!.states).toEqual(['awarded', 'discarded', 'draft', 'eligible', 'ineligible', 'refused', 'reserve', 'submitted', 'under-review', 'withdrawn']);
    expect(await indexes()).toEqual(before);
    expect(await count(`pg_namespace where nspname = 'seed'`)).toBe(0);
    expect(await count(`pg_trigger where not tgisinternal and tgenabled = 'D'`)).toBe(0);
  });

  it('balances: every chain holds, every account is what its transfers make, every event of money has its transfers', async () => {
    expect(await count('event_chain_breaks()')).toBe(0);
    expect(await count('ledger_differences()')).toBe(0);
    expect(await count(`decisions d where kind = 'award' and state <> 'proposed' and amount_cents <> (select sum(balance_cents) from ledger_accounts where award_id = d.id and bucket = 'committed')`)).toBe(0);
    expect(await count(`events e where name in ('decision.confirmed', 'envelope.opened') and payload->>'kind' is not distinct from case subject_type when 'decision' then 'award' end
      and not exists (select from ledger_transfers where event_id = e.id)`)).toBe(0);
    expect(await count(`instalments i where not exists (select from agreements g where g.id = i.agreement_id)`)).toBe(0);
    expect(made['ledger_transfers']).toBeGreaterThan(100);
  });

  it('is plausible: every dossier was started and every submitted one received, by its own events, in the order of time', async () => {
    const told = (name: string): string => `exists (select from events e where e.subject_type = 'application' and e.subject_id = a.id::text and e.name = 'application.${name}')`;
    expect(await count(`applications a where not ${told('started')}`)).toBe(0);
    expect(await count(`applications a where (submitted_at is not null) <> ${told('submitted')}`)).toBe(0);
    expect(await count(`applications a where (state = 'withdrawn') <> ${told('withdrawn')}`)).toBe(0);
    expect(await count('submissions s where not exists (select from applications a where a.id = s.application_id and a.number = s.number and a.submitted_at = s.received_at)')).toBe(0);
    expect(await count('(select lag(occurred_at) over (partition by subject_type, subject_id order by seq) > occurred_at as wrong from events) e where wrong')).toBe(0);
    expect(await count('events where occurred_at > essaim_now()')).toBe(0);
    expect(await count(`role_grants where scope <> '{}' and role <> 'applicant' or role = 'applicant' and not exists (select from poles p where p.id::text = scope->>'poleId')`)).toBe(0);
  });

  it('is not poured into what is not empty', async () => {
    await expect(seed(ownerUrl(), 300, { say })).rejects.toThrow('this database is not empty');
  });
});

async function indexes(): Promise<string[]> {
  const { rows } = await sql.query<{ indexdef: string }>(`select indexdef from pg_indexes where schemaname = 'essaim' order by indexdef`);
  return rows.map((row) => row.indexdef);
}
