import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { LoanDues } from '../../components/loan-dues.js';
import { StateBadge } from '../../components/state-badge.js';
import { calendarDay, counted, euros } from '../../language/format.js';
import { loanStates } from '../../language/words.js';
import { loanQuery, loansQuery } from './queries.js';

/** The loan that a dossier was paid, if it was one: what is left to repay, and when. */
export function Loans({ applicationId }: { applicationId: string }): ReactNode {
  const loan = useQuery(loansQuery(applicationId)).data?.items[0];
  return loan === undefined ? null : <Loan id={loan.id} />;
}

function Loan({ id }: { id: string }): ReactNode {
  const { state, amountCents, repaidCents, lateCents, nextDueOn, nextDueCents, dues, repayments } = useSuspenseQuery(loanQuery(id)).data;
  const received = repayments.filter(({ correction }) => correction === null);
  const last = received.at(-1);
  return (
    <section className="es-panel es-stack" aria-labelledby="pret">
      <div className="es-row es-row--between">
        <h2 id="pret" className="es-panel__h es-m0">
          Votre prêt à rembourser
        </h2>
        <StateBadge of={loanStates[state]} />
      </div>
      <p className="es-m0">
        {repaidCents === amountCents ? (
          <>
            Vous avez remboursé <b className="es-num">{euros(amountCents)}</b> : tout est rendu.
          </>
        ) : (
          <>
            Il vous reste <b className="es-num">{euros(amountCents - repaidCents)}</b> à rembourser sur <b className="es-num">{euros(amountCents)}</b>, sans intérêt.
          </>
        )}
      </p>
      {lateCents === 0 ? null : (
        <p className="es-m0">
          <b>{euros(lateCents)} sont en retard.</b> Faites le virement, ou écrivez à l’administration si vous ne le pouvez pas.
        </p>
      )}
      {nextDueOn === null ? null : (
        <p className="es-m0">
          {lateCents === 0 ? 'Prochaine échéance' : 'Échéance la plus ancienne'} : {euros(nextDueCents ?? 0)}, le {calendarDay(nextDueOn)}.
        </p>
      )}
      <p className="es-m0 es-muted">
        {last === undefined ? 'Aucun remboursement n’est encore enregistré.' : `${counted(received.length, 'remboursement enregistré', 'remboursements enregistrés')}, le dernier reçu le ${calendarDay(last.receivedOn)}.`} Un virement paraît ici quand l’opérateur l’a enregistré.
      </p>
      <LoanDues dues={dues} />
    </section>
  );
}
