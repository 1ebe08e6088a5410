import type { Role } from '../language/words.js';
import type { Session } from './site.js';

/** Where the people of some roles work: their pages, their menu, their density. */
export interface Space {
  key: 'pole' | 'reviewer' | 'officer' | 'committee' | 'operator' | 'admin';
  /** Of its pages, with the first slash: `/pole`. */
  path: string;
  title: string;
  roles: readonly Role[];
  density: 'public' | 'desk' | 'ledger';
  menu: readonly { to: string; label: string }[];
  /** What to do here, in three sentences: what a first visit shows. */
  first: readonly [string, string, string];
  guide: string;
}

/** Does this person work there? The pole's space is everybody's who has no other: an account begins there. */
export const worksIn = (session: Session, space: Space): boolean =>
  session.grants.some(({ role }) => space.roles.includes(role)) || (space.key === 'pole' && session.grants.length === 0);
