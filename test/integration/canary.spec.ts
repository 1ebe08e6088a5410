import pg from 'pg';

const as = async (url: string | undefined, text: string): Promise<unknown> => {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
};
const app = (text: string): Promise<unknown> => as(process.env['DATABASE_URL'], text);

describe('the role that tests and the application run as', () => {
  it('is essaim_app, neither superuser nor owner', async () => {
    expect(await app(`select current_user as me, rolsuper as super, rolcreatedb as makes from pg_roles where rolname = current_user`)).toEqual([{ me: 'essaim_app', super: false, makes: false }]);
    expect(await app(`select tablename from pg_tables where schemaname = 'essaim' and tableowner = 'essaim_app'`)).toEqual([]);
  });

  it.each([
    `update events set payload = '{}'`,
    `delete from events`,
    `truncate events`,
    `insert into events (subject_type, subject_id, name, actor, payload, occurred_at, seq) values ('a', 'b', 'c', 'd', '{}', now(), 7)`,
    `insert into events (subject_type, subject_id, name, actor, payload, occurred_at, hash) values ('a', 'b', 'c', 'd', '{}', now(), '')`,
    `update event_heads set seq = 0`,
    `insert into event_heads values ('a', 'b', 1, '')`,
    `alter table events disable trigger all`,
    `create table essaim.mine ()`,
    `update deployment set demonstration = true`,
    `update submissions set content = ''`,
    `delete from submissions`,
  ])('may not: %s', async (statement) => {
    await expect(app(statement)).rejects.toMatchObject({ code: '42501' });
  });
});
