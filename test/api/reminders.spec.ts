import { ReminderService } from '#features/applications/drafts/reminder.service.js';
import { openApi, type TestApi } from '../support/api.js';
import { completeDraft, openCall } from '../support/open-call.js';
import { until } from '../support/until.js';

let api: TestApi;
beforeAll(async () => {
  api = await openApi();
  await api.setClock('2023-10-02T10:00:00Z');
});
afterAll(() => api?.close());

it('drafts are reminded one by one: somebody who writes in one holds up no other', async () => {
  const call = await openCall(api, { phase: { opensAt: '2023-10-01T00:00:00Z', closesAt: '2023-10-30T23:00:00Z' } });
  const ids = [(await completeDraft(api, call)).id, (await completeDraft(api, call)).id].sort();
  const reminded = async (): Promise<string[]> => (await api.sql.query<{ id: string }>('select application_id as id from draft_reminders order by 1')).rows.map(({ id }) => id);
  const writer = await api.sql.connect();
  try {
    await writer.query('begin');
    await writer.query('select from applications where id = $1 for update', [ids[1]]);
    const all = api.app.get(ReminderService, { strict: false }).remind(new Date('2023-10-29T00:00:00Z'));
    await until('the first is reminded', async () => (await reminded()).join() === ids[0], 10_000);
    await writer.query('rollback');
    expect(await all).toBe(2);
  } finally {
    writer.release(true);
  }
  expect(await reminded()).toEqual(ids);
});
