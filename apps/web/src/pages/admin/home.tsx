import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { api, ask } from '../../client/client.js';
import { Message } from '../../components/message.js';
import { TodoSection } from '../../components/todo.js';
import { counted, dayAndTime } from '../../language/format.js';
import { mailNames, notificationStates } from '../../language/words.js';
import { FirstVisit } from '../../shell/first-visit.js';
import { PageHead } from '../../shell/page.js';
import { space } from './space.js';

const failedQuery = queryOptions({ queryKey: ['failed-jobs'], queryFn: () => ask(api.GET('/api/failed-jobs')) });
const pendingQuery = queryOptions({ queryKey: ['notifications', 'pending'], queryFn: () => ask(api.GET('/api/notifications', { params: { query: { status: 'pending', limit: 50 } } })) });
const healthQuery = queryOptions({ queryKey: ['health'], queryFn: () => ask(api.GET('/health/ready')), refetchInterval: 30_000 });

/** What the administrator has to look at: failed jobs, mails that did not leave, the health of the service. */
export function AdminHome(): ReactNode {
  const failed = useSuspenseQuery(failedQuery).data;
  const pending = useSuspenseQuery(pendingQuery).data;
  const health = useSuspenseQuery(healthQuery).data;
  return (
    <>
      <PageHead title="À faire" lead={failed.length === 0 ? 'Rien à faire aujourd’hui : aucune tâche n’est en échec.' : `${counted(failed.length, 'tâche est en échec', 'tâches sont en échec')}.`} />
      <div className="es-page es-end es-stack es-stack--lg">
        <FirstVisit space={space} />
        {health.outboxLate ? <Message tone="warn">La file d’attente a du retard. Vérifiez que les processus de travail tournent.</Message> : <Message tone="ok">Le service répond, la file d’attente est à jour.</Message>}
        <TodoSection title="Tâches en échec" what={['tâche', 'tâches']} none="Aucune tâche en échec." tasks={failed.map(({ id, queue, job, attempts, failedAt, reason }) => ({ key: id, title: `${queue} : ${job}`, note: `${counted(attempts, 'essai')}${failedAt === null ? '' : `, le dernier le ${dayAndTime(failedAt)}`}. ${reason}`, to: '/administration/travaux' }))} />
        <TodoSection title="Courriels en attente" what={['courriel', 'courriels']} none="Aucun courriel en attente." goesOn={pending.next !== null} tasks={pending.items.map(({ id, recipient, template, createdAt, status }) => ({ key: id, title: recipient, note: `${mailNames[template] ?? template}, depuis le ${dayAndTime(createdAt)}.`, state: notificationStates[status], to: '/administration/courriels' }))} />
      </div>
    </>
  );
}
