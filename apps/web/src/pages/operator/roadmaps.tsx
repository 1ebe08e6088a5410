import { useSuspenseInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Schemas } from '../../client/client.js';
import { EmptyState } from '../../components/empty-state.js';
import { FigureTable } from '../../components/chart-table.js';
import { calendarDay, euros, list as listed, wholeEuros } from '../../language/format.js';
import { DataTable, type Column } from '../../lists/data-table.js';
import { itemsOf } from '../../lists/keyset.js';
import { moreOf } from '../../lists/more-button.js';
import { useSession } from '../../session/site.js';
import { PageHead } from '../../shell/page.js';
import { roadmapQuery, roadmapsQuery } from './queries.js';

type Row = Schemas['RoadmapSummaryDto'];
type Roadmap = Schemas['RoadmapDto'];

const trail = [
  { label: 'À faire', to: '/paiement' },
  { label: 'Enveloppes', to: '/paiement/enveloppes' },
] as const;

const years = ({ firstYear, lastYear }: Pick<Row, 'firstYear' | 'lastYear'>): string => (firstYear === lastYear ? String(firstYear) : `${firstYear} à ${lastYear}`);

/** What was announced over years: an intention, which envelopes then keep. */
export function RoadmapsPage(): ReactNode {
  const list = useSuspenseInfiniteQuery(roadmapsQuery);
  const rows = itemsOf(list.data);
  const mayWrite = useSession()?.grants.some(({ role, scope }) => role === 'officer' && Object.keys(scope).length === 0) === true;
  const columns: Column<Row>[] = [
    {
      key: 'title',
      head: 'Feuille de route',
      cell: ({ id, title, themes }) => (
        <>
          <Link to="/paiement/feuilles-de-route/$id" params={{ id }}>
            {title}
          </Link>
          {themes.length === 0 ? null : <span className="sub">{listed(themes)}</span>}
        </>
      ),
    },
    { key: 'announced', head: 'Annoncée le', cell: ({ announcedOn }) => calendarDay(announcedOn) },
    { key: 'years', head: 'Années', cell: years },
    { key: 'total', head: 'Total', cell: ({ totalCents }) => wholeEuros(totalCents) },
  ];
  return (
    <>
      <PageHead
        title="Feuilles de route"
        trail={trail}
        lead="Ce qui est annoncé sur plusieurs années. Une feuille de route n’ouvre pas de crédits : les enveloppes le font."
        actions={
          mayWrite ? (
            <Link className="fr-btn" to="/paiement/feuilles-de-route/nouvelle">
              Écrire une feuille de route
            </Link>
          ) : undefined
        }
      />
      <div className="es-page es-end">
        {rows.length === 0 ? (
          <EmptyState dots="none" level={2} title="Aucune feuille de route" text="La première paraîtra ici." />
        ) : (
          <section className="es-panel es-panel--flush" aria-label="Feuilles de route">
            <DataTable caption="Feuilles de route" columns={columns} rows={rows} rowKey={({ id }) => id} what={['feuille de route', 'feuilles de route']} more={moreOf(list)} />
          </section>
        )}
      </div>
    </>
  );
}

/** A roadmap: what it announces year by year, what was opened of it, funder by funder. */
export function RoadmapPage(): ReactNode {
  const { id } = useParams({ from: '/paiement/feuilles-de-route/$id' });
  const roadmap = useSuspenseQuery(roadmapQuery(id)).data;
  const opened = roadmap.funding.reduce((sum, { aeCents }) => sum + aeCents, 0);
  return (
    <>
      <PageHead title={roadmap.title} trail={[...trail, { label: 'Feuilles de route', to: '/paiement/feuilles-de-route' }]} lead={`Annoncée le ${calendarDay(roadmap.announcedOn)} : ${wholeEuros(roadmap.totalCents)} de ${years(roadmap)}. ${opened === 0 ? 'Rien n’en est encore ouvert.' : `${wholeEuros(opened)} d’autorisations d’engagement en sont ouverts.`}`} />
      <div className="es-page es-end es-stack--lg">
        {roadmap.themes.length === 0 ? null : <p>Thèmes : {listed(roadmap.themes)}.</p>}
        <Announced roadmap={roadmap} />
        <Opened roadmap={roadmap} />
      </div>
    </>
  );
}

const Cells = ({ heads, rows, caption }: { heads: readonly string[]; rows: readonly (readonly ReactNode[])[]; caption: string }): ReactNode => (
  // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a table that scrolls sideways is scrolled by keyboard too
  <div className="es-scroll" tabIndex={0} role="region" aria-label={caption}>
    <FigureTable caption={caption} heads={heads} rows={rows} />
  </div>
);

function Announced({ roadmap: { lines, years: totals } }: { roadmap: Roadmap }): ReactNode {
  const amountOf = (amounts: Roadmap['years'], year: number): string => {
    const found = amounts.find((one) => one.year === year);
    return found === undefined ? '–' : euros(found.amountCents);
  };
  return (
    <section className="es-panel" aria-labelledby="annonce">
      <h2 id="annonce">Ce qui est annoncé</h2>
      <Cells caption="Montants annoncés par année" heads={['Objet', ...totals.map(({ year }) => String(year))]} rows={[...lines.map(({ label, amounts }) => [label, ...totals.map(({ year }) => amountOf(amounts, year))]), ['Total', ...totals.map(({ amountCents }) => euros(amountCents))]]} />
    </section>
  );
}

function Opened({ roadmap: { funding, envelopes } }: { roadmap: Roadmap }): ReactNode {
  return (
    <section className="es-panel" aria-labelledby="ouvert">
      <h2 id="ouvert">Ce qui est ouvert</h2>
      {funding.length === 0 ? <p>Aucune enveloppe confirmée ne tient cette annonce.</p> : <Cells caption="Crédits ouverts par année et financeur" heads={['Année et financeur', 'Autorisations d’engagement', 'Crédits de paiement']} rows={funding.map(({ year, funder, aeCents, cpCents }) => [`${year}, ${funder === '' ? 'financeur non précisé' : funder}`, euros(aeCents), euros(cpCents)])} />}
      {envelopes.length === 0 ? null : (
        <ul className="es-gap-t">
          {envelopes.map(({ id, title }) => (
            <li key={id}>
              <Link to="/paiement/enveloppes/$id" params={{ id }}>
                {title}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
