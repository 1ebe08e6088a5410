import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startMailbox } from '#platform/mail/mailbox.js';
import { startFleet } from './fleet.js';

describe('the round of 2023 through one of two apis, two workers, PostgreSQL and Redis', () => {
  it('gives every figure of the round', async () => {
    const dir = await mkdtemp(path.join(tmpdir(), 'essaim-mails-'));
    const mailbox = await startMailbox({ dir });
    const fleet = await startFleet({ SMTP_URL: mailbox.smtpUrl, ESSAIM_MAILBOX: dir, TIMERS_EVERY_MS: '500' });
    try {
      const demo = spawn(process.execPath, ['dist/apps/standalone/demo.js', '--url', fleet.apis[1]!.url], { env: { ...process.env }, stdio: ['ignore', 'pipe', 'pipe'] });
      let output = '';
      for (const stream of [demo.stdout, demo.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
      const [code] = (await once(demo, 'exit')) as [number];
      expect([code, code === 0 ? '' : output]).toEqual([0, '']);
    } finally {
      await fleet.close();
      await mailbox.close();
      await rm(dir, { recursive: true, force: true });
    }
  });
});
