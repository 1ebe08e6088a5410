import { useSuspenseQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { parisDay } from '#domain/shared/day.js';
import { api, ask, type Schemas } from '../../client/client.js';
import { AskedTwice } from '../../commands/asked-twice.js';
import { useCommand } from '../../commands/use-command.js';
import { StateBadge } from '../../components/state-badge.js';
import { calendarDay, dayAndTime, euros } from '../../language/format.js';
import { applicationStates, decisionKinds, timelineWords } from '../../language/words.js';
import { useNow } from '../../session/site.js';
import { Icon } from '../../shell/icons.js';
import { PageHead } from '../../shell/page.js';
import { Again } from './again.js';
import type { Dossier } from './content.js';
import { Award } from './award.js';
import { Loans } from './loan.js';
import { nextOf } from './next.js';
import { accountsQuery, agreementsQuery, applicationQuery, decisionQuery, decisionsQuery, instalmentsQuery, timelineQuery } from './queries.js';
import { useVisit } from './tasks.js';
import { Receipt } from './receipt.js';

/** What becomes of a dossier: where it is, what comes next, letters, the agreement and the money. */
export function FollowPage(): ReactNode {
  const { id } = useParams({ from: '/pole/dossiers/$id/suivi' });
  useVisit(id);
  const dossier = useSuspenseQuery(applicationQuery(id)).data;
  const decisions = useSuspenseQuery(decisionsQuery(id)).data.items;
  const agreements = useSuspenseQuery(agreementsQuery(dossier.number ?? undefined)).data.items.filter(({ applicationId }) => applicationId === id);
  const instalments = useSuspenseQuery(instalmentsQuery(agreements[0]?.id)).data.items.filter(({ applicationId }) => applicationId === id);
  const accounts = useSuspenseQuery(accountsQuery(dossier.poleId)).data.items;
  const now = useNow();
  const { sentence } = nextOf(dossier, { agreements, instalments, accounts }, now);
  return (
    <>
      <PageHead
        title={dossier.projectTitle}
        trail={[{ label: 'À faire', to: '/pole' }]}
        lead={dossier.track === null ? sentence : `Volet « ${dossier.track.title} ». ${sentence}`}
        actions={
          <>
            <StateBadge of={applicationStates[dossier.state]} />
            {dossier.submissions.length === 0 ? null : (
              <Link className="fr-btn fr-btn--tertiary-no-outline" to="/pole/dossiers/$id/messages" params={{ id }}>
                {dossier.answerDueFrom === 'pole' && dossier.state !== 'withdrawn' ? 'Messages, une réponse est attendue' : 'Messages'}
              </Link>
            )}
            <Link className="fr-btn fr-btn--secondary" to="/pole/dossiers/$id/relire" params={{ id }}>
              Relire mon dossier
            </Link>
          </>
        }
      />
      <div className="es-page es-end es-two">
        <div className="es-stack es-stack--lg">
          {decisions.map((decision) => (
            <Decision key={decision.id} decision={decision} />
          ))}
          {agreements[0] === undefined ? null : <Award agreementId={agreements[0].id} instalments={instalments} accounts={accounts} poleId={dossier.poleId} />}
          {instalments.some(({ state }) => state === 'paid') ? <Loans applicationId={id} /> : null}
          <Again dossier={dossier} />
          {dossier.submissions.length === 0 ? null : (
            <section aria-labelledby="recepisse">
              <h2 id="recepisse">Récépissé</h2>
              <Receipt dossier={dossier} />
              {dossier.submissions.length < 2 ? null : (
                <p>
                  <Link to="/pole/dossiers/$id/depots" params={{ id }}>
                    Comparer mes dépôts
                  </Link>
                </p>
              )}
            </section>
          )}
          {dossier.actions.includes('withdraw') ? <Withdraw dossier={dossier} /> : null}
        </div>
        <aside aria-labelledby="histoire">
          <h2 id="histoire" className="fr-h4">
            Ce qui s’est passé
          </h2>
          <Timeline dossier={dossier} decisions={decisions} agreements={agreements} instalments={instalments} now={now} />
        </aside>
      </div>
    </>
  );
}

interface Happened {
  key: string;
  at: string;
  what: string;
  isDay?: boolean;
}

/** Past and to come, oldest first, in plain words. */
function Timeline({ dossier, decisions, agreements, instalments, now }: { dossier: Dossier; decisions: readonly Schemas['DecisionSummaryDto'][]; agreements: readonly Schemas['AgreementSummaryDto'][]; instalments: readonly Schemas['InstalmentDto'][]; now: Date }): ReactNode {
  const entries = useSuspenseQuery(timelineQuery(dossier.id)).data;
  const past: Happened[] = [
    ...entries.map(({ seq, name, occurredAt }) => ({ key: `e${seq}`, at: occurredAt, what: timelineWords[name] ?? 'Votre dossier a changé' })),
    ...decisions.flatMap(({ id, kind, releasedAt }) => (releasedAt === null ? [] : [{ key: id, at: releasedAt, what: `Décision notifiée : ${decisionKinds[kind].word.toLowerCase()}` }])),
    ...agreements.flatMap(({ id, draftedAt, signedByPoleAt, signedByAuthorityAt }) => [
      { key: `${id}-d`, at: draftedAt, what: 'Convention prête à signer' },
      ...(signedByPoleAt === null ? [] : [{ key: `${id}-p`, at: signedByPoleAt, what: 'Convention signée par le pôle' }]),
      ...(signedByAuthorityAt === null ? [] : [{ key: `${id}-a`, at: signedByAuthorityAt, what: 'Convention signée par l’État' }]),
    ]),
    ...instalments.flatMap(({ id, label, reportAcceptedAt }) => (reportAcceptedAt === null ? [] : [{ key: `${id}-r`, at: reportAcceptedAt, what: `Bilan accepté : ${label.toLowerCase()}` }])),
    ...instalments.flatMap(({ id, label, amountCents, paidAt }) => (paidAt === null ? [] : [{ key: `${id}-v`, at: paidAt, what: `Versé : ${label.toLowerCase()}, ${euros(amountCents)}` }])),
  ].sort((one, other) => one.at.localeCompare(other.at));
  const isWaiting = ['submitted', 'under-examination', 'eligible', 'under-review'].includes(dossier.state);
  const coming: Happened[] = [
    ...(isWaiting && dossier.silenceOn !== null && parisDay(now) <= dossier.silenceOn ? [{ key: 'silence', at: dossier.silenceOn, what: 'Réponse attendue avant ce jour ; ensuite, le silence vaut rejet', isDay: true }] : []),
    ...instalments.filter(({ state, dueOn }) => (state === 'due' || state === 'ordered') && dueOn !== null).map(({ id, label, amountCents, dueOn }) => ({ key: id, at: dueOn!, what: `${label} de ${euros(amountCents)} à recevoir avant ce jour`, isDay: true })),
  ];
  return (
    <ol className="es-time">
      {past.map(({ key, at, what }, index) => (
        <li key={key} className={index === past.length - 1 && coming.length === 0 ? 'now' : 'past'}>
          <time dateTime={at}>{dayAndTime(at)}</time>
          {what}
        </li>
      ))}
      {coming.length === 0 ? null : (
        <li className="now">
          <time dateTime={now.toISOString()}>{dayAndTime(now)}, maintenant</time>
          <b>{isWaiting ? 'L’administration examine votre dossier' : 'Le paiement est en cours'}</b>
        </li>
      )}
      {coming.map(({ key, at, what }) => (
        <li key={key}>
          <time dateTime={at}>{calendarDay(at)}</time>
          {what}
        </li>
      ))}
    </ol>
  );
}

function Decision({ decision }: { decision: Schemas['DecisionSummaryDto'] }): ReactNode {
  const detail = useSuspenseQuery(decisionQuery(decision.id)).data;
  const isOver = parisDay(useNow()) > detail.appealLastDay;
  return (
    <section className="es-panel es-stack" aria-labelledby={`decision-${decision.id}`}>
      <div className="es-row es-row--between">
        <h2 id={`decision-${decision.id}`} className="es-panel__h es-m0">
          Décision {decision.reference}
        </h2>
        <StateBadge of={decisionKinds[decision.kind]} />
      </div>
      {decision.amountCents === null ? null : (
        <p className="es-m0">{decision.amountCents === 0 ? 'Un accompagnement, sans versement.' : <b className="es-figure">{euros(decision.amountCents)}</b>}</p>
      )}
      {decision.reserveRank === null ? null : <p className="es-m0">Rang {decision.reserveRank} sur la liste complémentaire.</p>}
      {detail.motivation === '' ? null : <p className="es-m0 es-written">{detail.motivation}</p>}
      <p className="es-m0 es-muted">
        {detail.supersededAt !== null
          ? 'Une décision plus récente l’a remplacée.'
          : isOver
            ? `Le délai pour la contester est passé depuis le ${calendarDay(detail.appealLastDay)}.`
            : `Vous pouvez contester cette décision jusqu’au ${calendarDay(detail.appealLastDay)} ; la lettre dit comment.`}
      </p>
      {decision.hasLetter ? (
        <p className="es-m0">
          <a href={`/api/decisions/${decision.id}/letter`} target="_blank" rel="noreferrer">
            <Icon name="document" /> Ouvrir la lettre (PDF, nouvel onglet)
          </a>
          {detail.letter === null ? null : (
            <small className="es-block es-muted">
              Code de vérification : <Link to="/lettres/$code" params={{ code: detail.letter.verificationCode }}>{detail.letter.verificationCode}</Link>
            </small>
          )}
        </p>
      ) : (
        <p className="es-m0 es-muted">La lettre est en cours de préparation.</p>
      )}
    </section>
  );
}

function Withdraw({ dossier }: { dossier: Dossier }): ReactNode {
  const withdraw = useCommand<void>({
    act: () => ask(api.POST('/api/applications/{id}/withdraw', { params: { path: { id: dossier.id } } })),
    done: () => 'Votre dossier est retiré. Personne ne l’examine plus.',
    refreshes: [['applications']],
  });
  return (
    <AskedTwice
      id="retirer"
      title="Retirer ce dossier"
      note="Possible tant que la décision n’est pas signée."
      first="Retirer mon dossier"
      warning={
        <>
          <b>Le retrait est définitif.</b> L’administration cesse d’examiner « {dossier.projectTitle} », et ce dossier ne peut plus être déposé de nouveau pour cet appel.
        </>
      }
      more="Il reste lisible ici, avec son récépissé."
      keep="Garder mon dossier"
      second="Retirer définitivement"
      command={withdraw}
    />
  );
}
