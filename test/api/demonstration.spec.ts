import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import request, { type Response } from 'supertest';
import { createApi } from '#api/main.js';
import { ConfigError } from '#platform/config/config.js';
import { expectStatus, openApi, said, type TestApi } from '../support/api.js';
import { testConfig } from '../support/config.js';

const attack = '<script>alert("1")</script>';
const doors = [
  ['get', '/api/demonstration/accounts'],
  ['post', '/api/demonstration/first-administrator'],
  ['post', '/api/demonstration/sign-in'],
  ['get', '/api/demonstration/clock'],
  ['put', '/api/demonstration/clock'],
  ['get', '/api/demonstration/mails'],
  ['get', '/api/demonstration/mails/1700000000000-00000000'],
  ['get', '/api/demonstration/mails/1700000000000-00000000/raw'],
  ['get', '/api/demonstration/mails/1700000000000-00000000/attachments/0'],
  ['get', '/api/demonstration/mailbox'],
  ['get', '/api/demonstration/openapi.json'],
  ['get', '/comptes'],
  ['get', '/mailbox'],
  ['get', '/mailbox/1700000000000-00000000'],
] as const;

/** Somebody else's database on the same server, without the mark of a demonstration. */
async function unmark(): Promise<void> {
  const owner = new pg.Client(process.env['DATABASE_OWNER_URL']);
  await owner.connect();
  await owner.query('update essaim.deployment set demonstration = false');
  await owner.end();
}
const mark = async (): Promise<void> => {
  const owner = new pg.Client(process.env['DATABASE_OWNER_URL']);
  await owner.connect();
  await owner.query('update essaim.deployment set demonstration = true');
  await owner.end();
};

