import { useSuspenseQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { api, ask, type Schemas } from '../../client/client.js';
import { CommandButton, CommandOutcome } from '../../commands/command.js';
import { useCommand } from '../../commands/use-command.js';
import { EmptyState } from '../../components/empty-state.js';
import { counted, dayAndTime } from '../../language/format.js';
import { DataTable } from '../../lists/data-table.js';
import { useSession } from '../../session/site.js';
import { PageHead } from '../../shell/page.js';
import { failedJobsQuery } from './queries.js';

type Job = Schemas['FailedJobDto'];

/** Background work that gave up after all its tries: why, and once more. */
export function JobsPage(): ReactNode {
  const jobs = useSuspenseQuery(failedJobsQuery).data;
  const administers = useSession()?.grants.some(({ role }) => role === 'administrator') ?? false;
  const retry = useCommand<Job>({
    act: ({ id }) => ask(api.POST('/api/failed-jobs/{id}/retry', { params: { path: { id } } })),
    done: (_, { job }) => `La tâche ${job} est relancée. Si elle échoue encore, elle revient ici avec sa raison.`,
    refreshes: [['failed-jobs'], ['notifications']],
  });
  return (
    <>
      <PageHead title="Travaux en échec" trail={[{ label: 'À faire', to: '/administration' }]} lead={jobs.length === 0 ? 'Aucune tâche n’est en échec.' : `${counted(jobs.length, 'tâche a', 'tâches ont')} épuisé leurs essais. Rien n’est perdu : chacune se relance.`} />
      <div className="es-page es-end es-stack--lg">
        <CommandOutcome command={retry} />
        {jobs.length === 0 ? (
          <EmptyState dots="done" level={2} title="Rien à relancer" text="Lettres, courriels et contrôles se font sans erreur." />
        ) : (
          <section className="es-panel es-panel--flush" aria-label="Tâches en échec">
            <DataTable
              caption="Tâches en échec"
              rows={jobs}
              rowKey={({ id }) => id}
              total={jobs.length}
              what={['tâche', 'tâches']}
              columns={[
                { key: 'job', head: 'Tâche', cell: ({ job, queue }) => <>{job}<span className="sub">file {queue}</span></> },
                { key: 'why', head: 'Raison', cell: ({ reason }) => <span className="es-break">{reason}</span> },
                { key: 'at', head: 'Dernier essai', cell: ({ failedAt }) => (failedAt === null ? '–' : dayAndTime(failedAt)) },
                { key: 'tries', head: 'Essais', numeric: true, cell: ({ attempts }) => attempts },
                ...(administers ? [{ key: 'act', head: 'À faire', cell: (job: Job) => <CommandButton command={retry} input={job} kind="secondary" small>Relancer<span className="es-vh"> {job.job}</span></CommandButton> }] : []),
              ]}
            />
          </section>
        )}
      </div>
    </>
  );
}
