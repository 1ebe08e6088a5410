import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { holdsAnywhere } from '#domain/identity/actor.js';
import { canListEnvelopes } from '#domain/programmes/envelope.policy.js';
import { api, ask, type Schemas } from '../../client/client.js';
import { TodoSection } from '../../components/todo.js';
import { calendarDay, counted, day, list, wholeEuros } from '../../language/format.js';
import { applicationStates, callStates, envelopeStates } from '../../language/words.js';
import { useSession } from '../../session/site.js';
import { FirstVisit } from '../../shell/first-visit.js';
import { PageHead } from '../../shell/page.js';
import { deskState } from './state.js';
import { space } from './space.js';

const limit = 50;
const toRuleQuery = queryOptions({ queryKey: ['applications', 'to-rule'], queryFn: () => ask(api.GET('/api/applications', { params: { query: { state: 'submitted', limit } } })) });
const toAssignQuery = queryOptions({ queryKey: ['applications', 'to-assign'], queryFn: () => ask(api.GET('/api/applications', { params: { query: { state: 'eligible', limit } } })) });
const callsQuery = queryOptions({ queryKey: ['calls', 'first'], queryFn: () => ask(api.GET('/api/calls', { params: { query: { limit } } })) });
/** For those who may list them; nothing is asked for the others. */
const envelopesQuery = (mayList: boolean) =>
  queryOptions({
    queryKey: ['envelopes', 'proposed', mayList],
    queryFn: (): Promise<Pick<Schemas['EnvelopePage'], 'items' | 'next'>> => (mayList ? ask(api.GET('/api/envelopes', { params: { query: { state: 'proposed', limit } } })) : Promise.resolve({ items: [], next: null })),
  });

const tasksQuery = queryOptions({ queryKey: ['tasks', 'desk'], queryFn: () => ask(api.GET('/api/tasks/desk')), staleTime: 0 });

/** What the ministry has to do, each role its part: eligibility and assignments, answers, calls and addenda to publish, envelopes to confirm. */
export function OfficerHome(): ReactNode {
  const session = useSession()!;
  const [instructs, publishes, mayList] = [holdsAnywhere(session, 'officer'), holdsAnywhere(session, 'publisher'), canListEnvelopes(session)];
  const toRule = useSuspenseQuery(toRuleQuery).data;
  const toAssign = useSuspenseQuery(toAssignQuery).data;
  const drafts = useSuspenseQuery(callsQuery).data.items.filter(({ state }) => state === 'draft');
  const envelopes = useSuspenseQuery(envelopesQuery(mayList)).data;
  const tasks = useSuspenseQuery(tasksQuery).data;
  const of = (wanted: Schemas['DeskTaskDto']['kind']): typeof tasks => tasks.filter(({ kind }) => kind === wanted);
  const answers = of('message').length + of('question').length;
  const said = [
    ...(instructs && toRule.items.length > 0 ? [counted(toRule.items.length, 'dossier est à vérifier', 'dossiers sont à vérifier')] : []),
    ...(instructs && toAssign.items.length > 0 ? [counted(toAssign.items.length, 'dossier est à affecter', 'dossiers sont à affecter')] : []),
    ...(answers > 0 ? [counted(answers, 'réponse est attendue', 'réponses sont attendues')] : []),
    ...(of('addendum').length > 0 ? [counted(of('addendum').length, 'additif est à publier', 'additifs sont à publier')] : []),
    ...(publishes && drafts.length > 0 ? [counted(drafts.length, 'appel est en préparation', 'appels sont en préparation')] : []),
    ...(mayList && envelopes.items.length > 0 ? [counted(envelopes.items.length, 'enveloppe est à confirmer', 'enveloppes sont à confirmer')] : []),
  ];
  return (
    <>
      <PageHead title="À faire" lead={said.length === 0 ? 'Rien à faire aujourd’hui.' : `${list(said)}.`} />
      <div className="es-page es-end es-stack es-stack--lg">
        <FirstVisit space={space} />
        {instructs ? (
          <>
            <TodoSection
              title="Recevabilité à vérifier"
              none="Aucun dossier n’attend."
              goesOn={toRule.next !== null}
              tasks={toRule.items.map(({ id, poleName, number, submittedAt, silenceOn, state }) => ({ key: id, title: poleName, note: `${number ?? ''}, déposé le ${submittedAt === null ? '' : day(submittedAt)}${silenceOn === null ? '' : `, rejet implicite le ${calendarDay(silenceOn)}`}.`, state: deskState({ state }), to: '/instruction/recevabilite/$id', params: { id } }))}
            />
            <TodoSection title="Dossiers recevables à affecter" none="Chaque dossier recevable a ses évaluateurs." goesOn={toAssign.next !== null} tasks={toAssign.items.map(({ id, poleName, number, callCode, state }) => ({ key: id, title: poleName, note: `${number ?? ''}, ${callCode}.`, state: applicationStates[state], to: '/instruction/dossiers/$id', params: { id } }))} />
            <TodoSection title="Messages des pôles à répondre" what={['message', 'messages']} none="Aucun message n’attend de réponse." tasks={of('message').map(({ id, title, callCode, since }) => ({ key: id, title, note: `${callCode}, sans réponse depuis le ${day(since)}.`, to: '/instruction/dossiers/$id/echanges', params: { id } }))} />
            <TodoSection title="Questions à répondre" what={['question', 'questions']} none="Aucune question n’attend de réponse." tasks={of('question').map(({ id, callId, title, callCode, since }) => ({ key: id, title, note: `${callCode}, posée le ${day(since)}.`, to: '/instruction/appels/$id', params: { id: callId } }))} />
          </>
        ) : null}
        {publishes ? (
          <TodoSection title="Additifs à publier" what={['additif', 'additifs']} none="Aucun additif n’attend une seconde personne." tasks={of('addendum').map(({ id, callId, title, callCode, since }) => ({ key: id, title, note: `${callCode}, proposé le ${day(since)}.`, to: '/instruction/appels/$id', params: { id: callId } }))} />
        ) : null}
        {instructs || publishes ? (
          <TodoSection title="Appels en préparation" what={['appel', 'appels']} none="Aucun appel en préparation." tasks={drafts.map(({ id, title, code, state }) => ({ key: id, title, note: publishes ? `${code}. Une autre personne que celle qui l’a préparé le publie.` : `${code}.`, state: callStates[state], to: '/instruction/appels/$id', params: { id } }))} />
        ) : null}
        {mayList ? (
          <TodoSection title="Enveloppes à confirmer" what={['enveloppe', 'enveloppes']} none="Aucune enveloppe n’attend." goesOn={envelopes.next !== null} tasks={envelopes.items.map(({ id, title, aeAuthorisedCents, state }) => ({ key: id, title, note: 'Une autre personne que celle qui l’a proposée la confirme.', figure: wholeEuros(aeAuthorisedCents), state: envelopeStates[state] }))} />
        ) : null}
      </div>
    </>
  );
}
