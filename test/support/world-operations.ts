import { randomUUID } from 'node:crypto';
import { ReceiptService } from '#features/attachments/receipt.service.js';
import { NotificationService } from '#features/notifications/notification.service.js';
import { Queues } from '#platform/queue/queues.js';
import type { Caller, TestApi } from './api.js';
import { runJobs } from './jobs.js';
import { until } from './until.js';
import type { Staff } from './world-people.js';
import { made, type OpenSide, type Side } from './world-side.js';

/** What belongs to no call. */
export async function operations(api: TestApi, { officer, administrator }: Staff, spare: Caller, here: OpenSide): Promise<Partial<Side>> {
  const lines = [{ label: 'Création', amounts: [{ year: 2024, amountCents: 100 }] }];
  await runJobs(api, 'attachments.make-receipt', (id) => api.app.get(ReceiptService, { strict: false }).make(id));
  await runJobs(api, 'notifications.plan', (id) => api.app.get(NotificationService, { strict: false }).plan(id));
  const { rows } = await api.sql.query<{ id: string; event: string }>(
    `select n.id, e.id as event from notifications n join events e on e.id = n.event_id where e.name = 'application.submitted' and e.subject_id = $1`,
    [here.ids.submitted],
  );
  const queues = api.app.get(Queues, { strict: false });
  const job = randomUUID();
  queues.work('decisions', () => Promise.reject(new Error('a job that always fails')), 1);
  await queues.add([{ id: job, job: 'decisions.make-letter' }]);
  await until('the job has failed', async () => (await queues.failed(10)).some(({ id }) => id === job));
  const roadmap = (announcedOn: string): Promise<string> => made(officer, '/api/roadmaps', { title: 'Feuille de route fictive', announcedOn, lines });
  await roadmap('2023-10-29');
  return {
    roadmap: await roadmap('2023-10-30'),
    user: spare.id,
    'role-grant': await made(administrator, `/api/users/${spare.id}/role-grants`, { role: 'committee-member', scope: { callId: here.ids['draft-call'] } }),
    notification: rows[0]!.id,
    'submission-event': rows[0]!.event,
    'failed-job': job,
  };
}
