import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { api, ask, type Schemas } from '../../client/client.js';
import { TodoSection, type Task } from '../../components/todo.js';
import { calendarDay, counted, wholeEuros } from '../../language/format.js';
import { decisionKinds, decisionStates } from '../../language/words.js';
import { FirstVisit } from '../../shell/first-visit.js';
import { PageHead } from '../../shell/page.js';
import { space } from './space.js';

const of = (state: Schemas['DecisionSummaryDto']['state']) => queryOptions({ queryKey: ['decisions', state], queryFn: () => ask(api.GET('/api/decisions', { params: { query: { state, limit: 50 } } })) });

const taskOf = ({ id, poleName, reference, kind, amountCents, releaseOn, state }: Schemas['DecisionSummaryDto']): Task => ({
  key: id,
  title: poleName,
  note: `${reference}, ${decisionKinds[kind].word.toLowerCase()}, à notifier à partir du ${calendarDay(releaseOn)}.`,
  ...(amountCents === null ? {} : { figure: wholeEuros(amountCents) }),
  state: decisionStates[state],
  to: '/comite/decisions/$id',
  params: { id },
});

/** Those that no newer decision replaced. */
const standing = ({ items, next }: Schemas['DecisionPage']): Schemas['DecisionPage'] => ({ items: items.filter(({ supersededAt }) => supersededAt === null), next });

/** What the committee and the signatory have before them: decisions to confirm, then to release. */
export function CommitteeHome(): ReactNode {
  const proposed = standing(useSuspenseQuery(of('proposed')).data);
  const confirmed = standing(useSuspenseQuery(of('confirmed')).data);
  const waiting = proposed.items.length + confirmed.items.length;
  return (
    <>
      <PageHead title="À faire" lead={waiting === 0 ? 'Rien à faire aujourd’hui : aucune décision n’attend.' : `${counted(proposed.items.length, 'décision est à confirmer', 'décisions sont à confirmer')}, ${counted(confirmed.items.length, 'est à notifier', 'sont à notifier')}.`} />
      <div className="es-page es-end es-stack es-stack--lg">
        <FirstVisit space={space} />
        <TodoSection title="Décisions à confirmer" what={['décision', 'décisions']} none="Aucune décision n’attend de confirmation." goesOn={proposed.next !== null} tasks={proposed.items.map(taskOf)} />
        <TodoSection title="Décisions à notifier" what={['décision', 'décisions']} none="Aucune décision n’attend de notification." goesOn={confirmed.next !== null} tasks={confirmed.items.map(taskOf)} />
      </div>
    </>
  );
}
