import pg from 'pg';
import { linkToken } from '#features/identity/sign-in-token.js';
import { errorFields } from '#platform/telemetry/log.js';
import { freePort } from '#platform/network/free-port.js';
import { openApi, type TestApi } from '../support/api.js';
import { fictitiousIban } from '../support/fictitious-iban.js';
import { completeDraft, openCall } from '../support/open-call.js';
import { startProcess, type Victim } from '../support/processes.js';
import { openSmtpSink, type SmtpSink } from '../support/smtp-sink.js';
import { fastQueue, until } from '../support/until.js';

const secret = 'a secret of the tests, thirty-two characters and more';
const person = { email: 'marguerite.secrete@essaim.test', fullName: 'Marguerite Secrète' };
const answer = 'Une réponse que personne ne doit lire ailleurs';
const iban = fictitiousIban(4_242);
const holder = 'Titulaire Confidentielle';

/** Real processes at LOG_LEVEL=debug, all that they wrote, and everything personal that went through them. */
describe('the logs', () => {
  let api: TestApi;
  let sink: SmtpSink;
  let owner: pg.Client;
  const processes: Victim[] = [];
  let output = '';
  let url = '';
  const personal = new Set<string>([person.email, 'marguerite', 'Secrète', answer, iban, iban.replaceAll(' ', ''), holder, secret]);

  const launch = async (name: 'api' | 'worker', env: Record<string, string>): Promise<void> => {
    const one = startProcess(name, {
      ...fastQueue, LOG_LEVEL: 'debug', QUEUE_ATTEMPTS: '2', DATABASE_URL: process.env['DATABASE_URL']!, SMTP_URL: sink.url, ESSAIM_SECRET: secret, ESSAIM_DEMONSTRATION: 'true', ...env,
    });
    processes.push(one);
    for (const stream of [one.child.stdout, one.child.stderr]) stream?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    await one.says('"started"');
  };
  const send = (method: string, path: string, body: string | object, session?: string): Promise<Response> =>
    fetch(url + path, {
      method,
      redirect: 'manual',
      headers: { 'content-type': 'application/json', ...(session === undefined ? {} : { cookie: `essaim=${session}` }) },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const lines = (): Record<string, unknown>[] => output.split('\n').filter(Boolean).map((line) => JSON.parse(line) as Record<string, unknown>);
  /** Lets the process tell `status` of `route`, so that what follows it has been written too. */
  const told = (route: string, status: number): Promise<unknown> => until(`${status} of ${route} is in the log`, () => output.includes(`"route":"${route}","status":${status}`));

  beforeAll(async () => {
    sink = await openSmtpSink();
    api = await openApi({ ESSAIM_DEMONSTRATION: 'true' });
    await api.setClock('2023-06-15T10:00:00Z');
    owner = new pg.Client({ connectionString: process.env['DATABASE_OWNER_URL'], options: '-c search_path=essaim,public' });
    await owner.connect();
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    await launch('api', { PORT: String(port) });
    await launch('worker', {});
  });
  afterAll(async () => {
    for (const one of processes) await one.kill();
    await owner.end();
    await api.close();
    await sink.close();
  });

  it('tell of sign-in, account, submission, bank account, failures and a mail that is refused', async () => {
    expect((await send('POST', '/api/accounts', person)).status).toBe(202);
    expect((await send('POST', '/api/sign-in-links', { email: person.email })).status).toBe(202);
    const { rows } = await api.sql.query<{ id: string }>(`select l.id from sign_in_links l join users u on u.id = l.user_id where u.email = $1`, [person.email]);
    const token = linkToken(secret, 'sign-in-link', rows[0]!.id);
    personal.add(token).add(token.split('.')[1]!);
    expect((await fetch(`${url}/connexion?jeton=${token}`)).status).toBe(200);
    const opened = await send('POST', '/api/sessions', { token });
    expect(opened.status).toBe(201);
    const cookie = /essaim=([^;]+)/.exec(opened.headers.get('set-cookie')!)![1]!;
    personal.add(cookie);
    expect((await fetch(`${url}/api/demonstration/accounts?search=${person.email}`)).status).toBe(200);
    expect((await send('POST', '/api/sessions', { token })).status).toBe(401);

    const dossier = await completeDraft(api, await openCall(api));
    const session = await api.sessionOf(dossier.applicant);
    personal.add(session).add(dossier.applicant.email).add('Agathe');
    const saved = await send('PUT', `/api/applications/${dossier.id}/sections/project`, { version: 1, answers: { summary: answer, territory: answer } }, session);
    expect(saved.status).toBe(200);
    const { applicationVersion } = (await saved.json()) as { applicationVersion: number };
    expect((await send('POST', `/api/applications/${dossier.id}/submit`, { version: applicationVersion }, session)).status).toBe(200);
    expect((await send('POST', `/api/poles/${dossier.poleId}/bank-accounts`, { iban, holder }, session)).status).toBe(201);
    expect((await send('POST', `/api/poles/${dossier.poleId}/bank-accounts`, { iban: `${iban}0`, holder }, session)).status).toBe(400);
    await until('the mails are sent', () => sink.deliveries.length >= 3);

    // Bodies that are refused before anybody reads them.
    expect((await send('POST', '/api/accounts', `{"email":"${person.email}",`)).status).toBe(400);
    expect((await send('POST', '/api/accounts', { ...person, [person.email]: answer })).status).toBe(400);
    expect((await send('POST', `/api/accounts/${person.email}`, person)).status).toBe(404);

    // A defect whose message quotes what the database was given, and a mail server that quotes the recipient.
    await owner.query(`
      create function leak() returns trigger language plpgsql as $$ begin raise exception 'defect with %, %', new.email, new.full_name using detail = new.email; end $$;
      create trigger leak before insert on users for each row execute function leak();
    `);
    expect((await send('POST', '/api/accounts', { ...person, email: `autre.${person.email}` })).status).toBe(500);
    await owner.query('drop trigger leak on users');
    sink.failing = true;
    expect((await send('POST', '/api/sign-in-links', { email: person.email })).status).toBe(202);
    await until('the job has failed', () => output.includes('"job failed"'));
    await told('/api/accounts', 500);

    const told200 = lines().filter((line) => line['msg'] === 'request');
    expect(told200.length).toBeGreaterThan(10);
    expect(Object.keys(told200[0]!).sort((a, b) => a.localeCompare(b))).toEqual(['level', 'method', 'ms', 'msg', 'requestId', 'route', 'status', 'time']);
    const failure = lines().find((line) => line['msg'] === 'request failed')!;
    expect(failure).toMatchObject({ error: 'QueryFailedError', code: 'P0001' });
    expect(failure['stack']).toMatch(/^\s+at /);
    expect([...personal].filter((text) => output.toLowerCase().includes(text.toLowerCase()))).toEqual([]);
    expect(output.match(/[\w.+-]+@[\w-]+\.\w+/g) ?? []).toEqual([]);
  });

  it('tell an error without its message, which may quote anything', () => {
    const error = Object.assign(new Error(`no such mailbox: ${person.email}\n${answer}`), { code: 'EENVELOPE', constraint: 'users_email_taken', detail: person.email });
    expect(errorFields(error)).toMatchObject({ error: 'Error', code: 'EENVELOPE', constraint: 'users_email_taken' });
    expect(JSON.stringify(errorFields(error))).not.toMatch(/marguerite|réponse/);
    expect(errorFields(person.email)).toEqual({ error: 'string' });
  });
});
