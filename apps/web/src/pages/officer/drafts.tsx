import { useQuery, useSuspenseInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { EmptyState } from '../../components/empty-state.js';
import { Field, Select, TextArea } from '../../components/field.js';
import { api, ask, type Schemas } from '../../client/client.js';
import { CommandButton, CommandOutcome } from '../../commands/command.js';
import { useCommand } from '../../commands/use-command.js';
import { counted, dayAndTime, lastMinute, tableDay } from '../../language/format.js';
import { regionName, reminderLeads } from '../../language/words.js';
import { DataTable, type Column } from '../../lists/data-table.js';
import { itemsOf } from '../../lists/keyset.js';
import { moreOf } from '../../lists/more-button.js';
import { useSession } from '../../session/site.js';
import { PageHead } from '../../shell/page.js';
import { callQuery } from '../visitor/queries.js';
import { boundAfter } from './bound.js';
import { CallBar } from './call-bar.js';
import { NoCall } from './no-call.js';
import { currentCall, deskCallsQuery, draftsQuery, lateExceptionsQuery, polesFoundQuery, type Call } from './queries.js';

const columns: Column<Schemas['UnsentDraftDto']>[] = [
  { key: 'pole', head: 'Pôle', cell: ({ poleName }) => poleName },
  { key: 'region', head: 'Région', cell: ({ regionCode }) => regionName(regionCode) },
  { key: 'started', head: 'Commencé', cell: ({ startedAt }) => tableDay(startedAt) },
  { key: 'saved', head: 'Dernier changement', cell: ({ savedAt }) => (savedAt === null ? '–' : tableDay(savedAt)) },
  { key: 'closes', head: 'Clôture', cell: ({ closesAt }) => dayAndTime(lastMinute(closesAt)) },
  { key: 'reminders', head: 'Rappels envoyés', cell: ({ reminders }) => (reminders.length === 0 ? 'aucun' : reminders.map(({ lead }) => reminderLeads[lead]).join(', ')) },
];

/** Drafts that nobody submitted yet, by pole and never by content, and the exceptions to the deadline. */
export function DraftsPage(): ReactNode {
  const { appel } = useSearch({ from: '/instruction/brouillons' });
  const calls = useSuspenseQuery(deskCallsQuery).data;
  const call = currentCall(calls, appel);
  return call === undefined ? <NoCall title="Brouillons" /> : <Drafts key={call.id} calls={calls} call={call} />;
}

function Drafts({ calls, call }: { calls: readonly Call[]; call: Call }): ReactNode {
  const list = useSuspenseInfiniteQuery(draftsQuery(call.id));
  const exceptions = useSuspenseQuery(lateExceptionsQuery(call.id)).data;
  const isOfficer = useSession()?.grants.some(({ role }) => role === 'officer') === true;
  const rows = itemsOf(list.data);
  return (
    <>
      <CallBar calls={calls} call={call} />
      <PageHead title="Brouillons" lead={rows.length === 0 ? 'Aucun brouillon en attente de dépôt.' : `${counted(rows.length, 'brouillon n’est pas déposé', 'brouillons ne sont pas déposés')}${list.hasNextPage ? ', et d’autres' : ''}. Leur contenu n’appartient qu’aux pôles.`} />
      <div className="es-page es-end es-stack es-stack--lg">
        {rows.length === 0 ? (
          <EmptyState dots="done" level={2} title="Aucun brouillon" text="Chaque dossier commencé est déposé, retiré ou abandonné." />
        ) : (
          <section className="es-panel es-panel--flush" aria-label="Brouillons de l’appel">
            <DataTable caption="Brouillons non déposés" columns={columns} rows={rows} rowKey={({ id }) => id} what={['brouillon', 'brouillons']} more={moreOf(list)} />
          </section>
        )}
        <section className="es-stack" aria-labelledby="delais">
          <h2 id="delais">Délais supplémentaires</h2>
          {exceptions.length === 0 ? <p className="es-muted es-m0">Aucun pôle n’a de délai supplémentaire.</p> : null}
          <ul className="es-plain-list es-todo">
            {exceptions.map(({ id, poleName, until, reason, givenBy, givenAt }) => (
              <li key={id}>
                <div>
                  <b>{poleName}</b>, jusqu’au {dayAndTime(lastMinute(until))}
                  <small className="es-written">{reason}</small>
                  <small>
                    Accordé par {givenBy} le {dayAndTime(givenAt)}.
                  </small>
                </div>
              </li>
            ))}
          </ul>
          {isOfficer ? <Give callId={call.id} /> : null}
        </section>
      </div>
    </>
  );
}

/** An exception for one pole: until when, and why; the journal keeps who gave it. */
function Give({ callId }: { callId: string }): ReactNode {
  const { phases } = useSuspenseQuery(callQuery(callId)).data;
  const [search, setSearch] = useState('');
  const [poleId, setPoleId] = useState('');
  const [phaseId, setPhaseId] = useState(phases.at(-1)?.id ?? '');
  const [until, setUntil] = useState('');
  const [reason, setReason] = useState('');
  const [told, setTold] = useState(false);
  const poles = useQuery({ ...polesFoundQuery(search), enabled: search.trim().length > 2 }).data?.items ?? [];
  const bound = boundAfter(until);
  const isWhole = poleId !== '' && phaseId !== '' && bound !== undefined && reason.trim().length >= 10;
  const give = useCommand<Date>({
    act: (instant) => ask(api.POST('/api/calls/{id}/late-exceptions', { params: { path: { id: callId } }, body: { phaseId, poleId, until: instant.toISOString(), reason } })),
    done: () => 'Le délai est accordé. Le pôle est prévenu par courriel.',
    refreshes: [['calls', callId]],
    onDone: () => {
      setSearch('');
      setPoleId('');
      setUntil('');
      setReason('');
      setTold(false);
    },
  });
  return (
    <div className="es-panel es-stack">
      <h3 className="fr-h6 es-m0">Accorder un délai à un pôle</h3>
      <Field label="Nom du pôle" hint="Trois lettres au moins." value={search} onChange={({ target }) => setSearch(target.value)} />
      <Select label="Pôle" value={poleId} error={told && poleId === '' ? 'Choisissez un pôle.' : undefined} onChange={({ target }) => setPoleId(target.value)}>
        <option value="">{poles.length === 0 ? 'Cherchez d’abord' : 'Choisir'}</option>
        {poles.map(({ id, name, siren }) => (
          <option key={id} value={id}>
            {name}, {siren}
          </option>
        ))}
      </Select>
      {phases.length < 2 ? null : (
        <Select label="Période" value={phaseId} onChange={({ target }) => setPhaseId(target.value)}>
          {phases.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </Select>
      )}
      <Field label="Dépôt possible jusqu’au" hint="Heure de Paris, dernière minute comprise." type="datetime-local" value={until} error={told && bound === undefined ? 'Une date et une heure sont attendues ici.' : undefined} onChange={({ target }) => setUntil(target.value)} />
      <TextArea label="Motif" hint="Le pôle le lit, le journal le garde." rows={3} maxLength={2_000} value={reason} error={told && reason.trim().length < 10 ? 'Dites pourquoi, en dix signes au moins.' : undefined} onChange={({ target }) => setReason(target.value)} />
      <div>
        {isWhole ? (
          <CommandButton command={give} input={bound}>
            Accorder le délai
          </CommandButton>
        ) : (
          <button type="button" className="fr-btn" onClick={() => setTold(true)}>
            Accorder le délai
          </button>
        )}
      </div>
      <CommandOutcome command={give} />
    </div>
  );
}
