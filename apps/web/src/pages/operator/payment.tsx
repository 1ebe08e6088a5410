import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Fact, Step } from '../../components/facts.js';
import { calendarDay, day, euros } from '../../language/format.js';
import { instalmentBlocks, instalmentStates, orderStates, orderSteps } from '../../language/words.js';
import { StateBadge } from '../../components/state-badge.js';
import { PageHead } from '../../shell/page.js';
import { groupedIban } from './money.js';
import { PaymentStep } from './payment-step.js';
import { accountsOfPoleQuery, agreementQuery, instalmentsOfAgreementQuery, ordersOfInstalmentQuery, type Agreement, type Instalment, type Order } from './queries.js';

/** One instalment, from what makes it due to the payment: the proofs beside the amount, and three steps by three people. */
export function PaymentPage(): ReactNode {
  const { agreementId, id } = useParams({ from: '/paiement/versements/$agreementId/$id' });
  const agreement = useSuspenseQuery(agreementQuery(agreementId)).data;
  const instalments = useSuspenseQuery(instalmentsOfAgreementQuery(agreementId)).data;
  const orders = useSuspenseQuery(ordersOfInstalmentQuery(id)).data;
  const instalment = instalments.find((one) => one.id === id);
  if (instalment === undefined) return <PageHead title="Versement" lead="Ce versement n’existe pas ou ne vous est pas ouvert." />;
  const order = orders.find(({ state }) => state !== 'cancelled');
  const cancelled = orders.filter(({ state }) => state === 'cancelled');
  return (
    <>
      <PageHead
        title={`${instalment.label} : ${instalment.poleName}`}
        trail={[
          { label: 'À faire', to: '/paiement' },
          { label: 'Versements', to: '/paiement/versements' },
        ]}
        lead={leadOf(instalment, order)}
        actions={<StateBadge of={order === undefined ? instalmentStates[instalment.state] : orderStates[order.state]} />}
      />
      <div className="es-page es-end es-two">
        <div className="es-stack--lg">
          <section className="es-panel" aria-labelledby="montant">
            <h2 id="montant">Le montant et ses preuves</h2>
            <p className="es-figure">{euros(instalment.amountCents)}</p>
            <Proofs instalment={instalment} instalments={instalments} agreement={agreement} order={order} />
          </section>
          <PaymentStep instalment={instalment} order={order} />
        </div>
        <aside className="es-stack--lg" aria-label="Étapes de l’ordre">
          <section className="es-panel" aria-labelledby="etapes">
            <h2 id="etapes">Trois étapes, trois personnes</h2>
            <ol className="es-time">
              {(['prepare', 'approve', 'execute'] as const).map((step) => {
                const taken = order?.steps.find((one) => one.step === step);
                return <Step key={step} what={orderSteps[step].done} who={taken?.personName ?? null} at={taken?.at ?? null} />;
              })}
            </ol>
          </section>
          {cancelled.length === 0 ? null : (
            <section className="es-panel" aria-labelledby="annules">
              <h2 id="annules">Ordres annulés</h2>
              <ul className="es-plain-list es-sm">
                {cancelled.map((one) => (
                  <li key={one.id}>
                    Préparé le {day(one.preparedAt)} par {one.steps[0]?.personName}, puis annulé.
                  </li>
                ))}
              </ul>
            </section>
          )}
        </aside>
      </div>
    </>
  );
}

function Proofs({ instalment, instalments, agreement, order }: { instalment: Instalment; instalments: readonly Instalment[]; agreement: Agreement; order: Order | undefined }): ReactNode {
  const accounts = useQuery(accountsOfPoleQuery(instalment.poleId)).data;
  const current = accounts?.find((one) => one.current);
  const ordered = instalments.filter((one) => one.orderId !== null && one.id !== instalment.id).reduce((sum, { amountCents }) => sum + amountCents, 0);
  const left = agreement.amountCents - ordered - instalment.amountCents;
  return (
    <dl className="es-facts es-gap-t">
      <Fact name="Convention">
        <Link to="/paiement/conventions/$id" params={{ id: agreement.id }}>
          {agreement.reference}
        </Link>
        {agreement.signedByAuthorityAt === null ? <span className="es-bad">, non signée par les deux parties</span> : `, signée par ${agreement.signedByPoleName ?? 'le pôle'} le ${day(agreement.signedByPoleAt!)}, par ${agreement.signedByAuthorityName ?? 'l’État'} le ${day(agreement.signedByAuthorityAt)}`}
      </Fact>
      {instalment.trigger === 'signature' ? null : <Fact name="Bilan">{instalment.reportAcceptedAt === null ? <span className="es-warn">pas encore accepté</span> : `accepté le ${day(instalment.reportAcceptedAt)}`}</Fact>}
      <Fact name="Compte bancaire">
        {order !== undefined ? (
          <>
            <span className="es-num">{groupedIban(order.iban)}</span>, {order.holder}
          </>
        ) : current !== undefined ? (
          <>
            <span className="es-num">{groupedIban(current.iban)}</span>, {current.holder}, vérifié par {current.verifiedByName} le {day(current.verifiedAt!)}
          </>
        ) : instalment.blockedBy.includes('account-verification') ? (
          <span className="es-bad">déclaré, à vérifier</span>
        ) : instalment.blockedBy.includes('account-declaration') ? (
          <span className="es-bad">pas de compte déclaré</span>
        ) : (
          'vérifié'
        )}
      </Fact>
      <Fact name="Aide attribuée">
        <span className="es-num">
          {euros(agreement.amountCents)}, {agreement.decisionReference}
        </span>
      </Fact>
      <Fact name="Déjà ordonnancé">
        <span className="es-num">{euros(ordered)}</span>
      </Fact>
      <Fact name="Reste après cet ordre">
        <b className="es-num">{euros(left)}</b>
      </Fact>
      <Fact name="Crédits">
        {instalment.year}
        {instalment.dueOn === null ? '' : `, à payer avant le ${calendarDay(instalment.dueOn)}`}
      </Fact>
    </dl>
  );
}

function leadOf({ blockedBy, state }: Instalment, order: Order | undefined): string {
  if (order !== undefined) return { prepared: 'L’ordre est préparé, il attend l’approbation.', approved: 'L’ordre est approuvé, il attend l’exécution.', executed: 'Le versement est payé.', cancelled: '' }[order.state];
  const [block] = blockedBy;
  if (block !== undefined) return `${block === 'report' ? 'En attente' : 'Bloqué'} : ${instalmentBlocks[block].what}`;
  return state === 'due' ? 'Toutes les conditions sont réunies : l’ordre peut être préparé.' : 'Ce versement n’est pas encore dû.';
}
