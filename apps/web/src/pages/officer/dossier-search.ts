import { oneOf, search, text } from '../../lists/search.js';
import type { DossierFilter } from './queries.js';

/** What the address of the list of dossiers holds. */
export interface DossierSearch {
  appel?: string | undefined;
  etat?: DossierFilter['state'] | undefined;
  vue?: 'retard' | 'sans-evaluateur' | undefined;
  region?: string | undefined;
  /** The key of a track of the call. */
  volet?: string | undefined;
  recherche?: string | undefined;
  tri?: DossierFilter['sort'] | undefined;
}

export const readDossierSearch = search({
  appel: text(36),
  etat: oneOf(['submitted', 'eligible', 'ineligible', 'under-review', 'awarded', 'reserve', 'refused', 'withdrawn']),
  vue: oneOf(['retard', 'sans-evaluateur']),
  region: (raw) => (/^\d{1,2}$/.test(String(raw)) ? String(raw).padStart(2, '0') : undefined),
  volet: text(40),
  recherche: text(100),
  tri: oneOf(['number', '-number', 'pole', '-pole', 'silence', '-silence']),
});

export const filterOf = ({ etat, vue, region, volet, recherche, tri }: DossierSearch): DossierFilter => ({
  ...(etat === undefined ? {} : { state: etat }),
  ...(vue === 'retard' ? { late: true } : {}),
  ...(vue === 'sans-evaluateur' ? { fewerReviewersThan: 1 } : {}),
  ...(region === undefined ? {} : { regionCode: region }),
  ...(volet === undefined ? {} : { track: volet }),
  ...(recherche === undefined ? {} : { search: recherche }),
  ...(tri === undefined ? {} : { sort: tri }),
});
