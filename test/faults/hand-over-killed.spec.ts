import { freePort } from '#platform/network/free-port.js';
import { expectStatus } from '../support/api.js';
import { completeDraft } from '../support/open-call.js';
import { startProcess } from '../support/processes.js';
import { envOf, expectFinished, expectMailed, kills, openGround, type Ground } from './killed-fixture.js';

describe(`between the commit and the queue, killed -9 ${kills} times`, () => {
  let ground: Ground;
  beforeAll(async () => {
    ground = await openGround();
  });
  afterAll(() => ground.close());

  it('relay.after-add: the worker dies before it notes that the job was handed over', async () => expectMailed(ground, 'relay.after-add', 1));

  it('command.after-commit: the api dies before it answers; the second press gives the receipt of the first', async () => {
    const { api, call, sink } = ground;
    for (let turn = 0; turn < kills; turn++) {
      sink.deliveries.length = 0;
      const dossier = await completeDraft(api, call);
      const port = await freePort();
      const victim = startProcess('api', { ...envOf(ground, 'command.after-commit'), PORT: String(port), ESSAIM_DEMONSTRATION: 'true' });
      await victim.says('started');
      const session = await api.sessionOf(dossier.applicant);
      const press = fetch(`http://127.0.0.1:${port}/api/applications/${dossier.id}/submit`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie: `essaim=${session}` },
        body: JSON.stringify({ version: dossier.version }),
      }).catch(() => 'no answer');
      await victim.says('fault point command.after-commit');
      await victim.kill();
      expect(await press).toBe('no answer');
      const receipt = expectStatus<{ number: string }>(await dossier.applicant.call('post', `/api/applications/${dossier.id}/submit`, { version: dossier.version }), 200);
      const { rows } = await api.sql.query(`select number from submissions where application_id = $1`, [dossier.id]);
      expect(rows).toEqual([{ number: receipt.number }]);
      await expectFinished(ground, dossier.id, 1);
    }
  });
});
