import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { Response } from 'supertest';
import { expectStatus, openApi, type TestApi } from '../support/api.js';
import { begun, endlessDossiers } from '../support/endless-list.js';
import { completeDraft, openCall, type OpenCall } from '../support/open-call.js';
import { bytesOf, readCsv } from '../support/tables.js';
import { until } from '../support/until.js';

let api: TestApi;
let call: OpenCall;
let number: string;
let owner: pg.Client;
let address: string;

/** Of the four connections, exports take two; a hundred more may wait to begin. */
const [atOnce, mostWaiting] = [2, 100];

beforeAll(async () => {
  api = await openApi({ ESSAIM_DEMONSTRATION: 'true', DATABASE_POOL: '4' });
  await api.app.listen(0, '127.0.0.1');
  await api.setClock('2023-06-15T10:00:00Z');
  call = await openCall(api);
  const { applicant, id, version } = await completeDraft(api, call);
  ({ number } = expectStatus<{ number: string }>(await applicant.call('post', `/api/applications/${id}/submit`, { version }), 200));
  address = `/api/calls/${call.id}/dossiers/export?format=csv`;
  owner = new pg.Client({ connectionString: process.env['DATABASE_OWNER_URL'] });
  await owner.connect();
});
afterAll(async () => {
  await owner?.end();
  await api?.close();
});
afterEach(() => owner.query('rollback'));

/** From now on no page of dossiers can be read to its end. */
const holdPages = async (): Promise<void> => {
  await owner.query('begin');
  await owner.query('lock table assignments in access exclusive mode');
};
const held = async (): Promise<number> => (await owner.query<{ count: number }>(`select count(*)::int as count from pg_locks where not granted and relation = 'assignments'::regclass`)).rows[0]!.count;

it('many asked at once leave connections to everybody else; too many are told when to come back, the others come whole', async () => {
  const answers: Response[] = [];
  await holdPages();
  const asked = Array.from({ length: 110 }, async () => {
    const answer = await call.officer.call('get', address);
    answers.push(answer);
  });
  await until('those that are too many are told so', () => answers.length === 110 - atOnce - mostWaiting);
  expect(await held()).toBe(atOnce);
  expect((await api.visitor.call('get', '/api/calls')).status).toBe(200);
  expect((await call.officer.call('get', `/api/calls/${call.id}`)).status).toBe(200);
  expect(answers.map(({ status, headers, body }) => [status, headers['retry-after'], (body as { code: string }).code])).toEqual(Array(8).fill([503, '5', 'exports.busy']));
  await owner.query('rollback');
  await Promise.all(asked);
  const whole = answers.filter(({ status }) => status === 200);
  expect(whole).toHaveLength(atOnce + mostWaiting);
  expect([...new Set(whole.map(({ text }) => text))].map((text) => readCsv(Buffer.from(text)).map(([first]) => first))).toEqual([['Numéro', number]]);
});

it('one whose reader went away while it waited gives its place to another', async () => {
  const { port } = (api.app.getHttpServer() as http.Server).address() as AddressInfo;
  const cookie = `essaim=${await api.sessionOf(call.officer)}`;
  await holdPages();
  const requests = Array.from({ length: atOnce + mostWaiting }, () => http.get({ port, path: address, agent: false, headers: { host: 'localhost', cookie } }).on('error', () => undefined));
  const refused = await until('every place is taken', async () => {
    const answer = await Promise.race([call.officer.call('get', address), pause(200, undefined)]);
    return answer?.status === 503 ? answer : undefined;
  });
  expect(refused?.body).toMatchObject({ code: 'exports.busy' });
  const nobody = await api.signIn('Personne');
  const absent = '00000000-0000-7000-8000-00000000abed';
  for (const [who, of] of [[nobody, [call.id, call.envelopeId]], [call.officer, [absent, absent]]] as const) {
    for (const [path, code] of [[`calls/${of[0]}/dossiers`, 'call'], [`calls/${of[0]}/ranking`, 'call'], [`envelopes/${of[1]}/transfers`, 'envelope']] as const) {
      expect([path, (await who.call('get', `/api/${path}/export?format=csv`)).body]).toMatchObject([path, { code: `${code}.not-found` }]);
    }
  }
  for (const request of requests) request.destroy();
  await owner.query('rollback');
  await until('there is a place again', async () => (await call.officer.call('get', address)).status === 200);
});

it('those that wait to be read hold nothing: neither a connection nor a place', async () => {
  const list = endlessDossiers(api);
  const slow = await Promise.all(Array.from({ length: 5 }, () => begun(api, call.officer, address)));
  try {
    let still = -1;
    await until('nobody reads, so nothing is read', async () => {
      const before = still;
      still = list.pages();
      await pause(200);
      return before === still;
    });
    const { rows } = await owner.query(`select pid from pg_stat_activity where datname = current_database() and application_name = 'essaim' and state <> 'idle'`);
    expect(rows).toEqual([]);
    const { answer, bytes } = await bytesOf(call.officer, `/api/calls/${call.id}/ranking/export?format=csv`);
    expect([answer.status, readCsv(bytes)[0]![0]]).toEqual([200, 'Rang']);
    expect(list.pages()).toBe(still);
  } finally {
    for (const one of slow) one.destroy();
    list.stop();
  }
});
