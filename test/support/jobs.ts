import type { TestApi } from './api.js';

/** The worker's part, done here at once. */
export async function runJobs(api: TestApi, job: string, work: (outboxId: string) => Promise<unknown>): Promise<void> {
  const { rows } = await api.sql.query<{ id: string }>(`select id from outbox where job = $1`, [job]);
  for (const { id } of rows) await work(id);
}
