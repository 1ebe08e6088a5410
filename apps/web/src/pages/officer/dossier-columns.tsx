import { Link } from '@tanstack/react-router';
import { tableDay } from '../../language/format.js';
import { regionName } from '../../language/words.js';
import type { Column } from '../../lists/data-table.js';
import type { Dossier } from './queries.js';
import { DeskState, ReviewDots } from './state.js';

/** What the desk's tables show of a dossier. The pole leads to the page where one acts on it; `note` goes under its name. */
export const poleColumn = (to: '/instruction/dossiers/$id' | '/instruction/recevabilite/$id', note: (dossier: Dossier) => string): Column<Dossier> => ({
  key: 'pole',
  head: 'Pôle',
  cell: (dossier) => (
    <>
      <Link to={to} params={{ id: dossier.id }}>
        {dossier.poleName}
      </Link>
      <span className="sub">{note(dossier)}</span>
    </>
  ),
});

export const numberColumn: Column<Dossier> = { key: 'number', head: 'Numéro', cell: ({ number }) => <span className="es-nowrap">{number}</span> };
export const regionColumn: Column<Dossier> = { key: 'region', head: 'Région', cell: ({ regionCode }) => regionName(regionCode) };
export const stateColumn: Column<Dossier> = { key: 'state', head: 'État', cell: (dossier) => <DeskState of={dossier} /> };
export const reviewsColumn: Column<Dossier> = { key: 'reviews', head: 'Évaluations', cell: ({ assigned, final }) => <ReviewDots assigned={assigned} final={final} /> };

export const silenceColumn: Column<Dossier> = {
  key: 'silence',
  head: 'Rejet implicite',
  cell: ({ silenceOn, late }) => (silenceOn === null ? '–' : <span className={`es-nowrap${late ? ' es-late' : ''}`}>{late ? `depuis le ${tableDay(silenceOn)}` : tableDay(silenceOn)}</span>),
};
