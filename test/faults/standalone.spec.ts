import { execFileSync, spawn } from 'node:child_process';
import { connect, createServer } from 'node:net';
import { chmod, chown, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '#platform/network/free-port.js';
import { identities, ownFolder, postmasterOf, processesOn, startStandalone, type Identity, type Standalone } from '../support/standalone.js';
import { until } from '../support/until.js';

const kills = process.env['ESSAIM_PROOFS'] === 'whole' ? 20 : 3;

/** What a first start has made in its folder when it is killed. */
const moments = [/^postgres(\.new-.*)?$/, /^postgres\.log$/, /^passwords\.json$/, /^postgres$/, /^mailbox-/, /^secret$/];

/** The least privileged user whose starts can be tried here. */
const anybody = identities.at(-1)!;

const person = { email: 'premiere@exemple.test', fullName: 'Première Fictive' };
const register = (one: Standalone): Promise<Response> =>
  fetch(`${one.url}/api/demonstration/first-administrator`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(person) });
const people = async (one: Standalone): Promise<string[]> => {
  const answer = await fetch(`${one.url}/api/demonstration/accounts?search=@`);
  return ((await answer.json()) as { email: string }[]).map(({ email }) => email);
};
const nothingLeft = (folder: string): Promise<boolean> => until(`no process is left on ${folder}`, async () => (await processesOn(folder)).length === 0, 5_000);

/** It ended with 1 and one sentence: no stack, one line, and it says what to do. */
async function expectRefusal(one: Standalone, sentence: RegExp): Promise<void> {
  expect(await Promise.race([one.ended, pause(60_000, 'it runs', { ref: false })])).toBe(1);
  expect(one.stderr()).toMatch(sentence);
  expect(one.stderr().trim().split('\n')).toHaveLength(1);
  expect(one.stderr()).not.toMatch(/\n\s+at |node:|\.js:\d/);
}

const killAll = async (folder: string): Promise<void> => {
  for (const pid of await processesOn(folder)) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It ended by itself meanwhile.
    }
  }
};

const folders: string[] = [];
const newFolder = async (identity: Identity): Promise<string> => {
  const folder = await ownFolder(identity);
  folders.push(folder);
  return folder;
};
const running: Standalone[] = [];
const start = async (...args: Parameters<typeof startStandalone>): Promise<Standalone> => {
  const one = await startStandalone(...args);
  running.push(one);
  return one;
};
afterAll(async () => {
  for (const one of running) one.signal('SIGKILL');
  for (const folder of folders) {
    await killAll(folder);
    await rm(folder, { recursive: true, force: true });
  }
});

