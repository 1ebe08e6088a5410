import { oneOf, search, text } from '../../lists/search.js';
import type { CallFilter } from './queries.js';

/** The filters of the calls, as their address holds them. */
export const readCallSearch = search({ moment: oneOf(['soon', 'open', 'over']), forme: oneOf(['AAP', 'AMI']), annee: text(4), theme: text(80), region: text(2) });
export type CallSearch = ReturnType<typeof readCallSearch>;

export const filterOf = ({ moment, forme, annee, theme, region }: CallSearch): CallFilter => ({
  ...(moment === undefined ? {} : { moment }),
  ...(forme === undefined ? {} : { instrument: forme }),
  ...(annee === undefined || !/^20\d\d$/.test(annee) ? {} : { year: Number(annee) }),
  ...(theme === undefined ? {} : { theme }),
  ...(region === undefined || !/^\d{2}$/.test(region) ? {} : { region }),
});
