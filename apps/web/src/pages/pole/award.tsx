import { useSuspenseQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { canDeclareAccount, seesAccount } from '#domain/disbursements/disbursement.policy.js';
import { api, ask, type Schemas } from '../../client/client.js';
import { CommandButton, CommandOutcome } from '../../commands/command.js';
import { useCommand } from '../../commands/use-command.js';
import { ChartTable } from '../../components/chart-table.js';
import { Message } from '../../components/message.js';
import { StateBadge } from '../../components/state-badge.js';
import { calendarDay, day, dayAndTime, euros, percent } from '../../language/format.js';
import { agreementStates, instalmentStates, instalmentTriggers } from '../../language/words.js';
import { useSession } from '../../session/site.js';
import { BankAccount } from './bank-account.js';
import { agreementQuery } from './queries.js';

type Instalment = Schemas['InstalmentDto'];

/** The agreement to sign, the account that is paid, the instalments and where the money is. */
export function Award({ agreementId, instalments, accounts, poleId }: { agreementId: string; instalments: readonly Instalment[]; accounts: readonly Schemas['BankAccountDto'][]; poleId: string }): ReactNode {
  const agreement = useSuspenseQuery(agreementQuery(agreementId)).data;
  const session = useSession()!;
  const seesAccounts = seesAccount(session, poleId);
  const sign = useCommand({
    act: () => ask(api.POST('/api/agreements/{id}/sign', { params: { path: { id: agreementId } } })),
    done: () => 'Votre signature est enregistrée. L’État signe à son tour.',
    refreshes: [['agreements'], ['instalments'], ['applications']],
  });
  const { state, reference, amountCents, signedByPoleName, signedByPoleAt, signedByAuthorityName, signedByAuthorityAt } = agreement;
  return (
    <>
      <section className="es-panel es-stack" aria-labelledby="convention">
        <div className="es-row es-row--between">
          <h2 id="convention" className="es-panel__h es-m0">
            Convention {reference}
          </h2>
          <StateBadge of={agreementStates[state]} />
        </div>
        {agreement.actions.includes('sign-as-pole') ? (
          <>
            <p className="es-m0">
              Signer engage votre pôle à mener le projet ; {agreement.instalments.length === 0 ? 'l’État s’engage à l’accompagner. L’État signe ensuite.' : <>l’État s’engage à verser <b className="es-num">{euros(amountCents)}</b>, en {agreement.instalments.length === 1 ? 'une fois' : `${agreement.instalments.length} fois`}. L’État signe ensuite : rien n’est versé avant sa signature.</>}
            </p>
            <div>
              <CommandButton command={sign} input={undefined}>
                Signer la convention
              </CommandButton>
            </div>
          </>
        ) : (
          <ul className="es-m0">
            <li>{signedByPoleAt === null ? 'Le pôle n’a pas encore signé.' : `Signée pour le pôle par ${signedByPoleName ?? 'une personne du pôle'}, le ${dayAndTime(signedByPoleAt)}.`}</li>
            <li>{signedByAuthorityAt === null ? 'L’État n’a pas encore signé.' : `Signée pour l’État par ${signedByAuthorityName ?? 'le signataire'}, le ${dayAndTime(signedByAuthorityAt)}.`}</li>
          </ul>
        )}
        <CommandOutcome command={sign} />
      </section>
      {agreement.instalments.length > 0 && seesAccounts ? <BankAccount accounts={accounts} poleId={poleId} mayDeclare={canDeclareAccount(session, poleId)} /> : null}
      {agreement.instalments.length === 0 ? null : <Payments instalments={[...instalments].sort((one, other) => one.position - other.position)} amountCents={amountCents} hasAccount={!seesAccounts || accounts.some(({ current }) => current)} />}
    </>
  );
}

/** What an instalment waits for, and who has to act. */
function whereIs({ state, dueOn, startsOn, trigger, paidAt }: Instalment, hasAccount: boolean): string {
  if (state === 'paid') return `Versé sur le compte de votre pôle${paidAt === null ? '' : ` le ${day(paidAt)}`}.`;
  if (state === 'ordered') return 'L’ordre de paiement est donné : l’argent est en route.';
  if (state === 'awaiting-signature') return `Bloqué : la convention n’est pas signée. Payé ${instalmentTriggers[trigger]}.`;
  if (state === 'awaiting-quarter') return `Payé au début de son trimestre, à partir du ${calendarDay(startsOn!)}.`;
  if (state === 'awaiting-report') return 'Attend que l’administration accepte votre bilan.';
  return hasAccount ? `À payer par l’opérateur${dueOn === null ? '' : ` avant le ${calendarDay(dueOn)}`}.` : 'Bloqué : aucun compte bancaire vérifié.';
}

const looks: Record<Instalment['state'], Record<string, string | number>> = {
  paid: { fill: 'var(--es-d1)' },
  ordered: { fill: 'var(--es-d2)' },
  due: { fill: 'var(--es-d3)' },
  'awaiting-report': { fill: 'none', stroke: 'var(--es-line-strong)', strokeWidth: 1.5 },
  'awaiting-quarter': { fill: 'none', stroke: 'var(--es-line-strong)', strokeWidth: 1.5 },
  'awaiting-signature': { fill: 'none', stroke: 'var(--es-line-strong)', strokeWidth: 1.5, strokeDasharray: '5 4' },
};

function Payments({ instalments, amountCents, hasAccount }: { instalments: readonly Instalment[]; amountCents: number; hasAccount: boolean }): ReactNode {
  const paid = instalments.filter(({ state }) => state === 'paid').reduce((sum, one) => sum + one.amountCents, 0);
  const width = (cents: number): number => (cents / Math.max(1, amountCents)) * 998;
  const start = (index: number): number => 1 + instalments.slice(0, index).reduce((sum, one) => sum + width(one.amountCents), 0);
  return (
    <section className="es-panel es-stack" aria-labelledby="argent">
      <h2 id="argent" className="es-panel__h es-m0">
        Où est l’argent
      </h2>
      <p className="es-m0">
        <b className="es-num">{euros(paid)}</b> versés sur <b className="es-num">{euros(amountCents)}</b>, soit {percent(paid, amountCents)}.
      </p>
      <svg className="es-paybar" viewBox="0 0 1000 24" preserveAspectRatio="none" role="img" aria-label={`Versements : ${instalments.map((one) => `${one.label} ${euros(one.amountCents)}, ${instalmentStates[one.state].word.toLowerCase()}`).join(' ; ')}`}>
        {instalments.map((one, index) => (
          <rect key={one.id} x={start(index) + 1} y="1.5" width={Math.max(1, width(one.amountCents) - 3)} height="21" vectorEffect="non-scaling-stroke" {...looks[one.state]} />
        ))}
      </svg>
      <ul className="es-blocks">
        {instalments.map((one) => (
          <li key={one.id}>
            <svg className="es-key" viewBox="0 0 14 14" aria-hidden="true">
              <rect x="1" y="1" width="12" height="12" {...looks[one.state]} />
            </svg>
            <b>
              {one.label} <StateBadge of={instalmentStates[one.state]} />
            </b>
            <span className="amt">{euros(one.amountCents)}</span>
            <small>{whereIs(one, hasAccount)}</small>
          </li>
        ))}
      </ul>
      <ChartTable caption="Versements" heads={['Versement', 'Montant', 'État', 'Avant le', 'Versé le']} rows={instalments.map((one) => [one.label, euros(one.amountCents), instalmentStates[one.state].word, one.dueOn === null ? 'à fixer' : calendarDay(one.dueOn), one.paidAt === null ? '' : day(one.paidAt)])} />
      {hasAccount ? null : <Message tone="warn">Aucun versement ne part avant qu’un compte bancaire soit déclaré et vérifié.</Message>}
    </section>
  );
}
