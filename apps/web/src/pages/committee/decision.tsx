import { useSuspenseQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { api, ask, type Schemas } from '../../client/client.js';
import { CommandButton, CommandOutcome } from '../../commands/command.js';
import { useCommand } from '../../commands/use-command.js';
import { Fact, Step } from '../../components/facts.js';
import { StateBadge } from '../../components/state-badge.js';
import { calendarDay, dayAndTime, euros } from '../../language/format.js';
import { decisionKinds, decisionStates, regionName } from '../../language/words.js';
import { Icon } from '../../shell/icons.js';
import { PageHead } from '../../shell/page.js';
import { afterOf, whatItDoes } from './decision-steps.js';
import { decisionQuery } from './queries.js';

type Full = Schemas['DecisionDto'];

/** One decision: what it says, its letter, who proposed, confirmed and released it, and the step that comes next. */
export function DecisionPage(): ReactNode {
  const { id } = useParams({ from: '/comite/decisions/$id' });
  const decision = useSuspenseQuery(decisionQuery(id)).data;
  const step = useCommand<Full>({
    act: ({ state }) => (state === 'proposed' ? ask(api.POST('/api/decisions/{id}/confirm', { params: { path: { id } } })) : ask(api.POST('/api/decisions/{id}/release', { params: { path: { id } } }))),
    done: (_, before) => `Fait : ${afterOf(before)}`,
    refreshes: [['decisions'], ['ranking']],
  });
  const [action] = decision.actions;
  const tooSoon = action === 'release' && decision.letter === null;
  return (
    <>
      <PageHead
        title={`${decisionKinds[decision.kind].word} : ${decision.poleName}`}
        trail={[
          { label: 'À faire', to: '/comite' },
          { label: 'Décisions', to: '/comite/decisions' },
        ]}
        lead={leadOf(decision)}
        actions={<StateBadge of={decisionStates[decision.state]} />}
      />
      <div className="es-page es-end es-two">
        <div className="es-stack--lg">
          <section className="es-panel" aria-labelledby="contenu-decision">
            <h2 id="contenu-decision">Ce qu’elle dit</h2>
            <dl className="es-facts">
              <Fact name="Référence">{decision.reference}</Fact>
              <Fact name="Dossier">
                {decision.applicationNumber}, {decision.projectTitle}, {regionName(decision.regionCode)}
              </Fact>
              {decision.amountCents === null ? null : (
                <Fact name="Montant">
                  <b className="es-num">{euros(decision.amountCents)}</b>
                </Fact>
              )}
              {decision.reserveRank === null ? null : <Fact name="Rang de la liste">{decision.reserveRank}</Fact>}
              {decision.motivation === '' ? null : <Fact name="Motif">{decision.motivation}</Fact>}
              <Fact name="Notification">{decision.releasedAt === null ? `à partir du ${calendarDay(decision.releaseOn)}` : `le ${dayAndTime(decision.releasedAt)}`}</Fact>
              <Fact name="Recours">jusqu’au {calendarDay(decision.appealLastDay)} inclus</Fact>
            </dl>
          </section>
          {action === undefined ? (
            <CommandOutcome command={step} />
          ) : (
            <section className="es-panel" aria-labelledby="etape">
              <h2 id="etape">{action === 'confirm' ? 'Confirmer' : 'Notifier'}</h2>
              <p>{whatItDoes(decision)}</p>
              {tooSoon ? <p className="es-muted">La lettre s’écrit ; cette page se met à jour seule.</p> : null}
              <CommandOutcome command={step} />
              <div className="es-row es-gap-t">
                {decision.letter === null ? null : <LetterLink id={id} />}
                {tooSoon ? null : (
                  <CommandButton command={step} input={decision}>
                    {action === 'confirm' ? 'Confirmer la décision' : 'Notifier la décision'}
                  </CommandButton>
                )}
              </div>
            </section>
          )}
        </div>
        <aside className="es-stack--lg" aria-label="Lettre et étapes">
          <section className="es-panel" aria-labelledby="lettre">
            <h2 id="lettre">Lettre</h2>
            {decision.letter === null ? (
              <p className="es-muted">{decision.state === 'proposed' ? 'Elle s’écrit à la confirmation.' : 'Elle s’écrit.'}</p>
            ) : (
              <>
                <LetterLink id={id} />
                <p className="es-sm es-muted es-gap-t">
                  Code de vérification{' '}
                  <Link to="/lettres/$code" params={{ code: decision.letter.verificationCode }}>
                    {decision.letter.verificationCode}
                  </Link>
                  , écrite le {dayAndTime(decision.letter.madeAt)}.
                </p>
              </>
            )}
          </section>
          <section className="es-panel" aria-labelledby="etapes">
            <h2 id="etapes">Étapes</h2>
            <ol className="es-time">
              <Step what="Proposée" who={decision.proposedByName} at={decision.proposedAt} />
              <Step what="Confirmée" who={decision.confirmedByName} at={decision.confirmedAt} />
              <Step what="Notifiée" who={decision.releasedAt === null ? null : (decision.signatoryName ?? '')} at={decision.releasedAt} />
            </ol>
          </section>
        </aside>
      </div>
    </>
  );
}

const LetterLink = ({ id }: { id: string }): ReactNode => (
  <a className="fr-btn fr-btn--secondary" href={`/api/decisions/${id}/letter`}>
    <Icon name="document" />
    Lire la lettre (PDF)
  </a>
);

function leadOf({ state, supersededAt, releaseOn, actions, letter }: Full): string {
  if (supersededAt !== null) return 'Une décision plus récente a pris la place de celle-ci.';
  if (state === 'released') return 'Elle est notifiée : le pôle a sa lettre.';
  if (state === 'proposed') return actions.includes('confirm') ? 'Elle attend votre confirmation.' : 'Elle attend la confirmation du signataire.';
  return letter === null ? 'Elle est confirmée, sa lettre s’écrit.' : `Elle est confirmée, notifiable à partir du ${calendarDay(releaseOn)}.`;
}
