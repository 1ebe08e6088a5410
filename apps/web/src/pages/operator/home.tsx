import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { api, ask } from '../../client/client.js';
import { TodoSection, type Task } from '../../components/todo.js';
import { calendarDay, counted, euros, wholeEuros } from '../../language/format.js';
import { agreementStates, envelopeStates, instalmentStates, orderStates, type Role } from '../../language/words.js';
import { useSession } from '../../session/site.js';
import { FirstVisit } from '../../shell/first-visit.js';
import { PageHead } from '../../shell/page.js';
import { groupedIban } from './money.js';
import type { Instalment, Order } from './queries.js';
import { space } from './space.js';

const limit = 50;
const dueQuery = queryOptions({ queryKey: ['instalments', 'due'], queryFn: () => ask(api.GET('/api/instalments', { params: { query: { state: 'due', limit } } })) });
const ordersQuery = (state: 'prepared' | 'approved') => queryOptions({ queryKey: ['payment-orders', state], queryFn: () => ask(api.GET('/api/payment-orders', { params: { query: { state, limit } } })) });
const accountsToVerifyQuery = queryOptions({ queryKey: ['bank-accounts', 'to-verify'], queryFn: () => ask(api.GET('/api/bank-accounts', { params: { query: { verified: false, limit } } })) });
const toSignQuery = queryOptions({ queryKey: ['agreements', 'to-sign'], queryFn: () => ask(api.GET('/api/agreements', { params: { query: { state: 'half-signed', limit } } })) });
const proposedQuery = queryOptions({ queryKey: ['envelopes', 'proposed'], queryFn: () => ask(api.GET('/api/envelopes', { params: { query: { state: 'proposed', limit } } })) });

const toPayment = (agreementId: string, id: string) => ({ to: '/paiement/versements/$agreementId/$id', params: { agreementId, id } });
const before = (dueOn: string | null): string => (dueOn === null ? '' : `, à payer avant le ${calendarDay(dueOn)}`);

const ofInstalment = ({ id, poleName, label, agreementId, agreementReference, dueOn, amountCents, state }: Instalment): Task => ({ key: id, title: poleName, note: `${label}, convention ${agreementReference}${before(dueOn)}.`, figure: euros(amountCents), state: instalmentStates[state], ...toPayment(agreementId, id) });
const ofOrder = ({ id, poleName, instalmentId, instalmentLabel, agreementId, agreementReference, dueOn, amountCents, state }: Order): Task => ({ key: id, title: poleName, note: `${instalmentLabel}, convention ${agreementReference}${before(dueOn)}.`, figure: euros(amountCents), state: orderStates[state], ...toPayment(agreementId, instalmentId) });

/** What waits, first what this person's role does: instalments to prepare, orders to approve, to execute, accounts, signatures, envelopes. */
export function OperatorHome(): ReactNode {
  const session = useSession();
  const due = useSuspenseQuery(dueQuery).data;
  const prepared = useSuspenseQuery(ordersQuery('prepared')).data;
  const approved = useSuspenseQuery(ordersQuery('approved')).data;
  const accounts = useSuspenseQuery(accountsToVerifyQuery).data;
  const agreements = useSuspenseQuery(toSignQuery).data;
  const envelopes = useSuspenseQuery(proposedQuery).data;
  const does = (role: Role): boolean => session?.grants.some((grant) => grant.role === role) ?? false;
  const sections = [
    { role: 'preparer', title: 'Versements à préparer', what: ['versement', 'versements'], none: 'Aucun versement n’est dû.', page: due, tasks: due.items.map(ofInstalment) },
    { role: 'approver', title: 'Ordres à approuver', what: ['ordre', 'ordres'], none: 'Aucun ordre n’attend d’approbation.', page: prepared, tasks: prepared.items.map(ofOrder) },
    { role: 'executor', title: 'Ordres à exécuter', what: ['ordre', 'ordres'], none: 'Aucun ordre n’attend d’exécution.', page: approved, tasks: approved.items.map(ofOrder) },
    { role: 'approver', title: 'Comptes bancaires à vérifier', what: ['compte', 'comptes'], none: 'Aucun compte n’attend de vérification.', page: accounts, tasks: accounts.items.map(({ id, poleName, iban, holder }): Task => ({ key: id, title: poleName, note: `${groupedIban(iban)}, au nom de ${holder}.`, to: '/paiement/comptes' })) },
    { role: 'signatory', title: 'Conventions à signer pour l’État', what: ['convention', 'conventions'], none: 'Aucune convention n’attend de signature.', page: agreements, tasks: agreements.items.map(({ id, poleName, reference, amountCents, state }): Task => ({ key: id, title: poleName, note: `${reference}.`, figure: wholeEuros(amountCents), state: agreementStates[state], to: '/paiement/conventions/$id', params: { id } })) },
    { role: 'budget-approver', title: 'Enveloppes à confirmer', what: ['enveloppe', 'enveloppes'], none: 'Aucune enveloppe n’attend de confirmation.', page: envelopes, tasks: envelopes.items.map(({ id, title, state }): Task => ({ key: id, title, note: 'Une autre personne que celle qui l’a proposée la confirme.', state: envelopeStates[state], to: '/paiement/enveloppes/$id', params: { id } })) },
  ] as const;
  const own = sections.filter(({ role }) => does(role));
  const mine = own.reduce((sum, { tasks }) => sum + tasks.length, 0);
  return (
    <>
      <PageHead title="À faire" lead={mine > 0 ? `${counted(mine, 'chose vous attend', 'choses vous attendent')}.` : own.length > 0 ? 'Rien à faire aujourd’hui.' : 'Vous lisez ici ; les étapes reviennent à d’autres personnes.'} />
      <div className="es-page es-end es-stack es-stack--lg">
        <FirstVisit space={space} />
        {[...own, ...sections.filter((section) => !does(section.role) && section.tasks.length > 0)].map(({ title, what, none, page, tasks, role }) => (
          <TodoSection key={title} title={does(role) ? title : `${title}, par d’autres`} what={what} none={none} goesOn={page.next !== null} tasks={tasks} />
        ))}
      </div>
    </>
  );
}
