import request, { type Response } from 'supertest';
import { linkToken } from '#features/identity/sign-in-token.js';
import { openApi, type TestApi } from '../support/api.js';
import { testConfig } from '../support/config.js';

let api: TestApi;
beforeAll(async () => {
  api = await openApi({ ESSAIM_DEMONSTRATION: 'true', PUBLIC_URL: 'http://localhost:3000' });
});
afterAll(() => api.close());

const page = async (address: string, cookie?: string): Promise<Response> => {
  const pending = request(api.app.getHttpServer()).get(address).set('host', 'localhost:3000');
  return cookie === undefined ? pending : pending.set('cookie', cookie);
};
const link = async (email: string): Promise<string> => {
  const { rows } = await api.sql.query<{ id: string }>(
    `select l.id from sign_in_links l join users u on u.id = l.user_id where u.email = $1 order by l.requested_at desc limit 1`,
    [email],
  );
  return linkToken(testConfig().secret, 'sign-in-link', rows[0]!.id);
};
const links = async (email: string): Promise<number> =>
  Number((await api.sql.query(`select count(*) as n from sign_in_links l join users u on u.id = l.user_id where u.email = $1`, [email])).rows[0].n);

describe('a sign-in link', () => {
  const ask = (email: string): Promise<Response> => api.visitor.call('post', '/api/sign-in-links', { email });
  const press = (token: string): Promise<Response> =>
    request(api.app.getHttpServer()).post('/api/sessions').set('host', 'localhost:3000').set('origin', 'http://localhost:3000').send({ token }).then((answer) => answer);

  it('is not used up by reading it; the button uses it once', async () => {
    const { email } = await api.signIn('Lise Lien');
    await ask(email);
    const token = await link(email);
    for (let turn = 0; turn < 3; turn++) expect((await page(`/connexion?jeton=${token}`)).status).toBe(200);
    const first = await press(token);
    expect(first.status).toBe(201);
    const cookie = first.headers['set-cookie']![0]!.split(';')[0]!;
    expect((await page('/api/session', cookie)).body).toMatchObject({ email, fullName: 'Lise Lien' });
    const second = await press(token);
    expect([second.status, second.headers['set-cookie']]).toEqual([401, undefined]);
    expect(second.body).toMatchObject({ code: 'sign-in-link.not-usable' });
  });

  it('pressed twice at once opens one session', async () => {
    const { email } = await api.signIn('Denise Double');
    await ask(email);
    const token = await link(email);
    const answers = await Promise.all(Array.from({ length: 6 }, () => press(token)));
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(1);
    expect(answers.filter((answer) => answer.status === 401)).toHaveLength(5);
  });

  it('is over after a quarter of an hour', async () => {
    const { email, id } = await api.signIn('Théo Tard');
    const { rows } = await api.sql.query<{ id: string }>(
      `insert into sign_in_links (user_id, requested_at, expires_at) values ($1, clock_timestamp() - interval '15 minutes 1 second', clock_timestamp() - interval '1 second') returning id`,
      [id],
    );
    expect((await press(linkToken(testConfig().secret, 'sign-in-link', rows[0]!.id))).status).toBe(401);
    await ask(email);
    const lives = await api.sql.query(`select abs(extract(epoch from expires_at - requested_at) - 900) < 1 as quarter from sign_in_links where user_id = $1 order by requested_at desc limit 1`, [id]);
    expect(lives.rows).toEqual([{ quarter: true }]);
  });

  it('of another deployment, or changed by a letter, opens nothing', async () => {
    const { email } = await api.signIn('Sacha Sceau');
    await ask(email);
    const token = await link(email);
    const changed = token.slice(0, -1) + (token.endsWith('A') ? 'E' : 'A');
    for (const one of [changed, linkToken('another secret of thirty-two characters and more', 'sign-in-link', token.split('.')[0]!), '', 'x']) expect(await press(one)).toMatchObject({ status: 401 });
    expect((await press(token)).status).toBe(201);
  });

  it('is mailed five times a quarter of an hour at most, and the answer never tells', async () => {
    const { email } = await api.signIn('Cinq Fois');
    const answers: Response[] = [];
    for (let turn = 0; turn < 7; turn++) answers.push(await ask(email));
    answers.push(await ask('inconnu@essaim.test'), await ask('inconnu@essaim.test'));
    expect(await links(email)).toBe(5);
    const shape = (answer: Response): unknown => {
      const { date: _date, 'x-request-id': _id, ...headers } = answer.headers as Record<string, string>;
      return [answer.status, answer.text, headers];
    };
    for (const answer of answers) expect(shape(answer)).toEqual(shape(answers[0]!));
    expect(answers[0]!.status).toBe(202);
  });

  it('of an account that exists is mailed by the same rule, with the same answer', async () => {
    const open = (email: string): Promise<Response> => api.visitor.call('post', '/api/accounts', { email, fullName: 'Nouvelle Personne' });
    const answers = [await open('nouvelle@essaim.test'), await open('nouvelle@essaim.test')];
    expect(answers.map((answer) => [answer.status, answer.text])).toEqual([[202, ''], [202, '']]);
    expect(await links('nouvelle@essaim.test')).toBe(2);
    for (let turn = 0; turn < 6; turn++) await open('nouvelle@essaim.test');
    expect(await links('nouvelle@essaim.test')).toBe(5);
  });
});

it('behind https the cookie is bound to its host, and the transport strict', async () => {
  const secure = await openApi({ ESSAIM_DEMONSTRATION: 'false', PUBLIC_URL: 'https://essaim.example' });
  try {
    const { email } = await secure.signIn('Hélène Hôte');
    await secure.visitor.call('post', '/api/sign-in-links', { email });
    const answer = await secure.visitor.call('post', '/api/sessions', { token: await link(email) }, { origin: 'https://essaim.example' });
    expect(answer.status).toBe(201);
    const cookie = answer.headers['set-cookie']![0]!;
    expect(cookie).toMatch(/^__Host-essaim=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    expect(answer.headers['strict-transport-security']).toMatch(/max-age=\d{7,}/);
    const session = (name: string) => request(secure.app.getHttpServer()).get('/api/session').set('cookie', name);
    expect((await session(cookie.split(';')[0]!)).status).toBe(200);
    expect((await session(cookie.split(';')[0]!.replace('__Host-', ''))).status).toBe(401);
  } finally {
    await secure.close();
  }
});
