import { space as admin } from '../pages/admin/space.js';
import { space as committee } from '../pages/committee/space.js';
import { space as officer } from '../pages/officer/space.js';
import { space as operator } from '../pages/operator/space.js';
import { space as pole } from '../pages/pole/space.js';
import { space as reviewer } from '../pages/reviewer/space.js';
import { recall, remember } from './device.js';
import type { Session } from './site.js';
import { worksIn, type Space } from './space.js';

export const spaces: readonly Space[] = [pole, reviewer, officer, admin, committee, operator];

export const spacesOf = (session: Session | null): Space[] => (session === null ? [] : spaces.filter((space) => worksIn(session, space)));

/** The space of an address, if it is in one. */
export const spaceAt = (pathname: string): Space | undefined => spaces.find(({ path }) => pathname === path || pathname.startsWith(`${path}/`));

const key = 'essaim.space';

/** Where a person lands: where they were last, else the first of their spaces. */
export function homeOf(session: Session): Space {
  const own = spacesOf(session);
  return own.find((space) => space.key === lastSpace()) ?? own[0] ?? pole;
}

export const lastSpace = (): string | null => recall(key);

export const rememberSpace = (space: Space): void => void remember(key, space.key);