describe.each(identities)('npm start as $name', (identity) => {
  let folder: string;
  beforeAll(async () => {
    folder = await newFolder(identity);
  });

  const stops = async (one: Standalone, signal: NodeJS.Signals): Promise<void> => {
    one.signal(signal);
    expect(await one.ended).toBe(0);
    expect(one.stderr()).toBe('');
    await nothingLeft(folder);
  };

  it('the first start answers at its addresses, and SIGTERM ends everything', async () => {
    const one = await start(identity, folder);
    await one.ready();
    for (const address of ['/', '/health/live', '/health/ready', '/api/openapi.json']) {
      const answer = await fetch(one.url + address);
      expect([address, answer.status]).toEqual([address, 200]);
    }
    expect(one.stdout()).toContain(`Essaim answers at http://localhost:${one.port}`);
    expect((await register(one)).status).toBe(201);
    await stops(one, 'SIGTERM');
  });

  it('the next start has the data still, and SIGINT ends everything, in the middle of a request too', async () => {
    const one = await start(identity, folder);
    await one.ready();
    expect(await people(one)).toEqual([person.email]);
    const busy = Promise.allSettled(Array.from({ length: 20 }, () => people(one)));
    const began = Date.now();
    await stops(one, 'SIGINT');
    expect(Date.now() - began).toBeLessThan(20_000);
    await busy;
  });

  it('PORT=0: a free port is found, and letters lead to it', async () => {
    const one = await start(identity, folder, { PORT: '0' });
    await one.ready();
    const url = /Essaim answers at (\S+)/.exec(one.stdout())![1]!;
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
    await fetch(`${url}/api/sign-in-links`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ email: person.email }) });
    const text = await until('the mail is there', async () => {
      const [id] = (await (await fetch(`${url}/api/demonstration/mails`)).json()) as string[];
      return id === undefined ? undefined : ((await (await fetch(`${url}/api/demonstration/mails/${id}`)).json()) as { text: string }).text;
    });
    expect(text).toContain(`${url}/connexion?jeton=`);
    await stops(one, 'SIGTERM');
  });

  it('kill -9: the next start joins the server that was left, the data with it', async () => {
    const victim = await start(identity, folder);
    await victim.ready();
    const server = await postmasterOf(folder);
    victim.signal('SIGKILL');
    await victim.ended;
    expect(await processesOn(folder)).toContain(server);
    const next = await start(identity, folder);
    await next.ready();
    expect(await postmasterOf(folder)).toBe(server);
    expect(await people(next)).toEqual([person.email]);
    await stops(next, 'SIGTERM');
  });

  it('kill -9 of the process and of its server: the next start recovers', async () => {
    const victim = await start(identity, folder);
    await victim.ready();
    const server = await postmasterOf(folder);
    victim.signal('SIGKILL');
    process.kill(server, 'SIGKILL');
    await victim.ended;
    const next = await start(identity, folder);
    await next.ready();
    expect(await postmasterOf(folder)).not.toBe(server);
    expect(await people(next)).toEqual([person.email]);
    await stops(next, 'SIGTERM');
  });

  it('the number of a dead server, given to another process meanwhile, deceives nobody', async () => {
    const { uid, gid } = await stat(path.join(folder, 'postgres'));
    const other = spawn('sleep', ['60'], { stdio: 'ignore', ...(process.getuid?.() === 0 ? { uid, gid } : {}) });
    const mark = path.join(folder, 'postgres', 'postmaster.pid');
    await writeFile(mark, `${other.pid}\n${path.join(folder, 'postgres')}\n1700000000\n${await freePort()}\n\n127.0.0.1\n\nready\n`);
    await chown(mark, uid, gid);
    const next = await start(identity, folder);
    await next.ready();
    expect(await people(next)).toEqual([person.email]);
    await stops(next, 'SIGTERM');
    other.kill();
  });

  it('a second start on the folder says who has it, one on the port that it is taken; the first goes on', async () => {
    const first = await start(identity, folder);
    await first.ready();
    await expectRefusal(await start(identity, folder), new RegExp(`another Essaim is running on the folder ${folder} \\(process ${first.pid}\\): use that one, stop it first, or set ESSAIM_DATA`));
    await expectRefusal(await start(identity, folder, { PORT: String(first.port) }), new RegExp(`^Port ${first.port} is taken: stop what uses it, or choose another one`));
    expect(await people(first)).toEqual([person.email]);
    await stops(first, 'SIGTERM');
  });
});

describe(`npm start as ${anybody.name}, in bad times`, () => {
  let folder: string;
  beforeAll(async () => {
    folder = await newFolder(anybody);
    const first = await start(anybody, folder);
    await first.ready();
    first.signal('SIGTERM');
    await first.ended;
  });

  it('an upload that never ends holds nothing for long', async () => {
    const one = await start(anybody, folder);
    await one.ready();
    const socket = connect(one.port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write('POST /api/sign-in-links HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{');
    await pause(300);
    const began = Date.now();
    one.signal('SIGTERM');
    expect(await one.ended).toBe(0);
    await nothingLeft(folder);
    expect(Date.now() - began).toBeLessThan(20_000);
    socket.destroy();
  });

  it(`killed at ${kills} moments of its first start, by SIGTERM, and by -9 with all that it started: the next start is whole`, async () => {
    for (let turn = 0; turn < kills; turn++) {
      const moment = moments[turn % moments.length]!;
      for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
        const fresh = await newFolder(anybody);
        const victim = await start(anybody, fresh);
        await until(`${moment} is there`, async () => (await readdir(fresh)).some((name) => moment.test(name)));
        await pause(100 + turn * 60);
        victim.signal(signal);
        if (signal === 'SIGKILL') await killAll(fresh);
        await victim.ended;
        if (signal === 'SIGTERM') await nothingLeft(fresh);
        const next = await start(anybody, fresh);
        await next.ready();
        expect(await people(next)).toEqual([]);
        next.signal('SIGTERM');
        expect(await next.ended).toBe(0);
        await nothingLeft(fresh);
      }
    }
  });

  it.each<[string, RegExp, (folder: string) => Promise<unknown>]>([
    ['the control file gone', /cannot be used .*: put the folder back from a backup, or move it away/, (one) => rm(path.join(one, 'postgres/global/pg_control'))],
    ['the control file cut', /cannot be used .*: put the folder back/, (one) => truncate(path.join(one, 'postgres/global/pg_control'), 100)],
    ['the log of writes gone', /cannot be used .*: put the folder back/, (one) => rm(path.join(one, 'postgres/pg_wal'), { recursive: true })],
    ['the tables gone', /cannot be used .*: put the folder back/, (one) => rm(path.join(one, 'postgres/base'), { recursive: true })],
    ['nothing but PG_VERSION', /cannot be used .*: put the folder back/, async (one) => {
      for (const part of ['global', 'base', 'pg_wal', 'postgresql.conf', 'pg_xact']) await rm(path.join(one, 'postgres', part), { recursive: true });
    }],
    ['the passwords gone', /passwords.json is missing\): put the folder back/, (one) => rm(path.join(one, 'passwords.json'))],
    ['the passwords damaged', /passwords.json is damaged\): put the folder back/, (one) => truncate(path.join(one, 'passwords.json'), 10)],
    ['the passwords of another folder', /password authentication failed.*: put the folder back/, (one) => writeFile(path.join(one, 'passwords.json'), '{"super":"a","owner":"b","app":"c"}')],
  ])('a broken folder, %s: one sentence that says what to do', async (_what, sentence, damage) => {
    const broken = await newFolder(anybody);
    execFileSync('cp', ['-a', `${folder}/.`, broken]);
    await damage(broken);
    await expectRefusal(await start(anybody, broken), sentence);
    await nothingLeft(broken);
  });
});

