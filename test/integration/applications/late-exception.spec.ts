import { randomBytes, randomUUID } from 'node:crypto';
import { simpleParser } from 'mailparser';
import pg from 'pg';
import { migrations } from '#migrations/all.js';
import { NotificationService } from '#features/notifications/notification.service.js';
import { makeRolesAndDatabase } from '#platform/database/database-roles.js';
import { migrate } from '#platform/database/migrate.js';
import { expectStatus, openApi, type Caller, type TestApi } from '../../support/api.js';
import { runJobs } from '../../support/jobs.js';
import { completeDraft, newPole, openCall, type OpenCall } from '../../support/open-call.js';
import { openSmtpSink, type SmtpSink } from '../../support/smtp-sink.js';

let sink: SmtpSink;
let api: TestApi;
let call: OpenCall;
let phaseId: string;
beforeAll(async () => {
  sink = await openSmtpSink();
  api = await openApi({ ESSAIM_DEMONSTRATION: 'true', SMTP_URL: sink.url });
  await api.setClock('2023-06-15T10:00:00Z');
  call = await openCall(api);
  phaseId = expectStatus<{ phases: { id: string }[] }>(await call.officer.call('get', `/api/calls/${call.id}`), 200).phases[0]!.id;
});
afterAll(async () => {
  await api.close();
  await sink.close();
});

const give = async (officer: Caller, poleId: string, until: string, reason = 'Panne du service constatée.'): Promise<string> => {
  const { status, body } = await officer.call('post', `/api/calls/${call.id}/late-exceptions`, { phaseId, poleId, until, reason });
  return `${status} ${(body as { code?: string }).code ?? ''}`.trim();
};
const listed = async (poleId: string): Promise<string[]> =>
  expectStatus<{ poleId: string; until: string }[]>(await call.officer.call('get', `/api/calls/${call.id}/late-exceptions`), 200).filter((one) => one.poleId === poleId).map(({ until }) => until);
const told = async (poleId: string): Promise<number | null> => (await api.sql.query(`select from events where name = 'call.late-exception-given' and payload->>'poleId' = $1`, [poleId])).rowCount;

it('the same delay, asked eight times at once by two officers, is given once and told once', async () => {
  const { poleId } = await newPole(api);
  const second = await api.signIn('Ophélie Officière', 'officer');
  const answers = await Promise.all(Array.from({ length: 8 }, (_, n) => give(n % 2 === 0 ? call.officer : second, poleId, '2023-08-10T22:00:00Z')));
  expect(answers.sort()).toEqual(['201', ...Array.from({ length: 7 }, () => '409 late-exception.already-given')]);
  expect(await listed(poleId)).toEqual(['2023-08-10T22:00:00.000Z']);
  expect(await told(poleId)).toBe(1);
});

it('another end, and another pole, are other delays; the same end again is refused whatever its reason', async () => {
  const [one, other] = [await newPole(api), await newPole(api)];
  expect(await give(call.officer, one.poleId, '2023-08-10T22:00:00Z')).toBe('201');
  expect(await give(call.officer, one.poleId, '2023-08-11T22:00:00Z')).toBe('201');
  expect(await give(call.officer, other.poleId, '2023-08-10T22:00:00Z')).toBe('201');
  expect(await give(call.officer, one.poleId, '2023-08-11T00:00:00+02:00', 'Une autre raison que la première.')).toBe('409 late-exception.already-given');
  expect(await listed(one.poleId)).toEqual(['2023-08-11T22:00:00.000Z', '2023-08-10T22:00:00.000Z']);
});

it('the mail leads to the dossier that the pole has, or to the call', async () => {
  const dossier = await completeDraft(api, call);
  const without = await newPole(api);
  const notifications = api.app.get(NotificationService, { strict: false });
  const links: string[] = [];
  for (const { poleId } of [dossier, without]) {
    await api.sql.query(`delete from outbox where job in ('notifications.plan', 'notifications.send')`);
    expect(await give(call.officer, poleId, '2023-08-20T22:00:00Z')).toBe('201');
    await runJobs(api, 'notifications.plan', (id) => notifications.plan(id));
    await runJobs(api, 'notifications.send', (id) => notifications.send(id));
    const { text = '' } = await simpleParser(sink.last);
    links.push(...[...text.matchAll(/https?:\/\/[^/]+(\S+)/g)].map((match) => match[1]!));
  }
  expect(links).toEqual([`/dossiers/${dossier.id}`, `/appels/${call.id}`]);
});

it('a database that holds doubles is migrated: they stay, as doubles of the first', async () => {
  const name = `late_${process.pid}_${randomBytes(4).toString('hex')}`;
  const superUrl = process.env['DATABASE_SUPER_URL']!;
  await makeRolesAndDatabase(superUrl, name, { owner: '', app: '' });
  const url = Object.assign(new URL(process.env['DATABASE_OWNER_URL']!), { pathname: `/${name}` }).href;
  const before = migrations.slice(0, migrations.findIndex(({ name: one }) => one.startsWith('LateExceptionsOnce')));
  await migrate(url, before, { demonstration: false });
  const client = new pg.Client(Object.assign(new URL(superUrl), { pathname: `/${name}` }).href);
  await client.connect();
  try {
    // No call, no pole, no person: rows without what they name.
    await client.query(`set search_path = essaim, public; set session_replication_role = replica; set timezone = 'UTC'`);
    const [phase, pole] = [randomUUID(), randomUUID()];
    for (const [until, day] of [['10', '02'], ['10', '01'], ['10', '03'], ['11', '03']] as const) {
      await client.query(`insert into late_exceptions (phase_id, pole_id, until, reason, given_by, given_at) values ($1, $2, $3, 'Panne du service.', $4, $5)`, [phase, pole, `2023-08-${until}T22:00:00Z`, randomUUID(), `2023-07-${day}T10:00:00Z`]);
    }
    expect(await migrate(url, migrations, { demonstration: false })).toHaveLength(migrations.length - before.length);
    const { rows } = await client.query(`select until::date::text as until, given_at::date::text as given, repeated from late_exceptions order by until, given_at`);
    expect(rows).toEqual([
      { until: '2023-08-10', given: '2023-07-01', repeated: false },
      { until: '2023-08-10', given: '2023-07-02', repeated: true },
      { until: '2023-08-10', given: '2023-07-03', repeated: true },
      { until: '2023-08-11', given: '2023-07-03', repeated: false },
    ]);
  } finally {
    await client.end();
    const root = new pg.Client(superUrl);
    await root.connect();
    await root.query(`drop database if exists ${name} with (force)`);
    await root.end();
  }
});
