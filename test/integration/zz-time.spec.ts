import { quietPool } from '../support/api.js';
it('times', async () => {
  const owner = quietPool(process.env['DATABASE_OWNER_URL']);
  await owner.query('alter table events disable trigger event_chain');
  await owner.query(`insert into events (subject_type, subject_id, seq, name, actor, payload, occurred_at, recorded_at, hash) select 'x', (n % 200000)::text, 1, 'call.changed', 'a', jsonb_build_object('callId', n, 'version', 1), now(), now(), event_hash(null, 'x', (n % 200000)::text, 1, 'call.changed', 'a', now(), jsonb_build_object('callId', n, 'version', 1)) from generate_series(0, 199999) n`);
  await owner.query(`insert into event_heads select distinct on (subject_type, subject_id) subject_type, subject_id, seq, hash from events order by subject_type, subject_id, seq desc`);
  await owner.query('analyze events'); await owner.query('analyze event_heads');
  const time = async (what: string, q: string) => { const t = Date.now(); const { rows } = await owner.query(q); process.stderr.write(`${what} ${Date.now() - t} ms, ${JSON.stringify(rows)}\n`); };
  await time('immutable', `select count(*) from event_chain_breaks()`);
  await owner.query('alter function event_hash stable');
  await time('stable', `select count(*) from event_chain_breaks()`);
  await time('stable', `select count(*) from event_chain_breaks()`);
  await owner.query('alter function event_hash immutable');
  await time('immutable', `select count(*) from event_chain_breaks()`);
  await owner.end();
});
