import { useSuspenseInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { api, ask } from '../../client/client.js';
import { BulkPanel } from '../../commands/bulk-panel.js';
import { useBulk } from '../../commands/use-bulk.js';
import { Chip } from '../../components/chip.js';
import { EmptyState } from '../../components/empty-state.js';
import { StateBadge } from '../../components/state-badge.js';
import { calendarDay, counted, tableDay, wholeEuros } from '../../language/format.js';
import { decisionKinds, decisionStates } from '../../language/words.js';
import { DataTable } from '../../lists/data-table.js';
import { itemsOf } from '../../lists/keyset.js';
import { SearchField } from '../../lists/search-field.js';
import { moreOf } from '../../lists/more-button.js';
import { useSession } from '../../session/site.js';
import { PageHead } from '../../shell/page.js';
import { afterOf, stepOf, whatItDoes } from './decision-steps.js';
import { callsQuery, decisionsQuery, type Decision, type DecisionFilter } from './queries.js';

const states = ['proposed', 'confirmed', 'released'] as const;

/** Every decision: what it says, where it stands, its letter; the signatory confirms and releases, one or many. */
export function DecisionsPage(): ReactNode {
  const filter = useSearch({ from: '/comite/decisions' });
  const navigate = useNavigate();
  const calls = useSuspenseQuery(callsQuery).data.filter(({ state }) => state !== 'draft');
  const list = useSuspenseInfiniteQuery(decisionsQuery(filter));
  const rows = itemsOf(list.data);
  const signs = useSession()?.grants.some(({ role }) => role === 'signatory') ?? false;
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [under, setUnder] = useState<readonly Decision[]>();
  const bulk = useBulk<Decision>({
    idOf: ({ id, state }) => `${id} ${state}`,
    act: ({ id, state }) => (state === 'proposed' ? ask(api.POST('/api/decisions/{id}/confirm', { params: { path: { id } } })) : ask(api.POST('/api/decisions/{id}/release', { params: { path: { id } } }))),
    done: (decision) => `Fait : ${afterOf(decision)}`,
    refreshes: [['decisions'], ['ranking']],
  });
  const set = (more: DecisionFilter): void => {
    setTicked(new Set());
    void navigate({ to: '/comite/decisions', search: Object.fromEntries(Object.entries({ ...filter, ...more }).filter(([, value]) => value !== undefined)), replace: true });
  };
  const actionable = rows.filter((decision) => stepOf(decision) !== undefined);
  const chosen = actionable.filter(({ id }) => ticked.has(id));
  const steps = new Set(chosen.map(stepOf));
  const todo = (under ?? []).filter((decision) => bulk.outcomes.get(`${decision.id} ${decision.state}`)?.state !== 'done');
  const verb = (decisions: readonly Decision[]): string => (decisions[0]?.state === 'proposed' ? 'Confirmer' : 'Notifier');

  return (
    <>
      <PageHead title="Décisions" trail={[{ label: 'À faire', to: '/comite' }]} lead={leadOf(rows, list.hasNextPage)} />
      <div className="es-page es-end es-stack--lg">
        {under === undefined ? null : (
          <BulkPanel
            title={bulk.running || under.some((decision) => bulk.outcomes.has(`${decision.id} ${decision.state}`)) ? 'Ce qui s’est passé' : 'Ce qui va se passer'}
            total={totalOf(under)}
            button={`${todo.length === under.length ? verb(under) : 'Reprendre'} ${counted(todo.length, 'décision')}`}
            lines={under.map((decision) => ({ id: `${decision.id} ${decision.state}`, name: `${decision.poleName}, ${decision.reference}`, will: whatItDoes(decision) }))}
            bulk={bulk}
            toRun={todo}
            onClose={() => {
              setUnder(undefined);
              setTicked(new Set());
            }}
          />
        )}
        <section className="es-panel es-panel--flush" aria-label="Liste des décisions">
          <div className="es-panel__bar">
            <div className="es-row" role="group" aria-label="État">
              <Chip label="Toutes" on={filter.etat === undefined} onClick={() => set({ etat: undefined })} />
              {states.map((state) => (
                <Chip key={state} label={`${decisionStates[state].word}s`} on={filter.etat === state} onClick={() => set({ etat: state })} />
              ))}
            </div>
            {!signs || under !== undefined || actionable.length === 0 ? null : (
              <div className="es-row">
                <button type="button" className="fr-btn fr-btn--tertiary-no-outline fr-btn--sm" onClick={() => setTicked(new Set(chosen.length === actionable.length ? [] : actionable.map(({ id }) => id)))}>
                  {chosen.length === actionable.length ? 'Tout décocher' : 'Tout cocher'}
                </button>
                <button type="button" className="fr-btn" disabled={steps.size !== 1} onClick={() => setUnder(chosen)}>
                  {steps.size === 1 ? `${verb(chosen)} ${counted(chosen.length, 'décision')}` : steps.size === 0 ? 'Cochez des décisions' : 'Une étape à la fois'}
                </button>
              </div>
            )}
          </div>
          <div className="es-filters">
            <SearchField label="Pôle, projet, numéro ou référence" value={filter.recherche} onSearch={(recherche) => set({ recherche })} />
            <select className="fr-select es-auto" aria-label="Appel" value={filter.appel ?? ''} onChange={({ target }) => set({ appel: target.value || undefined })}>
              <option value="">Tous les appels</option>
              {calls.map(({ id, title }) => (
                <option key={id} value={id}>
                  {title}
                </option>
              ))}
            </select>
            <select className="fr-select es-auto" aria-label="Nature" value={filter.nature ?? ''} onChange={({ target }) => set({ nature: (target.value || undefined) as DecisionFilter['nature'] })}>
              <option value="">Toutes natures</option>
              {Object.entries(decisionKinds).map(([kind, { word }]) => (
                <option key={kind} value={kind}>
                  {word}
                </option>
              ))}
            </select>
          </div>
          {rows.length === 0 ? (
            <EmptyState dots="none" level={2} title="Aucune décision ici" text="Changez les filtres, ou attendez les propositions du comité." />
          ) : (
            <DataTable
              caption="Décisions, la dernière proposée d’abord"
              rows={rows}
              rowKey={({ id }) => id}
              what={['décision', 'décisions']}
              more={moreOf(list)}
              columns={[
                { key: 'pole', head: 'Pôle', cell: (decision) => <Name decision={decision} mayTick={signs && under === undefined && stepOf(decision) !== undefined} ticked={ticked.has(decision.id)} onTick={(on) => setTicked((before) => new Set(on ? [...before, decision.id] : [...before].filter((one) => one !== decision.id)))} /> },
                { key: 'kind', head: 'Nature', cell: ({ kind, reserveRank }) => `${decisionKinds[kind].word}${reserveRank === null ? '' : `, rang ${reserveRank}`}` },
                { key: 'amount', head: 'Montant', numeric: true, cell: ({ amountCents }) => (amountCents === null ? '–' : wholeEuros(amountCents)) },
                { key: 'state', head: 'État', cell: ({ state, supersededAt }) => (supersededAt === null ? <StateBadge of={decisionStates[state]} /> : <StateBadge of={{ word: 'Remplacée', shape: 'dashed', tint: 'plain' }} />) },
                { key: 'release', head: 'Notification', cell: ({ releasedAt, releaseOn }) => (releasedAt === null ? `à partir du ${calendarDay(releaseOn)}` : tableDay(releasedAt)) },
                { key: 'letter', head: 'Lettre', cell: ({ id, hasLetter, reference }) => (hasLetter ? <a href={`/api/decisions/${id}/letter`} aria-label={`Lettre ${reference}, PDF`}>PDF</a> : '–') },
              ]}
            />
          )}
        </section>
      </div>
    </>
  );
}

const Name = ({ decision: { id, poleName, reference }, mayTick, ticked, onTick }: { decision: Decision; mayTick: boolean; ticked: boolean; onTick: (on: boolean) => void }): ReactNode => (
  <span className="es-pick">
    {mayTick ? <input type="checkbox" aria-label={`Choisir ${poleName}, ${reference}`} checked={ticked} onChange={({ target }) => onTick(target.checked)} /> : null}
    <span>
      <Link to="/comite/decisions/$id" params={{ id }}>
        {poleName}
      </Link>
      <span className="sub">{reference}</span>
    </span>
  </span>
);

function leadOf(rows: readonly Decision[], more: boolean): string {
  const of = (state: Decision['state']): number => rows.filter((one) => one.state === state && one.supersededAt === null).length;
  if (rows.length === 0) return 'Aucune décision ne répond à ces filtres.';
  return `${counted(of('proposed'), 'décision est à confirmer', 'décisions sont à confirmer')}, ${counted(of('confirmed'), 'est à notifier', 'sont à notifier')}, ${counted(of('released'), 'est notifiée', 'sont notifiées')}${more ? ' parmi celles affichées' : ''}.`;
}

function totalOf(decisions: readonly Decision[]): string {
  const cents = decisions.reduce((sum, { amountCents }) => sum + (amountCents ?? 0), 0);
  if (decisions[0]?.state !== 'proposed') return `${counted(decisions.length, 'lettre part', 'lettres partent')} ; les résultats des attributions paraissent aussitôt.`;
  return `${cents === 0 ? 'Aucune somme n’est engagée.' : `${wholeEuros(cents)} sont engagés sur l’enveloppe.`} ${counted(decisions.length, 'lettre est écrite', 'lettres sont écrites')}, rien ne part encore.`;
}
