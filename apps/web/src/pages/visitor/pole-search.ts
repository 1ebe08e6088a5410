import { oneOf, search, text } from '../../lists/search.js';
import type { PoleFilter } from './queries.js';

/** The filters of the directory, as their address holds them. */
export const readPoleSearch = search({ recherche: text(100), region: text(2), departement: text(3), theme: text(100), activite: oneOf(['actifs', 'inactifs']) });
export type PoleSearch = ReturnType<typeof readPoleSearch>;

/** What is not a place is as if it were absent. */
export const filterOf = ({ recherche, region, departement, theme, activite }: PoleSearch): PoleFilter => ({
  ...(recherche === undefined ? {} : { search: recherche }),
  ...(region === undefined || !/^\d{2}$/.test(region) ? {} : { regionCode: region }),
  ...(departement === undefined || !/^(\d{2}|2[AB]|97\d)$/.test(departement) ? {} : { departmentCode: departement }),
  ...(theme === undefined ? {} : { theme }),
  ...(activite === undefined ? {} : { active: activite === 'actifs' }),
});

/** The map shows every region, so that another can be chosen. */
export const mapFilterOf = (wanted: PoleSearch): PoleFilter => {
  const { region: _, ...others } = wanted;
  return filterOf(others);
};
