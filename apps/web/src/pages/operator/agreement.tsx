import { useInfiniteQuery, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { parisDay } from '#domain/shared/day.js';
import { api, ask } from '../../client/client.js';
import { CommandButton, CommandOutcome } from '../../commands/command.js';
import { useCommand } from '../../commands/use-command.js';
import { Fact, Step } from '../../components/facts.js';
import { StateBadge } from '../../components/state-badge.js';
import { calendarDay, euros } from '../../language/format.js';
import { agreementStates, instalmentTriggers } from '../../language/words.js';
import { DataTable } from '../../lists/data-table.js';
import { itemsOf } from '../../lists/keyset.js';
import { moreOf } from '../../lists/more-button.js';
import { useNow } from '../../session/site.js';
import { PageHead } from '../../shell/page.js';
import { agreementQuery, callQuery, instalmentsOfAgreementQuery, transfersQuery, type Agreement } from './queries.js';
import { State } from './schedule.js';
import { TransferTable } from './transfer-table.js';

/** One award and its agreement: signatures, instalments, and every movement of its money. */
export function AgreementPage(): ReactNode {
  const { id } = useParams({ from: '/paiement/conventions/$id' });
  const agreement = useSuspenseQuery(agreementQuery(id)).data;
  const instalments = useSuspenseQuery(instalmentsOfAgreementQuery(id)).data;
  const today = parisDay(useNow());
  const first = instalments.find(({ trigger }) => trigger === 'signature');
  const sign = useCommand({
    act: () => ask(api.POST('/api/agreements/{id}/sign', { params: { path: { id } } })),
    done: () => (first === undefined ? 'La convention est signée par les deux parties.' : 'La convention est signée par les deux parties. Son premier versement est dû.'),
    refreshes: [['agreements'], ['instalments']],
  });
  const signs = agreement.actions.includes('sign-as-authority');
  return (
    <>
      <PageHead
        title={`Convention : ${agreement.poleName}`}
        trail={[
          { label: 'À faire', to: '/paiement' },
          { label: 'Conventions', to: '/paiement/conventions' },
        ]}
        lead={leadOf(agreement, signs)}
        actions={<StateBadge of={agreementStates[agreement.state]} />}
      />
      <div className="es-page es-end es-stack--lg">
        <div className="es-two">
          <section className="es-panel" aria-labelledby="promesse">
            <h2 id="promesse">Ce qu’elle promet</h2>
            <p className="es-figure">{agreement.amountCents === 0 ? 'Sans versement' : euros(agreement.amountCents)}</p>
            <dl className="es-facts es-gap-t">
              <Fact name="Référence">{agreement.reference}</Fact>
              <Fact name="Attribution">{agreement.decisionReference}</Fact>
              <Fact name="Dossier">
                {agreement.applicationNumber}, {agreement.projectTitle}
              </Fact>
              {agreement.trackTitle === null ? null : <Fact name="Volet">{agreement.trackTitle}</Fact>}
            </dl>
          </section>
          <section className="es-panel es-stack" aria-labelledby="signatures">
            <h2 id="signatures">Signatures</h2>
            <ol className="es-time">
              <Step what="Préparée" at={agreement.draftedAt} />
              <Step what="Signée pour le pôle" who={agreement.signedByPoleName} at={agreement.signedByPoleAt} />
              <Step what="Signée pour l’État" who={agreement.signedByAuthorityName} at={agreement.signedByAuthorityAt} />
            </ol>
            {signs ? <p>Signer engage l’État sur {euros(agreement.amountCents)}{first === undefined ? '' : ` ; ${euros(first.amountCents)} deviennent dus aussitôt`}.</p> : null}
            <CommandOutcome command={sign} />
            {signs ? (
              <CommandButton command={sign} input={undefined}>
                Signer la convention
              </CommandButton>
            ) : null}
          </section>
        </div>
        <section className="es-panel es-panel--flush" aria-labelledby="versements">
          <div className="es-panel__bar">
            <h2 id="versements">Versements</h2>
          </div>
          <DataTable
            caption="Versements de la convention"
            rows={instalments}
            rowKey={(one) => one.id}
            total={instalments.length}
            what={['versement', 'versements']}
            columns={[
              {
                key: 'label',
                head: 'Versement',
                cell: (one) => (
                  <>
                    <Link to="/paiement/versements/$agreementId/$id" params={{ agreementId: id, id: one.id }}>
                      {one.label}
                    </Link>
                    <span className="sub">{one.startsOn === null ? instalmentTriggers[one.trigger] : `à partir du ${calendarDay(one.startsOn)}`}</span>
                  </>
                ),
              },
              { key: 'year', head: 'Crédits', cell: ({ year }) => year },
              { key: 'due', head: 'À payer avant le', cell: ({ dueOn }) => (dueOn === null ? '–' : calendarDay(dueOn)) },
              { key: 'state', head: 'État', cell: (one) => <State of={one} today={today} /> },
              { key: 'amount', head: 'Montant', numeric: true, cell: ({ amountCents }) => euros(amountCents) },
            ]}
          />
        </section>
        <History agreement={agreement} />
      </div>
    </>
  );
}

/** Every transfer of this award, from its commitment to its payments. */
function History({ agreement: { callId, decisionId } }: { agreement: Agreement }): ReactNode {
  const call = useQuery(callQuery(callId)).data;
  return call === undefined ? null : <Transfers envelopeId={call.envelopeId} attribution={decisionId} />;
}

function Transfers({ envelopeId, attribution }: { envelopeId: string; attribution: string }): ReactNode {
  const list = useInfiniteQuery(transfersQuery(envelopeId, { attribution }));
  if (list.data === undefined) return null;
  return (
    <section className="es-panel es-panel--flush" aria-labelledby="historique">
      <div className="es-panel__bar">
        <h2 id="historique">Historique des paiements</h2>
        <Link className="es-sm" to="/paiement/enveloppes/$id" params={{ id: envelopeId }}>
          Voir l’enveloppe
        </Link>
      </div>
      <TransferTable rows={itemsOf(list.data)} more={moreOf(list)} />
    </section>
  );
}

function leadOf({ state }: Agreement, signs: boolean): string {
  if (state === 'draft') return 'Elle attend la signature du pôle, puis celle de l’État.';
  if (state === 'half-signed') return signs ? 'Le pôle a signé : elle attend votre signature.' : 'Le pôle a signé : elle attend la signature de l’État.';
  return 'Elle est signée par les deux parties.';
}
