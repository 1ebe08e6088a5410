import { execFileSync } from 'node:child_process';
import { chmod, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '#platform/network/free-port.js';
import { processesOn } from '../support/standalone.js';
import { anybody, expectRefusal, killAll, nothingLeft, people, Starts } from '../support/starts.js';
import { until } from '../support/until.js';

/** What a first start has made in its folder when it is killed. */
const moments = [/^postgres(\.new-.*)?$/, /^postgres\.log$/, /^passwords\.json$/, /^postgres$/, /^mailbox-/, /^secret$/];

const kills = process.env['ESSAIM_PROOFS'] === 'whole' ? moments.length : 3;

const starts = new Starts();
const { newFolder, start } = starts;
afterAll(() => starts.end());

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
