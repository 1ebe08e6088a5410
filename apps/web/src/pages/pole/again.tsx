import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { api, ask } from '../../client/client.js';
import { CommandButton, CommandOutcome } from '../../commands/command.js';
import { useCommand } from '../../commands/use-command.js';
import { Message } from '../../components/message.js';
import { dayAndTime, lastMinute, list } from '../../language/format.js';
import { correctionConsequences } from '../../language/words.js';
import { partTitles, resumeAt, stepsOf, type Dossier } from './content.js';

/** What the pole may still do with a dossier that it submitted: reopen it, go on rewriting it, answer a correction. */
export const Again = ({ dossier }: { dossier: Dossier }): ReactNode => (
  <>
    {dossier.corrections.map((correction) => (
      <Correction key={correction.id} dossier={dossier} correction={correction} />
    ))}
    {dossier.writing?.why === 'reopened' ? <GoOn dossier={dossier} /> : null}
    {dossier.reopenedAt !== null && dossier.writing === null && dossier.state === 'submitted' ? (
      <Message tone="info" more="Les textes écrits depuis restent dans l’historique de chaque rubrique.">
        Vous aviez rouvert ce dossier le {dayAndTime(dossier.reopenedAt)} sans le déposer de nouveau. Le dépôt est clos : c’est votre dernier dépôt qui est examiné.
      </Message>
    ) : null}
    {dossier.actions.includes('reopen') ? <Reopen dossier={dossier} /> : null}
  </>
);

function Correction({ dossier, correction }: { dossier: Dossier; correction: Dossier['corrections'][number] }): ReactNode {
  const isOpen = dossier.writing?.why === 'correction' && correction.answeredAt === null && correction.lapsedAt === null;
  const step = resumeAt(stepsOf(dossier));
  return (
    <section className="es-panel es-stack" aria-labelledby={`correction-${correction.id}`}>
      <h2 id={`correction-${correction.id}`} className="es-panel__h es-m0">
        {isOpen ? 'Une correction vous est demandée' : 'Correction demandée'}
      </h2>
      <p className="es-m0 es-written">{correction.reason}</p>
      <p className="es-m0 es-muted">
        Demandée le {dayAndTime(correction.requestedAt)} par {correction.requestedBy}. À reprendre : {list(partTitles(dossier, correction.parts))}.
      </p>
      <p className="es-m0">
        {correction.answeredAt !== null
          ? `Vous avez déposé la correction le ${dayAndTime(correction.answeredAt)}.`
          : isOpen
            ? `À déposer jusqu’au ${dayAndTime(lastMinute(correction.dueAt))}. ${correctionConsequences[correction.consequence]}`
            : `Le délai est passé le ${dayAndTime(lastMinute(correction.dueAt))} sans nouveau dépôt : le dossier reste tel que vous l’avez déposé.`}
      </p>
      {isOpen ? (
        <div className="es-row">
          <Link className="fr-btn" to={step.to} params={step.params as never}>
            Corriger le dossier
          </Link>
        </div>
      ) : null}
    </section>
  );
}

const GoOn = ({ dossier }: { dossier: Dossier }): ReactNode => {
  const step = resumeAt(stepsOf(dossier));
  return (
    <section className="es-panel es-stack" aria-labelledby="rouvert">
      <h2 id="rouvert" className="es-panel__h es-m0">
        Ce dossier est rouvert
      </h2>
      <p className="es-m0">Votre dernier dépôt reste en vigueur. Vos changements comptent une fois déposés, jusqu’au {dayAndTime(lastMinute(dossier.closesAt))}.</p>
      <div>
        <Link className="fr-btn" to={step.to} params={step.params as never}>
          Reprendre le dossier
        </Link>
      </div>
    </section>
  );
};

function Reopen({ dossier }: { dossier: Dossier }): ReactNode {
  const navigate = useNavigate();
  const reopen = useCommand({
    act: () => ask(api.POST('/api/applications/{id}/reopen', { params: { path: { id: dossier.id } } })),
    done: () => 'Votre dossier est rouvert.',
    refreshes: [['applications']],
    onDone: () => navigate({ to: '/pole/dossiers/$id/relire', params: { id: dossier.id } }),
  });
  return (
    <section aria-labelledby="rouvrir" className="es-sec es-stack">
      <h2 id="rouvrir" className="fr-h4 es-m0">
        Rouvrir ce dossier
      </h2>
      <p className="es-m0 es-muted">Possible jusqu’au {dayAndTime(lastMinute(dossier.closesAt))}. Ce que vous avez déposé reste en vigueur tant que vous ne déposez pas de nouveau.</p>
      <div>
        <CommandButton command={reopen} input={undefined} kind="secondary" small>
          Rouvrir mon dossier
        </CommandButton>
      </div>
      <CommandOutcome command={reopen} />
    </section>
  );
}
