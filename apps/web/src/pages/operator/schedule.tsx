import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { parisDay } from '#domain/shared/day.js';
import { Chip } from '../../components/chip.js';
import { EmptyState } from '../../components/empty-state.js';
import { Ledger } from '../../components/ledger.js';
import { StateBadge } from '../../components/state-badge.js';
import { calendarDay, counted, euros, longDay } from '../../language/format.js';
import { instalmentBlocks, instalmentStates, type StateWord } from '../../language/words.js';
import { DataTable } from '../../lists/data-table.js';
import { useNow } from '../../session/site.js';
import { Icon } from '../../shell/icons.js';
import { PageHead } from '../../shell/page.js';
import { cpSlices } from './money.js';
import { callInPaymentQuery, callQuery, callsQuery, envelopeQuery, instalmentsOfCallQuery, type Instalment } from './queries.js';

export const scheduleViews = ['a-payer', 'bloques', 'en-attente', 'ordonnances', 'payes'] as const;
type View = (typeof scheduleViews)[number];

/** Waits for something that somebody has to do now; a report that is to come is no block. */
const isBlocked = ({ blockedBy }: Instalment): boolean => blockedBy.length > 0 && !blockedBy.includes('report');
const isDue = (one: Instalment): boolean => one.state === 'due' && !isBlocked(one);
const views: Record<View, { label: string; has: (one: Instalment) => boolean }> = {
  'a-payer': { label: 'À payer', has: isDue },
  bloques: { label: 'Bloqués', has: isBlocked },
  'en-attente': { label: 'Attendent le bilan', has: ({ blockedBy }) => blockedBy.includes('report') },
  ordonnances: { label: 'Avec un ordre', has: ({ state }) => state === 'ordered' },
  payes: { label: 'Payés', has: ({ state }) => state === 'paid' },
};

/** What somebody can act on comes first, what is over last; within, by the day. */
const urgency = (one: Instalment): number => (isBlocked(one) ? 0 : ['due', 'ordered', 'awaiting-signature', 'awaiting-report', 'paid'].indexOf(one.state));

/** Where the money of a call is, what is due, what blocks and whose turn it is. */
export function SchedulePage(): ReactNode {
  const { appel } = useSearch({ from: '/paiement/versements' });
  const first = useSuspenseQuery(callInPaymentQuery).data;
  const callId = appel ?? first;
  if (callId === null) {
    return (
      <>
        <PageHead title="Versements" lead="Aucun versement n’est prévu." />
        <div className="es-page es-end">
          <EmptyState dots="first" level={2} title="Pas encore de versement" text="Les versements naissent avec les conventions, une fois les attributions notifiées." />
        </div>
      </>
    );
  }
  return <Schedule key={callId} callId={callId} />;
}

