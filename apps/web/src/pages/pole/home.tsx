import { useQueries, useSuspenseInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { canEdit, canStart } from '#domain/applications/application.policy.js';
import { canSignCharter } from '#domain/charters/charter.policy.js';
import { remaining } from '../../components/countdown.js';
import { EmptyState } from '../../components/empty-state.js';
import { TodoSection } from '../../components/todo.js';
import { counted } from '../../language/format.js';
import { applicationStates, signedWords } from '../../language/words.js';
import { itemsOf } from '../../lists/keyset.js';
import { useNow, useSession } from '../../session/site.js';
import { FirstVisit } from '../../shell/first-visit.js';
import { PageHead } from '../../shell/page.js';
import { callQuery, openCallsQuery } from '../visitor/queries.js';
import { gapsOf, stepsOf } from './content.js';
import { draftSentence, nextFor, type Next } from './next.js';
import { Invited } from './invited.js';
import { accountsQuery, agreementsQuery, applicationQuery, applicationsQuery, instalmentsQuery, polesQuery } from './queries.js';
import { space } from './space.js';
import { byDue, poleTasksQuery, taskOf, type Due } from './tasks.js';

/** How many drafts are opened to say what they lack: a pole has one per call. */
const opened = 6;

/** What the pole has to do: one sentence per dossier says what comes next, one click resumes it. */
export function PoleHome(): ReactNode {
  const { data, hasNextPage } = useSuspenseInfiniteQuery(applicationsQuery);
  const poles = useSuspenseQuery(polesQuery).data.items;
  const calls = useSuspenseQuery(openCallsQuery).data.items;
  const agreements = useSuspenseQuery(agreementsQuery()).data.items;
  const instalments = useSuspenseQuery(instalmentsQuery()).data.items;
  const accounts = useSuspenseQuery(accountsQuery()).data.items;
  const tasks = useSuspenseQuery(poleTasksQuery).data;
  const session = useSession()!;
  const now = useNow();
  const dossiers = itemsOf(data);
  const drafts = dossiers.filter((one) => one.state === 'draft' && now < new Date(one.closesAt) && canEdit(session, one));
  const inSight = drafts.slice(0, opened);
  const details = useQueries({ queries: inSight.map(({ id }) => applicationQuery(id)) });
  const terms = useQueries({ queries: inSight.map(({ callId }) => callQuery(callId)) });

  const draftTask = (one: (typeof drafts)[number], index: number): Due => {
    const [detail, call] = [details[index]?.data, terms[index]?.data];
    const missing = detail === undefined || call === undefined ? undefined : gapsOf(stepsOf(detail)).length;
    return { key: one.id, title: one.projectTitle, note: draftSentence(one, missing, now), state: applicationStates.draft, to: '/pole/dossiers/$id', params: { id: one.id }, dueAt: one.closesAt };
  };
  const others = dossiers.filter((one) => !drafts.includes(one)).map((one) => ({ one, next: nextFor(session, one, { agreements, instalments, accounts }, now) }));
  const task = ({ one, next }: { one: (typeof dossiers)[number]; next: Next }): Due => ({
    key: one.id,
    title: one.projectTitle,
    note: next.sentence,
    state: applicationStates[one.state],
    to: one.state === 'draft' ? '/pole/dossiers/$id/relire' : '/pole/dossiers/$id/suivi',
    params: { id: one.id },
    dueAt: one.correctionDueAt ?? (one.reopenedAt === null ? null : one.closesAt),
  });
  const toSign = poles.filter(({ id }) => canSignCharter(session, id) && dossiers.some(({ poleId, charterToSign, closesAt }) => poleId === id && charterToSign && now < new Date(closesAt)));
  const charterTask = ({ id, name }: (typeof poles)[number]): Due => ({ key: `charte-${id}`, title: `Signer la charte des pôles, ${name}`, note: 'Un appel la demande : sans la signature de la version en vigueur, le dossier n’est pas reçu.', state: signedWords['to-sign'], to: '/pole/charte/$poleId', params: { poleId: id }, dueAt: dossiers.filter(({ poleId, charterToSign }) => poleId === id && charterToSign).map(({ closesAt }) => closesAt).sort()[0] ?? null });
  const waiting = [...toSign.map(charterTask), ...tasks.map((one) => taskOf(one, now)), ...drafts.map(draftTask), ...others.filter(({ next }) => next.isForMe).map(task)].sort(byDue);
  const following = others.filter(({ next }) => !next.isForMe).map(task);
  const own = poles.filter(({ id }) => canStart(session, id));
  /** A dossier of a track leaves the others to ask for. */
  const free = calls.filter(({ id }) => (own.length === 0 && dossiers.length === 0) || own.some((pole) => !dossiers.some((one) => one.callId === id && one.poleId === pole.id && one.state !== 'discarded' && one.track === null)));
  return (
    <>
      <PageHead
        title="À faire"
        lead={waiting.length === 0 ? (dossiers.length === 0 ? 'Aucun dossier pour l’instant.' : 'Rien à faire aujourd’hui : vos dossiers suivent leur cours.') : `${counted(waiting.length, 'tâche vous attend', 'tâches vous attendent')}.`}
      />
      <div className="es-page es-end es-stack es-stack--lg">
        <FirstVisit space={space} />
        <Invited />
        {dossiers.length === 0 ? (
          <EmptyState
            dots="first"
            level={2}
            title="Votre premier dossier commence ici"
            text={
              calls.length === 0
                ? 'Aucun appel n’est ouvert aujourd’hui. Les suivants paraîtront sur la page des appels.'
                : 'Choisissez un appel, inscrivez votre pôle, remplissez le dossier par étapes. Tout s’enregistre au fur et à mesure : vous pouvez vous arrêter et reprendre. Rien ne part avant que vous ne déposiez.'
            }
          >
            {calls[0] === undefined ? (
              <Link className="fr-btn" to="/appels">
                Lire les appels
              </Link>
            ) : (
              <Link className="fr-btn" to="/pole/candidater/$callId" params={{ callId: calls[0].id }}>
                Candidater
              </Link>
            )}
            <Link to="/aide/pole">Lire le guide d’une page</Link>
          </EmptyState>
        ) : (
          <>
            <TodoSection title="Ce qui vous attend" what={['tâche', 'tâches']} none="Rien à faire aujourd’hui." tasks={waiting} goesOn={hasNextPage} />
            {following.length === 0 && !hasNextPage ? null : <TodoSection title="Mes autres dossiers" none="Aucun autre dossier." tasks={following} goesOn={hasNextPage} />}
          </>
        )}
        <TodoSection
          title="Candidater à un appel ouvert"
          what={['appel', 'appels']}
          none={calls.length === 0 ? 'Aucun appel n’est ouvert aujourd’hui.' : 'Vos pôles ont un dossier pour chaque appel ouvert.'}
          tasks={free.map(({ id, title, closesAt }) => ({ key: id, title, note: closesAt === null ? '' : `${remaining(now, closesAt)} pour déposer.`, to: '/pole/candidater/$callId', params: { callId: id } }))}
        />
        <TodoSection title="Mes pôles" what={['pôle', 'pôles']} none="Aucun pôle n’est encore inscrit à votre nom." tasks={poles.map(({ id, name, siren, city }) => ({ key: id, title: name, note: `SIREN ${siren}, ${city}. Sa fiche dans l’annuaire.`, to: '/pole/fiche/$id', params: { id } }))} />
        {poles.length === 0 ? null : <TodoSection title="Équipes" what={['pôle', 'pôles']} none="Aucun pôle." tasks={poles.map(({ id, name }) => ({ key: id, title: `Équipe de ${name}`, note: 'Qui en est, qui est invité, inviter quelqu’un.', to: '/pole/equipe/$poleId', params: { poleId: id } }))} />}
      </div>
    </>
  );
}
