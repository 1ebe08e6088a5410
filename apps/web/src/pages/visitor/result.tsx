import { useInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { regionOf } from '#domain/directory/region.js';
import type { Schemas } from '../../client/client.js';
import { EmptyState } from '../../components/empty-state.js';
import { RegionTiles } from '../../components/region-tiles.js';
import { counted, day, euros, wholeEuros } from '../../language/format.js';
import { DataTable, type Column } from '../../lists/data-table.js';
import { itemsOf } from '../../lists/keyset.js';
import { moreOf } from '../../lists/more-button.js';
import { TakeAway } from '../../lists/take-away.js';
import { PageHead } from '../../shell/page.js';
import { laureatesQuery, resultsQuery } from './queries.js';

const columns: readonly Column<Schemas['LaureateDto']>[] = [
  {
    key: 'pole',
    head: 'Pôle',
    cell: ({ poleName, projectTitle }) => (
      <>
        {poleName}
        <span className="sub">{projectTitle}</span>
      </>
    ),
  },
  { key: 'region', head: 'Région', cell: ({ regionCode }) => (regionOf(regionCode)?.name ?? regionCode).replace("'", '’') },
  { key: 'amount', head: 'Aide', numeric: true, cell: ({ amountCents }) => euros(amountCents) },
];

/** The laureates of a call: a map, its table and the list, all of the same decisions. */
export function ResultPage(): ReactNode {
  const { id } = useParams({ from: '/resultats/$id' });
  const { title, laureates, totalCents, publishedAt, regions } = useSuspenseQuery(resultsQuery(id)).data;
  const list = useInfiniteQuery(laureatesQuery(id));
  const rows = list.data === undefined ? [] : itemsOf(list.data);
  const received = regions.reduce((sum, region) => sum + region.received, 0);
  return (
    <>
      <PageHead
        title={`Résultats : ${title}`}
        trail={[
          { label: 'Accueil', to: '/' },
          { label: 'Résultats', to: '/resultats' },
        ]}
        lead={publishedAt === null ? 'Les résultats ne sont pas encore publiés.' : `${counted(laureates, 'lauréat')} sur ${counted(received, 'dossier déposé', 'dossiers déposés')}, ${wholeEuros(totalCents)} en tout, depuis le ${day(publishedAt)}.`}
        actions={publishedAt === null ? undefined : <TakeAway address="/api/laureates/export" query={{ callId: id }} what="Les lauréats" />}
      />
      <div className="es-page es-end">
        {publishedAt === null ? (
          <EmptyState dots="first" level={2} title="Rien à lire pour l’instant" text="Les lauréats paraissent ici le jour de leur notification.">
            <Link className="fr-btn fr-btn--secondary" to="/appels/$id" params={{ id }}>
              Relire l’appel
            </Link>
          </EmptyState>
        ) : (
          <div className="es-board">
            <section className="es-panel es-panel--flush" aria-labelledby="liste">
              <div className="es-panel__bar">
                <h2 id="liste">Les lauréats</h2>
                <p className="es-sm es-muted es-num">Total : {euros(totalCents)}</p>
              </div>
              <DataTable
                caption={`Lauréats de l’appel ${title}`}
                columns={columns}
                rows={rows}
                rowKey={(row) => row.id}
                total={laureates}
                what={['lauréat', 'lauréats']}
                more={moreOf(list)}
              />
            </section>
            <section className="es-panel" aria-labelledby="carte">
              <h2 id="carte">Lauréats par région</h2>
              <RegionTiles counts={regions.map(({ regionCode, laureates: count, received: outOf }) => ({ regionCode, count, outOf }))} what={{ one: 'lauréat', many: 'lauréats', outOf: 'dossiers déposés' }} />
            </section>
          </div>
        )}
      </div>
    </>
  );
}
