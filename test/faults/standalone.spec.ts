import { spawn } from 'node:child_process';
import { chown, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { freePort } from '#platform/network/free-port.js';
import { identities, postmasterOf, processesOn, type Standalone } from '../support/standalone.js';
import { expectRefusal, nothingLeft, people, person, register, Starts } from '../support/starts.js';
import { until } from '../support/until.js';

const starts = new Starts();
const { newFolder, start } = starts;
afterAll(() => starts.end());

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
