import { useSuspenseInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { regions } from '#domain/directory/region.js';
import { Chip } from '../../components/chip.js';
import { EmptyState } from '../../components/empty-state.js';
import { Select } from '../../components/field.js';
import { StateBadge } from '../../components/state-badge.js';
import { counted, dayAndTime, lastMinute, list as listed } from '../../language/format.js';
import { callMoments, callStates, instruments } from '../../language/words.js';
import { itemsOf } from '../../lists/keyset.js';
import { MoreButton, moreOf } from '../../lists/more-button.js';
import { useNow } from '../../session/site.js';
import { PageHead } from '../../shell/page.js';
import { filterOf, type CallSearch } from './call-search.js';
import { momentOf } from './moment.js';
import { callsQuery } from './queries.js';

/** Every call that was published, the newest first, by what the address asks for. */
export function CallsPage(): ReactNode {
  const wanted = useSearch({ from: '/appels' });
  const list = useSuspenseInfiniteQuery(callsQuery(filterOf(wanted)));
  const navigate = useNavigate();
  const now = useNow();
  const calls = itemsOf(list.data);
  const open = calls.filter((call) => call.state !== 'draft' && momentOf(call, now) === 'open').length;
  const isFiltered = Object.keys(wanted).length > 0;
  const set = (change: { [Key in keyof CallSearch]?: CallSearch[Key] | undefined }): void => {
    const next = Object.fromEntries(Object.entries({ ...wanted, ...change }).filter(([, value]) => value !== undefined && value !== '')) as CallSearch;
    void navigate({ to: '/appels', search: next, replace: true });
  };
  return (
    <>
      <PageHead
        title="Appels"
        trail={[{ label: 'Accueil', to: '/' }]}
        lead={isFiltered ? `${calls.length === 0 ? 'Aucun appel ne correspond' : `${counted(calls.length, 'appel correspond', 'appels correspondent')}`}.` : open === 0 ? 'Aucun appel n’est ouvert aujourd’hui.' : `${counted(open, 'appel est ouvert', 'appels sont ouverts')} aujourd’hui.`}
      />
      <div className="es-page es-end">
        <Filters wanted={wanted} set={set} themes={[...new Set(calls.flatMap(({ themes }) => themes))]} years={[...new Set([now.getFullYear(), ...calls.flatMap(({ opensAt }) => (opensAt === null ? [] : [new Date(opensAt).getFullYear()]))])]} />
        {calls.length === 0 ? (
          <EmptyState dots="none" level={2} title={isFiltered ? 'Aucun appel ne correspond' : 'Aucun appel publié'} text={isFiltered ? 'Retirez un filtre pour en voir d’autres.' : 'Le premier paraîtra ici.'} />
        ) : (
          <ul className="es-plain-list es-calls">
            {calls.map((call) => (
              <li key={call.id} className="es-callcard">
                <div>
                  <p className="es-overline">{instruments[call.instrument]}</p>
                  <h2 className="fr-h3">
                    <Link to="/appels/$id" params={{ id: call.id }}>
                      {call.title}
                    </Link>
                  </h2>
                  <p className="es-muted">{call.summary}</p>
                  {call.themes.length === 0 ? null : <p className="es-sm es-muted">{listed(call.themes)}</p>}
                </div>
                <p className="es-callcard__left">
                  <StateBadge of={call.state === 'draft' ? callStates.draft : callMoments[momentOf(call, now)]} />
                  {call.closesAt === null ? null : <small>jusqu’au {dayAndTime(lastMinute(call.closesAt))}</small>}
                </p>
              </li>
            ))}
          </ul>
        )}
        <MoreButton more={moreOf(list)} look="secondary" />
      </div>
    </>
  );
}

const momentsInOrder = ['open', 'soon', 'over'] as const;

function Filters({ wanted, set, themes, years }: { wanted: CallSearch; set: (change: { [Key in keyof CallSearch]?: CallSearch[Key] | undefined }) => void; themes: readonly string[]; years: readonly number[] }): ReactNode {
  const offered = (found: readonly string[], chosen: string | undefined): string[] => [...new Set([...found, ...(chosen === undefined ? [] : [chosen])])].sort((a, b) => a.localeCompare(b, 'fr'));
  return (
    <div className="es-gap-b" role="search" aria-label="Filtrer les appels">
      <div className="es-row" role="group" aria-label="Dépôt">
        <Chip label="Tous" on={wanted.moment === undefined} onClick={() => set({ moment: undefined })} />
        {momentsInOrder.map((moment) => (
          <Chip key={moment} label={callMoments[moment].word} on={wanted.moment === moment} onClick={() => set({ moment })} />
        ))}
      </div>
      <div className="es-fields es-fields--three">
        <Select label="Forme" value={wanted.forme ?? ''} onChange={({ target }) => set({ forme: target.value === '' ? undefined : (target.value as 'AAP' | 'AMI') })}>
          <option value="">Toutes</option>
          {(Object.entries(instruments) as ['AAP' | 'AMI', string][]).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Select>
        <Select label="Région" value={wanted.region ?? ''} onChange={({ target }) => set({ region: target.value || undefined })}>
          <option value="">Toutes</option>
          {regions.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </Select>
        <Select label="Année d’ouverture" value={wanted.annee ?? ''} onChange={({ target }) => set({ annee: target.value || undefined })}>
          <option value="">Toutes</option>
          {offered(years.map(String), wanted.annee)
            .reverse()
            .map((year) => (
              <option key={year}>{year}</option>
            ))}
        </Select>
        {themes.length === 0 && wanted.theme === undefined ? null : (
          <Select label="Thème" value={wanted.theme ?? ''} onChange={({ target }) => set({ theme: target.value || undefined })}>
            <option value="">Tous</option>
            {offered(themes, wanted.theme).map((theme) => (
              <option key={theme}>{theme}</option>
            ))}
          </Select>
        )}
      </div>
    </div>
  );
}
