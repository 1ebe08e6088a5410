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
import { readConfig } from '#platform/config/config.js';
import { DatabaseModule } from '#platform/database/database.module.js';
import { Transactions } from '#platform/database/transactions.js';
import { EventLog } from '#platform/events/event-log.js';
import { EventsModule } from '#platform/events/events.module.js';

export const at = new Date('2023-10-17T08:00:00Z');
export const euros = (amount: number) => toCents(amount * 100);

/** Connections as the application's role, as its processes make them. */
export const appPool = (): pg.Pool => pool(process.env['DATABASE_URL']);
export const ownerPool = (): pg.Pool => pool(process.env['DATABASE_OWNER_URL']);

const pool = (connectionString: string | undefined): pg.Pool => {
  const made = new pg.Pool({ connectionString, max: 4, options: '-c search_path=essaim,public' });
  made.on('connect', (client) => client.on('error', () => undefined)); // the database may be dropped before the server has seen our goodbye
  return made;
};

export const programmes = (connections = 10): Promise<TestingModule> => {
  const config = readConfig({
    DATABASE_URL: process.env['DATABASE_URL'],
    DATABASE_POOL: String(connections),
    SMTP_URL: 'smtp://127.0.0.1:1',
    ESSAIM_SECRET: 'a secret of this test, long enough',
    LOG_LEVEL: 'silent',
  });
  return Test.createTestingModule({ imports: [ConfigModule.with(config), DatabaseModule, EventsModule, ProgrammesModule] }).compile();
};

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
