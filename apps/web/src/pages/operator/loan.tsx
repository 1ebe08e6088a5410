import { useSuspenseQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { parisDay } from '#domain/shared/day.js';
import { api, ask } from '../../client/client.js';
import { CommandOutcome } from '../../commands/command.js';
import { useCommand } from '../../commands/use-command.js';
import { centsOf } from '../../components/amount-field.js';
import { Fact } from '../../components/facts.js';
import { Field } from '../../components/field.js';
import { LoanDues } from '../../components/loan-dues.js';
import { StateBadge } from '../../components/state-badge.js';
import { calendarDay, day, euros } from '../../language/format.js';
import { loanStates } from '../../language/words.js';
import { DataTable } from '../../lists/data-table.js';
import { useNow } from '../../session/site.js';
import { PageHead } from '../../shell/page.js';
import { loanQuery, type Loan } from './queries.js';

/** One loan: what is left, what came back, and recording what comes. */
export function LoanPage(): ReactNode {
  const { id } = useParams({ from: '/paiement/prets/$id' });
  const loan = useSuspenseQuery(loanQuery(id)).data;
  const { poleName, state, amountCents, repaidCents, lateCents, nextDueOn, nextDueCents } = loan;
  return (
    <>
      <PageHead
        title={`Prêt : ${poleName}`}
        trail={[
          { label: 'À faire', to: '/paiement' },
          { label: 'Prêts', to: '/paiement/prets' },
        ]}
        lead={
          nextDueOn === null
            ? 'Tout est remboursé.'
            : lateCents > 0
              ? `${euros(lateCents)} sont en retard, depuis l’échéance du ${calendarDay(nextDueOn)}.`
              : `Rien n’est en retard. Prochaine échéance : ${euros(nextDueCents ?? 0)}, le ${calendarDay(nextDueOn)}.`
        }
        actions={<StateBadge of={loanStates[state]} />}
      />
      <div className="es-page es-end es-stack--lg">
        <div className="es-two">
          <section className="es-panel" aria-labelledby="reste">
            <h2 id="reste">Ce qui reste dû</h2>
            <p className="es-figure">{euros(amountCents - repaidCents)}</p>
            <dl className="es-facts es-gap-t">
              <Fact name="Prêté">
                {euros(amountCents)}, versés le {calendarDay(loan.paidOn)}
              </Fact>
              <Fact name="Remboursé">{euros(repaidCents)}</Fact>
              <Fact name="Convention">
                <Link to="/paiement/conventions/$id" params={{ id: loan.agreementId }}>
                  {loan.agreementReference}
                </Link>
              </Fact>
            </dl>
            <LoanDues dues={loan.dues} />
          </section>
          {loan.actions.includes('record') ? <Record loan={loan} /> : null}
        </div>
        <Received loan={loan} />
      </div>
    </>
  );
}

/** A line of the bank's statement, copied: day, amount, reference. */
function Record({ loan }: { loan: Loan }): ReactNode {
  const today = parisDay(useNow());
  const left = loan.amountCents - loan.repaidCents;
  const [amount, setAmount] = useState('');
  const [receivedOn, setDay] = useState(today);
  const [reference, setReference] = useState('');
  const [tried, setTried] = useState(false);
  const cents = centsOf(amount);
  const wrong = {
    amount: cents === undefined || cents === 0 ? 'Écrivez le montant reçu en euros, par exemple 833,34.' : cents > left ? `Il ne reste que ${euros(left)} à rembourser. Vérifiez le relevé.` : undefined,
    day: receivedOn < loan.paidOn || receivedOn > today ? `Choisissez un jour du ${calendarDay(loan.paidOn)} à aujourd’hui.` : undefined,
    reference: reference.trim().length < 3 || reference.trim().length > 140 ? 'Recopiez la référence du relevé : de 3 à 140 caractères.' : undefined,
  };
  const record = useCommand<void, Loan>({
    act: () => ask(api.POST('/api/loans/{id}/repayments', { params: { path: { id: loan.id } }, body: { amountCents: cents!, receivedOn, bankReference: reference } })),
    done: ({ amountCents, repaidCents }) => (amountCents === repaidCents ? 'Remboursement enregistré. Le prêt est remboursé.' : `Remboursement enregistré. Il reste ${euros(amountCents - repaidCents)}.`),
    refreshes: [['loans'], ['envelopes']],
    onDone: () => {
      setAmount('');
      setReference('');
      setTried(false);
    },
  });
  return (
    <section className="es-panel" aria-labelledby="enregistrer">
      <h2 id="enregistrer">Enregistrer un remboursement</h2>
      <form
        className="es-stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (Object.values(wrong).every((one) => one === undefined)) return record.run();
          event.currentTarget.querySelector<HTMLElement>(wrong.amount !== undefined ? '#montant' : wrong.day !== undefined ? '#recu' : '#reference')?.focus();
        }}
      >
        <Field id="montant" label="Montant reçu, en euros" inputMode="decimal" className="fr-input--num" value={amount} error={tried ? wrong.amount : undefined} onChange={({ target }) => setAmount(target.value)} />
        <Field id="recu" label="Reçu le" type="date" min={loan.paidOn} max={today} value={receivedOn} error={tried ? wrong.day : undefined} onChange={({ target }) => setDay(target.value)} />
        <Field id="reference" label="Référence bancaire" hint="Telle que sur le relevé. Chaque référence ne s’enregistre qu’une fois." value={reference} maxLength={140} error={tried ? wrong.reference : undefined} onChange={({ target }) => setReference(target.value)} />
        <div>
          <button type="submit" className="fr-btn" aria-disabled={record.state === 'running'}>
            Enregistrer
          </button>
        </div>
        <CommandOutcome command={record} />
      </form>
    </section>
  );
}