describe('a start that cannot be', () => {
  it('a port that another program has: one sentence, and nothing was begun', async () => {
    const folder = await newFolder(anybody);
    const server = createServer();
    const port = await new Promise<number>((resolve) => server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port)));
    await expectRefusal(await start(anybody, folder, { PORT: String(port), ESSAIM_DATA: path.join(folder, 'data') }), new RegExp(`^Port ${port} is taken: .*PORT=3001 npm start`));
    await nothingLeft(folder);
    await new Promise((resolve) => server.close(resolve));
  });

  it.each(['', 'data'])('a folder where the user may not write (%p): one sentence that names it', async (below) => {
    const folder = await newFolder({ name: 'whoever tests' });
    await chmod(folder, 0o555);
    await expectRefusal(await start(anybody, folder, { ESSAIM_DATA: path.join(folder, below) }), new RegExp(`${folder}.*: give it the right( to write there)?, or set ESSAIM_DATA to another folder`));
    await nothingLeft(folder);
  });

  it('a file where the folder should be: one sentence', async () => {
    const folder = await newFolder(anybody);
    await writeFile(path.join(folder, 'file'), '');
    await expectRefusal(await start(anybody, folder, { ESSAIM_DATA: path.join(folder, 'file') }), /file is in the way, not a folder: move it, or set ESSAIM_DATA/);
  });

  it.each([
    [{ PORT: 'abc' }, 'PORT is "abc"; expected a whole number from 0 to 65535'],
    [{ ESSAIM_DEMONSTRATION_DATA: 'some' }, 'ESSAIM_DEMONSTRATION_DATA is "some"; expected full, or none for a first start without data'],
    [{ ESSAIM_DEMONSTRATION: 'yes' }, 'ESSAIM_DEMONSTRATION is "yes"; expected true or false'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL is "loud"; expected one of fatal, error, warn, info, debug, silent'],
  ] as [Record<string, string>, string][])('a wrong environment, %j: said before anything starts', async (env, sentence) => {
    const folder = await newFolder(anybody);
    const port = await freePort();
    const one = await start(anybody, folder, { PORT: String(port), ...env, ESSAIM_DATA: path.join(folder, 'data') });
    expect(await one.ended).toBe(1);
    expect(one.stderr()).toBe(`The configuration is wrong:\n  - ${sentence}\n`);
    expect(await processesOn(folder)).toEqual([]);
  });
});

describe('demonstration data', () => {
  it('a load that was killed begins again, on an empty database', async () => {
    const folder = await newFolder(anybody);
    const victim = await start(anybody, folder, { ESSAIM_DEMONSTRATION_DATA: 'full' });
    await victim.says('72 poles');
    victim.signal('SIGKILL');
    await victim.ended;
    const next = await start(anybody, folder);
    await next.ready();
    expect(next.stdout()).toContain('it begins again, with an empty database');
    expect(await people(next)).toEqual([]);
    next.signal('SIGTERM');
    expect(await next.ended).toBe(0);
    await nothingLeft(folder);
  });
});
