import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { Test, type TestingModule } from '@nestjs/testing';
import pg from 'pg';
import type { Actor, Role } from '#domain/identity/actor.js';
import type { LedgerTransfer } from '#domain/programmes/ledger.rules.js';
import { toCents } from '#domain/shared/money.js';
import { LedgerService } from '#features/programmes/ledger.service.js';
import { ProgrammesModule } from '#features/programmes/programmes.module.js';
import { ConfigModule } from '#platform/config/config.module.js';
import { DatabaseModule } from '#platform/database/database.module.js';
import { Transactions } from '#platform/database/transactions.js';
import { EventLog } from '#platform/events/event-log.js';
import { EventsModule } from '#platform/events/events.module.js';
import { testConfig } from '../../support/config.js';

export const at = new Date('2023-10-17T08:00:00Z');
export const euros = (amount: number) => toCents(amount * 100);

/** Connections as the application's role, as its processes make them. */
export const appPool = (): pg.Pool => pool(process.env['DATABASE_URL']);
export const ownerPool = (): pg.Pool => pool(process.env['DATABASE_OWNER_URL']);

const pool = (connectionString: string | undefined): pg.Pool => {
  const made = new pg.Pool({ connectionString, max: 4, options: '-c search_path=essaim,public' });
  // the database may be dropped before the server has seen our goodbye
  made.on('error', () => undefined);
  made.on('connect', (client) => client.on('error', () => undefined));
  return made;
};

export const programmes = (connections = 10): Promise<TestingModule> =>
  Test.createTestingModule({
    imports: [ConfigModule.with(testConfig({ DATABASE_POOL: String(connections) })), DatabaseModule, EventsModule, ProgrammesModule],
  }).compile();

/** The ledger without the areas after it: awards and instalments are then mere ids. In this file's own database. */
export async function ledgerAlone(): Promise<void> {
  const owner = ownerPool();
  await owner.query(`do $$ declare one record;
    begin
      for one in select conrelid::regclass as "table", conname from pg_constraint where contype = 'f'
        and conrelid in ('ledger_accounts'::regclass, 'ledger_transfers'::regclass)
        and confrelid not in ('envelopes'::regclass, 'events'::regclass, 'users'::regclass, 'ledger_accounts'::regclass, 'ledger_transfers'::regclass)
      loop execute format('alter table %s drop constraint %I', one.table, one.conname); end loop;
    end $$`);
  await owner.end();
}

export async function person(pool: pg.Pool, ...roles: Role[]): Promise<Actor> {
  const made = await pool.query<{ id: string }>(`insert into users (email, full_name) values ($1, 'Camille Fictive') returning id`, [`${randomUUID()}@essaim.test`]);
  return { userId: made.rows[0]!.id, grants: roles.map((role) => ({ role, scope: {} })) };
}

/** An envelope as a row, without money: the ledger is what is tested. */
export async function envelopeRow(pool: pg.Pool, proposer: Actor): Promise<string> {
  const made = await pool.query<{ id: string }>(`insert into envelopes (title, proposed_by, proposed_at) values ('Enveloppe d''essai', $1, $2) returning id`, [proposer.userId, at]);
  return made.rows[0]!.id;
}

/** Posts transfers under an event of their own, as a command would. */
export function post(module: TestingModule, actor: Actor, transfers: readonly LedgerTransfer[]): Promise<number[]> {
  return module.get(Transactions).run(async (tx) => {
    const envelopeId = transfers[0]!.from.envelopeId;
    const eventId = await module.get(EventLog).append(tx, {
      name: 'envelope.topped-up',
      actor,
      subject: { type: 'trial', id: randomUUID() },
      payload: { envelopeId, movementId: envelopeId, aeCents: 0, cpCents: 0 },
      occurredAt: at,
    });
    return module.get(LedgerService).postTransfers(tx, transfers, { eventId, actor });
  });
}