describe('the doors of a demonstration', () => {
  let api: TestApi;
  let mailbox: string;
  beforeAll(async () => {
    mailbox = await mkdtemp(path.join(tmpdir(), 'essaim-mailbox-'));
    api = await openApi({ ESSAIM_DEMONSTRATION: 'true', ESSAIM_MAILBOX: mailbox, PUBLIC_URL: 'http://localhost:3000' });
  });
  afterAll(async () => {
    await api.close();
    await rm(mailbox, { recursive: true, force: true });
  });

  const page = async (address: string, cookie?: string): Promise<Response> => {
    const pending = request(api.app.getHttpServer()).get(address).set('host', 'localhost:3000');
    return cookie === undefined ? pending : pending.set('cookie', cookie);
  };

  describe('in a process that is no demonstration', () => {
    let real: TestApi;
    beforeAll(async () => {
      real = await openApi({ ESSAIM_DEMONSTRATION: 'false' });
    });
    afterAll(() => real.close());

    it.each(doors)('%s %s does not exist', async (method, address) => {
      const unknown = await real.visitor.call(method, '/api/nothing-of-that-name');
      const answer = await real.visitor.call(method, address);
      expect(unknown).toMatchObject({ status: 404, body: { code: 'http.unknown-route' } });
      expect([answer.status, said(answer), answer.headers['content-type']]).toEqual([404, said(unknown), 'application/problem+json; charset=utf-8']);
    });

    it('has no path of it in its document', async () => {
      const { paths } = expectStatus<{ paths: object }>(await real.visitor.call('get', '/api/openapi.json'), 200);
      expect(Object.keys(paths)).toContain('/api/calls');
      expect(Object.keys(paths).filter((one) => /demonstration|comptes|mailbox/.test(one))).toEqual([]);
    });

    it('says nothing of a demonstration on its front page', async () => {
      expect((await real.visitor.call('get', '/')).text).not.toMatch(/démonstration|\/comptes|\/mailbox/);
    });
  });

  it('exist in a demonstration, in a document of their own', async () => {
    const api1 = expectStatus<{ paths: object }>(await api.visitor.call('get', '/api/openapi.json'), 200);
    const own = expectStatus<{ paths: object }>(await api.visitor.call('get', '/api/demonstration/openapi.json'), 200);
    expect(Object.keys(api1.paths).filter((one) => one.includes('demonstration'))).toEqual([]);
    expect(Object.keys(own.paths).every((one) => one.startsWith('/api/demonstration/'))).toBe(true);
    expect(Object.keys(own.paths)).toHaveLength(9);
  });

  it.each(['essaim.example', 'localhost.example', '192.168.1.4:3000', '127.0.0.1.nip.io', 'localhost:3000@example', ''])('a foreign Host, "%s", is refused', async (host) => {
    const answer = await request(api.app.getHttpServer()).get('/api/demonstration/accounts').set('host', host);
    expect(answer).toMatchObject({ status: 421, body: { code: 'http.foreign-host' } });
  });

  it.each(['localhost', 'localhost:3000', '127.0.0.1:8080', '[::1]:3000'])('this machine may call itself %s', async (host) => {
    expect((await request(api.app.getHttpServer()).get('/api/demonstration/accounts').set('host', host)).status).toBe(200);
  });

  it.each([
    [{ origin: 'https://essaim.example' }, 403],
    [{ origin: 'http://localhost:4000' }, 403],
    [{ origin: 'null' }, 403],
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'sec-fetch-site': 'same-site' }, 403],
    [{ origin: 'http://localhost:3000' }, 202],
    [{ 'sec-fetch-site': 'same-origin' }, 202],
    [{}, 202],
  ] as [Record<string, string>, number][])('a POST with %j gets %i', async (headers, status) => {
    const answer = await api.visitor.call('post', '/api/sign-in-links', { email: 'personne@essaim.test' }, { host: 'localhost:3000', ...headers });
    expect(answer.status).toBe(status);
    if (status === 403) expect(answer.body).toMatchObject({ code: 'http.foreign-origin' });
  });

  it.each([
    [{ HOST: '0.0.0.0' }, /HOST is 0.0.0.0; a demonstration listens on 127.0.0.1 only/],
    [{ HOST: '::1' }, /HOST is ::1/],
    [{ PUBLIC_URL: 'https://essaim.example' }, /PUBLIC_URL names a public address/],
    [{ PUBLIC_URL: 'http://localhost.example' }, /PUBLIC_URL names a public address/],
  ] as [Record<string, string>, RegExp][])('no process starts with %j', (env, sentence) => {
    expect(() => testConfig({ ESSAIM_DEMONSTRATION: 'true', ...env })).toThrow(sentence);
    expect(() => testConfig({ ESSAIM_DEMONSTRATION: 'false', ...env })).not.toThrow();
  });

  describe('the clock', () => {
    const put = (now: string): Promise<Response> => api.visitor.call('put', '/api/demonstration/clock', { now });

    it('goes forward only, over HTTP and in SQL as the role that runs', async () => {
      const { now } = expectStatus<{ now: string }>(await put('2030-01-01T00:00:00Z'), 200);
      expect(now.slice(0, 16)).toBe('2030-01-01T00:00');
      expect(await put('2029-12-31T23:59:59Z')).toMatchObject({ status: 409, body: { code: 'clock.forward-only' } });
      expect(expectStatus<{ now: string }>(await api.visitor.call('get', '/api/demonstration/clock'), 200).now.slice(0, 16)).toBe('2030-01-01T00:00');
      await expect(api.sql.query(`update demonstration_clock set set_to = '2029-01-01'`)).rejects.toMatchObject({ code: '23514', constraint: 'demonstration_clock_forward_only' });
      await expect(api.sql.query(`update demonstration_clock set set_at = set_at + interval '1 year', set_to = set_to`)).rejects.toMatchObject({ code: '23514' });
      await expect(api.sql.query(`insert into demonstration_clock (singleton, set_to) values (false, '2040-01-01')`)).rejects.toMatchObject({ code: '23514' });
      await expect(api.sql.query('delete from demonstration_clock')).rejects.toMatchObject({ code: '42501' });
      await expect(api.sql.query('truncate demonstration_clock')).rejects.toMatchObject({ code: '42501' });
    });

    it.each(['yesterday', 'infinity', '', '300000-01-01T00:00:00Z'])('takes no instant that is none: "%s"', async (now) => {
      expect((await put(now)).status).toBe(400);
    });

    it('stands still in a database without the mark, where no demonstration starts either', async () => {
      await unmark();
      try {
        await expect(api.sql.query(`update demonstration_clock set set_to = '2050-01-01'`)).rejects.toMatchObject({ code: '23514', constraint: 'demonstration_clock_only_in_demonstration' });
        await expect(api.sql.query('update deployment set demonstration = true')).rejects.toMatchObject({ code: '42501' });
        const start = createApi(testConfig({ ESSAIM_DEMONSTRATION: 'true' }));
        await expect(start).rejects.toThrow(ConfigError);
        await expect(start).rejects.toThrow(/does not carry the demonstration mark: migrate an empty one with "npm run migrate -- --demonstration"/);
      } finally {
        await mark();
      }
    });
  });

  describe('the pages', () => {
    const id = `${Date.now()}-${randomBytes(4).toString('hex')}`;
    beforeAll(async () => {
      await api.signIn(attack, 'auditor');
      const mail = [`From: Essaim <e@essaim.test>`, `To: personne@essaim.test`, `Subject: ${attack}`, 'Message-ID: <1@localhost>', 'Content-Type: text/plain; charset=utf-8', ''];
      await writeFile(path.join(mailbox, `${id}.eml`), [...mail, `Bonjour ${attack}`, 'http://localhost:3000/connexion?jeton="onmouseover="alert(1)', 'javascript:alert(1)'].join('\r\n'));
    });

    it.each(['/', '/comptes', '/mailbox', `/mailbox/${id}`, '/appels', '/nulle-part', `/connexion?jeton=${encodeURIComponent(`">${attack}`)}`])('%s: the web app, a strict policy, no script inside, the same bytes as everywhere', async (address) => {
      const answer = await page(address);
      expect(answer.status).toBe(200);
      expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
      expect(answer.headers['content-security-policy']).toBe("default-src 'self';form-action 'self';frame-ancestors 'none';base-uri 'none';object-src 'none';img-src 'self' data:");
      expect(answer.headers['x-content-type-options']).toBe('nosniff');
      expect(answer.headers['referrer-policy']).toBe('same-origin');
      expect(answer.headers['cache-control']).toBe('no-cache');
      expect(answer.text).toBe((await page('/')).text);
      expect(answer.text).toMatch(/<html lang="fr"/);
      for (const [, attributes, inside] of answer.text.matchAll(/<script([^>]*)>([^<]*)/g)) expect([/ src="\/[\w./-]+"/.test(attributes!), inside]).toEqual([true, '']);
      expect(answer.text).not.toMatch(/<style|style=| on\w+=/);
    });

    it('its files are kept for ever under their hash, compressed by the build; what is not there is a problem', async () => {
      const [script] = /\/assets\/[\w.-]+\.js/.exec((await page('/')).text)!;
      const file = await request(api.app.getHttpServer()).get(script).set('host', 'localhost:3000').set('accept-encoding', 'br');
      expect([file.status, file.headers['content-encoding'], file.headers['cache-control']]).toEqual([200, 'br', 'public, max-age=31536000, immutable']);
      for (const one of ['/assets/nothing.js', '/assets/..%2Findex.html', '/api', '/api/nothing', '/health/nothing']) {
        expect(await page(one)).toMatchObject({ status: 404, body: { code: 'http.unknown-route' } });
      }
      expect((await request(api.app.getHttpServer()).post('/appels').set('host', 'localhost:3000')).status).toBe(404);
    });

    it('bears no mark of the State, except where it is one of its official sites', async () => {
      const neutral = (await page('/')).text;
      expect([neutral.includes('data-es-theme="neutral"'), /state-/.test(neutral)]).toEqual([true, false]);
      expect((await page('/api/site')).body).toMatchObject({ officialState: false });
      const official = await openApi({ ESSAIM_DEMONSTRATION: 'false', ESSAIM_OFFICIAL_STATE_SITE: 'true' });
      try {
        const { text } = await official.visitor.call('get', '/');
        expect(text).toMatch(/data-es-theme="state"[\s\S]*<link rel="stylesheet" href="\/assets\/state-[\w-]+\.css"><\/head>/);
        expect((await official.visitor.call('get', '/api/site')).body).toMatchObject({ officialState: true, demonstration: false });
      } finally {
        await official.close();
      }
    });

    it('the mailbox is told as data, page after page', async () => {
      const answer = await page('/api/demonstration/mailbox');
      expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
      expect(answer.body).toEqual({ total: 1, perPage: 50, items: [{ id, receivedAt: expect.any(String), to: ['personne@essaim.test'], subject: attack }] });
      expect((await page('/api/demonstration/mailbox?page=2')).body).toMatchObject({ total: 1, items: [] });
      expect((await page('/api/demonstration/mailbox?page=0')).status).toBe(400);
    });

    it('a mail that is not there, or an id that leaves the folder, is not found', async () => {
      for (const one of ['1700000000000-00000000', '..%2F..%2Fetc%2Fpasswd', '..%5C..%5Cetc', '%00']) expect((await page(`/api/demonstration/mails/${one}`)).status).toBe(404);
    });

    it('one click opens a session', async () => {
      const person = await api.signIn('Camille Clic', 'chair');
      const answer = await request(api.app.getHttpServer()).post('/api/demonstration/sign-in').set('host', 'localhost:3000').set('origin', 'http://localhost:3000').send({ userId: person.id });
      expect(answer.status).toBe(204);
      const cookie = answer.headers['set-cookie']![0]!;
      expect(cookie).toMatch(/^essaim=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
      expect((await page('/api/site', cookie.split(';')[0])).body).toMatchObject({ demonstration: true, session: { fullName: 'Camille Clic' } });
      expect((await page('/api/site')).body).toMatchObject({ demonstration: true, session: null });
    });
  });
});
