import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '#platform/network/free-port.js';
import { openApi } from '../support/api.js';
import { completeDraft, openCall, type Dossier } from '../support/open-call.js';
import { startProcess } from '../support/processes.js';
import { database, secret } from './fleet.js';

const run = (command: string, args: string[], env: Record<string, string> = {}): string => {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', env: { ...process.env, ...env } });
  expect([command, status, status === 0 ? '' : stderr]).toEqual([command, 0, '']);
  return stdout;
};

/** The commands of docs/deployment.md, on a database in which people go on. */
describe('backup and restore', () => {
  it('a dump taken while people submit is restored elsewhere: chain and ledger verify, and an api starts on it', async () => {
    const api = await openApi();
    await api.setClock('2023-06-15T10:00:00Z');
    const call = await openCall(api);
    const drafts: Dossier[] = [];
    for (let n = 0; n < 40; n++) drafts.push(await completeDraft(api, call));
    const folder = mkdtempSync(path.join(tmpdir(), 'essaim-backup-'));
    const { bin, port, password } = database.server;
    const superuser = { PGHOST: '127.0.0.1', PGPORT: String(port), PGUSER: 'postgres', PGPASSWORD: password };
    const [source, restored] = [new URL(process.env['DATABASE_URL']!).pathname.slice(1), `restored_${Date.now()}`];
    const elsewhere = (url: string): string => Object.assign(new URL(url), { pathname: `/${restored}` }).href;
    try {
      const dump = path.join(folder, 'essaim.dump');
      const submitting = (async () => {
        for (const { id, version, applicant } of drafts) expect((await applicant.call('post', `/api/applications/${id}/submit`, { version })).status).toBe(200);
      })();
      const dumping = spawn(path.join(bin, 'pg_dump'), ['--format=custom', '--exclude-schema=bullmq', `--file=${dump}`, source], { env: { ...process.env, ...superuser }, stdio: 'inherit' });
      expect((await once(dumping, 'exit'))[0]).toBe(0);
      await submitting;

      run(path.join(bin, 'createdb'), [restored], superuser);
      run(path.join(bin, 'psql'), ['-q', '-v', 'ON_ERROR_STOP=1', '-d', restored, '-f', path.resolve('deploy/before-restore.sql')], superuser);
      run(path.join(bin, 'pg_restore'), ['--exit-on-error', '-d', restored, dump], superuser);
      const urls = { DATABASE_URL: elsewhere(process.env['DATABASE_URL']!), DATABASE_OWNER_URL: elsewhere(process.env['DATABASE_OWNER_URL']!) };
      run(process.execPath, ['dist/apps/standalone/migrate.js', '--demonstration'], urls);
      expect(run(process.execPath, ['dist/apps/standalone/verify.js'], urls)).toMatch(/^\d+ events, 0 breaks in their chains\n\d+ transfers, 0 balances that differ from their replay\n0 loans, 0 repaid otherwise than their repayments or the ledger say\n$/);
      const started = startProcess('api', { ...urls, SMTP_URL: 'smtp://127.0.0.1:9', ESSAIM_SECRET: secret, ESSAIM_DEMONSTRATION: 'true', PORT: String(await freePort()), LOG_LEVEL: 'info' });
      await started.says('"started"');
      await started.kill();
      const submitted = run(path.join(bin, 'psql'), ['-At', '-d', restored, '-c', 'select count(*) from essaim.submissions'], superuser);
      expect(Number(submitted)).toBeLessThanOrEqual(drafts.length);
    } finally {
      spawnSync(path.join(bin, 'dropdb'), ['--force', '--if-exists', restored], { env: { ...process.env, ...superuser } });
      rmSync(folder, { recursive: true, force: true });
      await api.close();
    }
  });
});