/** What came back, mistakes included. */
function Received({ loan: { repayments } }: { loan: Loan }): ReactNode {
  const [asked, setAsked] = useState<string>();
  const correct = useCommand<{ id: string; reason: string }>({
    act: ({ id, reason }) => ask(api.POST('/api/repayments/{id}/correct', { params: { path: { id } }, body: { reason } })),
    done: () => 'Le remboursement est repris : sa référence est libre, le bon se saisit de nouveau.',
    refreshes: [['loans'], ['envelopes']],
    onDone: () => setAsked(undefined),
  });
  const about = repayments.find(({ id }) => id === asked);
  if (repayments.length === 0) return null;
  return (
    <section className="es-panel es-panel--flush" aria-labelledby="recus">
      <div className="es-panel__bar">
        <h2 id="recus">Remboursements reçus</h2>
      </div>
      <CommandOutcome command={correct} />
      {about === undefined ? null : <Correct key={about.id} repayment={about} isRunning={correct.state === 'running'} onCorrect={(reason) => correct.run({ id: about.id, reason })} onClose={() => setAsked(undefined)} />}
      <DataTable
        caption="Remboursements reçus, dans l’ordre où ils ont été enregistrés"
        rows={repayments}
        rowKey={({ id }) => id}
        total={repayments.length}
        what={['remboursement', 'remboursements']}
        columns={[
          { key: 'day', head: 'Reçu le', cell: ({ receivedOn }) => calendarDay(receivedOn) },
          { key: 'reference', head: 'Référence', cell: ({ bankReference }) => <span className="es-break">{bankReference}</span> },
          {
            key: 'by',
            head: 'Enregistré',
            cell: ({ recordedAt, recordedByName, correction }) => (
              <>
                {day(recordedAt)}, {recordedByName}
                {correction === null ? null : (
                  <span className="sub">
                    Repris le {day(correction.at)} par {correction.byName} : {correction.reason}
                  </span>
                )}
              </>
            ),
          },
          { key: 'amount', head: 'Montant', numeric: true, cell: ({ amountCents, correction }) => (correction === null ? euros(amountCents) : <s>{euros(amountCents)}</s>) },
          {
            key: 'act',
            head: 'À faire',
            cell: ({ id, actions, bankReference }) =>
              actions.includes('correct') ? (
                <button type="button" className="fr-btn fr-btn--tertiary-no-outline fr-btn--sm" onClick={() => setAsked(id)}>
                  Reprendre<span className="es-vh"> {bankReference}</span>
                </button>
              ) : (
                '–'
              ),
          },
        ]}
      />
    </section>
  );
}

/** A mistake is taken back whole, with its reason; the right line is recorded anew. */
function Correct({ repayment: { amountCents, bankReference }, isRunning, onCorrect, onClose }: { repayment: Loan['repayments'][number]; isRunning: boolean; onCorrect: (reason: string) => void; onClose: () => void }): ReactNode {
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const error = reason.trim().length < 10 ? 'Dites en quelques mots pourquoi c’est une erreur : 10 caractères au moins.' : undefined;
  return (
    <form
      className="es-inpanel es-stack"
      noValidate
      aria-label={`Reprendre ${bankReference}`}
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (error === undefined) onCorrect(reason);
      }}
    >
      <Field label={`Pourquoi reprendre les ${euros(amountCents)} de ${bankReference} ?`} hint="Le remboursement est repris en entier." value={reason} maxLength={500} error={tried ? error : undefined} onChange={({ target }) => setReason(target.value)} />
      <div className="es-row">
        <button type="submit" className="fr-btn fr-btn--sm" aria-disabled={isRunning}>
          Reprendre ce remboursement
        </button>
        <button type="button" className="fr-btn fr-btn--tertiary-no-outline fr-btn--sm" onClick={onClose}>
          Le garder
        </button>
      </div>
    </form>
  );
}
