import { regionName } from '../../language/words.js';
import type { Person } from './queries.js';

export type Grant = Person['grants'][number];

/** Ends are real time: at worst one that ended seconds ago still shows. */
export const isHeld = ({ endsAt }: Grant, now: Date): boolean => endsAt === null || new Date(endsAt) > now;

/** Where a role holds, in words. */
export function scopeOf({ scope: { callId, regionCode, poleId, envelopeId } }: Grant, callTitle: (id: string) => string | undefined): string {
  const parts = [
    ...(callId === undefined ? [] : [callTitle(callId) ?? 'un appel']),
    ...(regionCode === undefined ? [] : [regionName(regionCode)]),
    ...(poleId === undefined ? [] : ['un pôle']),
    ...(envelopeId === undefined ? [] : ['une enveloppe']),
  ];
  return parts.length === 0 ? 'partout' : `pour ${parts.join(', ')}`;
}
