import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { api, ask } from '../../client/client.js';
import { TodoSection } from '../../components/todo.js';
import { calendarDay, counted, euros } from '../../language/format.js';
import { instalmentStates, orderStates } from '../../language/words.js';
import { PageHead } from '../../shell/page.js';

const limit = 50;
const dueQuery = queryOptions({ queryKey: ['instalments', 'due'], queryFn: () => ask(api.GET('/api/instalments', { params: { query: { state: 'due', limit } } })) });
const ordersQuery = (state: 'prepared' | 'approved') => queryOptions({ queryKey: ['payment-orders', state], queryFn: () => ask(api.GET('/api/payment-orders', { params: { query: { state, limit } } })) });

/** What the operator has to pay: instalments to prepare, orders to approve, orders to execute. */
export function OperatorHome(): ReactNode {
  const due = useSuspenseQuery(dueQuery).data;
  const prepared = useSuspenseQuery(ordersQuery('prepared')).data;
  const approved = useSuspenseQuery(ordersQuery('approved')).data;
  const waiting = due.items.length + prepared.items.length + approved.items.length;
  const sections = [
    { title: 'Ordres à approuver', none: 'Aucun ordre n’attend d’approbation.', page: prepared },
    { title: 'Ordres à exécuter', none: 'Aucun ordre n’attend d’exécution.', page: approved },
  ];
  return (
    <>
      <PageHead title="À faire" lead={waiting === 0 ? 'Rien à faire aujourd’hui.' : `${counted(due.items.length, 'versement est à préparer', 'versements sont à préparer')}, ${counted(prepared.items.length, 'ordre est à approuver', 'ordres sont à approuver')}, ${counted(approved.items.length, 'est à exécuter', 'sont à exécuter')}.`} />
      <div className="es-page es-end es-stack es-stack--lg">
        <TodoSection
          title="Versements à préparer"
          what={['versement', 'versements']}
          none="Aucun versement n’est dû."
          goesOn={due.next !== null}
          tasks={due.items.map(({ id, poleName, label, agreementReference, dueOn, amountCents, state }) => ({ key: id, title: poleName, note: `${label}, convention ${agreementReference}${dueOn === null ? '' : `, à payer avant le ${calendarDay(dueOn)}`}.`, figure: euros(amountCents), state: instalmentStates[state] }))}
        />
        {sections.map(({ title, none, page }) => (
          <TodoSection
            key={title}
            title={title}
            what={['ordre', 'ordres']}
            none={none}
            goesOn={page.next !== null}
            tasks={page.items.map(({ id, poleName, instalmentLabel, agreementReference, dueOn, amountCents, state }) => ({ key: id, title: poleName, note: `${instalmentLabel}, convention ${agreementReference}${dueOn === null ? '' : `, à payer avant le ${calendarDay(dueOn)}`}.`, figure: euros(amountCents), state: orderStates[state] }))}
          />
        ))}
      </div>
    </>
  );
}
