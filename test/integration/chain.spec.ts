import { Test, type TestingModule } from '@nestjs/testing';
import type pg from 'pg';
import { AuditModule } from '#features/audit/audit.module.js';
import { AuditQueries } from '#features/audit/audit.queries.js';
import { system } from '#domain/identity/actor.js';
import { Transactions } from '#platform/database/transactions.js';
import { EventLog } from '#platform/events/event-log.js';
import { PlatformModule } from '#platform/platform.module.js';
import { quietPool } from '../support/api.js';
import { testConfig } from '../support/config.js';

describe('the chain of events', () => {
  let module: TestingModule;
  let owner: pg.Pool;

  beforeAll(async () => {
    module = await Test.createTestingModule({ imports: [PlatformModule.with(testConfig({ DATABASE_POOL: '30' })), AuditModule] }).compile();
    owner = quietPool(process.env['DATABASE_OWNER_URL']);
  });
  afterAll(async () => {
    await module.close();
    await owner.end();
  });

  const append = (subjectId: string): Promise<string> =>
    module.get(Transactions).run((tx) =>
      module.get(EventLog).append(tx, { name: 'call.changed', actor: system, subject: { type: 'call', id: subjectId }, payload: { callId: subjectId, version: 1 }, occurredAt: new Date('2023-06-01T08:00:00.123Z') }),
    );
  const breaks = async () => (await module.get(AuditQueries).verify()).breaks;
  /** Does something as the owner and takes it back. */
  const tampered = async (statement: string, params: unknown[]): Promise<Awaited<ReturnType<typeof breaks>>> => {
    const client = await owner.connect();
    try {
      await client.query('begin');
      await client.query('alter table events disable trigger event_chain');
      await client.query(statement, params);
      return (await client.query(`select event_id as "eventId", subject_type as "subjectType", subject_id as "subjectId", seq, reason from event_chain_breaks()`)).rows;
    } finally {
      await client.query('rollback');
      client.release();
    }
  };

  it('holds when fifty append to one subject at once: no fork, no hole', async () => {
    await Promise.all(Array.from({ length: 50 }, () => append('crowd')));
    const { rows } = await owner.query<{ seq: number }>(`select seq from events where subject_id = 'crowd' order by seq`);
    expect(rows.map((row) => row.seq)).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
    expect(await breaks()).toEqual([]);
  });

  it('names the row that the owner altered, the hole that it left, the tail that it cut', async () => {
    const ids: string[] = [];
    for (let turn = 0; turn < 4; turn++) ids.push(await append('tampered'));
    expect(await tampered(`update events set payload = payload || '{"version": 2}' where id = $1`, [ids[1]])).toEqual([
      { eventId: ids[1], subjectType: 'call', subjectId: 'tampered', seq: 2, reason: 'altered' },
    ]);
    expect(await tampered(`update events set occurred_at = occurred_at + interval '1 microsecond' where id = $1`, [ids[2]])).toMatchObject([{ eventId: ids[2], reason: 'altered' }]);
    expect(await tampered(`delete from events where id = $1`, [ids[1]])).toMatchObject([{ eventId: ids[2], seq: 3, reason: 'hole-before' }]);
    expect(await tampered(`delete from events where id = $1`, [ids[3]])).toMatchObject([{ eventId: null, subjectId: 'tampered', reason: 'tail-cut' }]);
    const forged = `update events set payload = '{}', hash = event_hash(prev_hash, subject_type, subject_id, seq, name, actor, occurred_at, '{}') where id = $1`;
    expect(await tampered(forged, [ids[1]])).toMatchObject([{ eventId: ids[2], reason: 'not-linked' }]);
    expect(await tampered(forged, [ids[3]])).toMatchObject([{ eventId: ids[3], seq: 4, reason: 'not-in-head' }]);
    expect(await breaks()).toEqual([]);
  });

  it('names the events that the owner slipped in, however well forged: at the end of a chain, as a chain of its own, in the place of another', async () => {
    const ids: string[] = [];
    for (let turn = 0; turn < 3; turn++) ids.push(await append('forged'));
    const insert = (previous: string, subject: string, seq: string): string =>
      `insert into events (id, subject_type, subject_id, seq, name, actor, payload, occurred_at, recorded_at, prev_hash, hash)
       select $1, 'call', ${subject}, ${seq}, name, actor, '{}', occurred_at, recorded_at, ${previous}, event_hash(${previous}, 'call', ${subject}, ${seq}, name, actor, occurred_at, '{}')
       from events where id = $2`;
    const forgery = '00000000-0000-7000-8000-000000000001';
    expect(await tampered(insert('hash', 'subject_id', '4'), [forgery, ids[2]])).toEqual([{ eventId: forgery, subjectType: 'call', subjectId: 'forged', seq: 4, reason: 'not-in-head' }]);
    expect(await tampered(insert('null', `'invented'`, '1'), [forgery, ids[0]])).toEqual([{ eventId: forgery, subjectType: 'call', subjectId: 'invented', seq: 1, reason: 'not-in-head' }]);
    const between = `with pushed as (update events set seq = seq + 10 where subject_id = 'forged' and seq > 1 returning seq) ${insert('hash', 'subject_id', '2')} and (select count(*) from pushed) > 0`;
    expect(await tampered(between, [forgery, ids[0]])).toMatchObject([{ eventId: ids[1], reason: 'altered' }, { eventId: ids[2], reason: 'altered' }, { reason: 'not-in-head' }]);
    const emptied = await tampered(`delete from events where subject_id = $1`, ['forged']);
    expect(emptied).toEqual([{ eventId: null, subjectType: 'call', subjectId: 'forged', seq: 3, reason: 'tail-cut' }]);
    expect(await breaks()).toEqual([]);
  });
});