function Schedule({ callId }: { callId: string }): ReactNode {
  const { vue } = useSearch({ from: '/paiement/versements' });
  const navigate = useNavigate();
  const instalments = useSuspenseQuery(instalmentsOfCallQuery(callId)).data;
  const call = useSuspenseQuery(callQuery(callId)).data;
  const calls = useSuspenseQuery(callsQuery).data.filter(({ state }) => state !== 'draft');
  const now = useNow();
  const today = parisDay(now);
  const due = instalments.filter(isDue);
  const blocked = instalments.filter(isBlocked);
  const last = due.flatMap(({ dueOn }) => (dueOn === null ? [] : [dueOn])).sort()[0];
  const rows = (vue === undefined ? instalments : instalments.filter(views[vue].has)).toSorted((one, other) => urgency(one) - urgency(other));
  const go = (search: { appel?: string; vue?: View }): void => void navigate({ to: '/paiement/versements', search, replace: true });
  const kept = { appel: callId };

  return (
    <>
      <PageHead
        title="Versements"
        trail={[{ label: 'À faire', to: '/paiement' }]}
        lead={`${capital(longDay(now))}. ${blocked.length === 0 ? 'Rien ne bloque' : counted(blocked.length, 'versement est bloqué', 'versements sont bloqués')}, ${due.length === 0 ? 'rien n’est à payer' : counted(due.length, 'versement est à payer', 'versements sont à payer')}${last === undefined ? '' : `, le premier avant le ${calendarDay(last)}`}.`}
        actions={
          calls.length < 2 ? undefined : (
            <select className="fr-select es-auto" aria-label="Appel" value={callId} onChange={({ target }) => go({ appel: target.value })}>
              {calls.map(({ id, title }) => (
                <option key={id} value={id}>
                  {title}
                </option>
              ))}
            </select>
          )
        }
      />
      <div className="es-page es-end es-stack--lg">
        <Money envelopeId={call.envelopeId} preferred={due[0]?.year ?? Number(today.slice(0, 4))} />
        <div className="es-board">
          <section className="es-panel es-panel--flush" aria-labelledby="echeancier">
            <div className="es-panel__bar">
              <h2 id="echeancier">Échéancier</h2>
              <div className="es-row" role="group" aria-label="Ne montrer que">
                <Chip label={`Tous, ${instalments.length}`} on={vue === undefined} onClick={() => go(kept)} />
                {scheduleViews.map((one) => (
                  <Chip key={one} label={`${views[one].label}, ${instalments.filter(views[one].has).length}`} on={vue === one} onClick={() => go({ ...kept, vue: one })} />
                ))}
              </div>
            </div>
            <DataTable
              caption="Versements, ce qui attend d’abord"
              rows={rows}
              rowKey={({ id }) => id}
              total={rows.length}
              what={['versement', 'versements']}
              columns={[
                { key: 'pole', head: 'Bénéficiaire', cell: (one) => <Beneficiary of={one} /> },
                { key: 'part', head: 'Part', cell: ({ label, year }) => `${label}, ${year}` },
                { key: 'due', head: 'À payer avant le', cell: ({ dueOn }) => (dueOn === null ? '–' : calendarDay(dueOn)) },
                { key: 'state', head: 'État', cell: (one) => <State of={one} today={today} /> },
                { key: 'amount', head: 'Montant', numeric: true, cell: ({ amountCents }) => euros(amountCents) },
              ]}
            />
          </section>
          <section className="es-panel" aria-labelledby="bloque">
            <h2 id="bloque">Ce qui bloque</h2>
            {blocked.length === 0 ? (
              <p className="es-muted">Rien ne bloque.</p>
            ) : (
              <ul className="es-blocks">
                {blocked.slice(0, 12).map((one) => (
                  <li key={one.id}>
                    <span className="es-bad">
                      <Icon name="lock" />
                    </span>
                    <b>{one.poleName}</b>
                    <span className="amt">{euros(one.amountCents)}</span>
                    <small>{one.blockedBy.map((block) => `${instalmentBlocks[block].what} À faire par ${instalmentBlocks[block].who}.`).join(' ')}</small>
                  </li>
                ))}
              </ul>
            )}
            {blocked.length > 12 ? <p className="es-sm es-muted">Et {counted(blocked.length - 12, 'autre')}, dans l’échéancier.</p> : null}
          </section>
        </div>
      </div>
    </>
  );
}

const capital = (text: string): string => text[0]!.toUpperCase() + text.slice(1);

export const Beneficiary = ({ of: { id, agreementId, poleName, agreementReference } }: { of: Instalment }): ReactNode => (
  <>
    <Link to="/paiement/versements/$agreementId/$id" params={{ agreementId, id }}>
      {poleName}
    </Link>
    <span className="sub">{agreementReference}</span>
  </>
);

/** Blocked and late speak first; else the state as it is. */
export function State({ of: one, today }: { of: Instalment; today: string }): ReactNode {
  const blocked = isBlocked(one);
  const late = isDue(one) && one.dueOn !== null && one.dueOn < today;
  const word: StateWord = blocked ? { word: 'Bloqué', shape: 'barred', tint: 'bad' } : late ? { word: 'En retard', shape: 'triangle', tint: 'bad' } : instalmentStates[one.state];
  return (
    <>
      <StateBadge of={word} />
      {blocked ? <span className="sub">{instalmentBlocks[one.blockedBy[0]!].short}</span> : null}
    </>
  );
}

/** CP of one year as one length; the others and the AE are on the envelope's page. */
function Money({ envelopeId, preferred }: { envelopeId: string; preferred: number }): ReactNode {
  const envelope = useQuery(envelopeQuery(envelopeId)).data;
  if (envelope === undefined) return <section className="es-panel es-money-waits" aria-busy="true" aria-label="Où est l’argent" />;
  const years = Object.keys(envelope.figures.cp);
  const year = years.find((one) => Number(one) === preferred) ?? years.at(-1);
  const figures = year === undefined ? undefined : envelope.figures.cp[year];
  if (year === undefined || figures === undefined) return null;
  return (
    <section className="es-panel" aria-labelledby="argent">
      <div className="es-row es-row--between">
        <h2 id="argent" className="es-m0">
          Où est l’argent, crédits de paiement {year}
        </h2>
        <Link to="/paiement/enveloppes/$id" params={{ id: envelopeId }}>
          {envelope.title}
        </Link>
      </div>
      <Ledger caption={`Crédits de paiement ${year}`} authorised={figures.authorised} slices={cpSlices(figures)} />
    </section>
  );
}
