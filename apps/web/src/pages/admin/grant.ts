import { regionName } from '../../language/words.js';
import type { Person } from './queries.js';

export type Grant = Person['grants'][number];

/** Ends are real time, not the domain clock's; a device may be a minute behind. */
export const isHeld = ({ endsAt }: Grant): boolean => endsAt === null || Date.parse(endsAt) > Date.now() + 60_000;

/** Where a role holds, in words. */
export function scopeOf({ scope: { callId, regionCode, poleId, envelopeId, applicationId } }: Grant, callTitle: (id: string) => string | undefined): string {
  const parts = [
    ...(callId === undefined ? [] : [callTitle(callId) ?? 'un appel']),
    ...(regionCode === undefined ? [] : [regionName(regionCode)]),
    ...(applicationId !== undefined ? ['un dossier'] : poleId === undefined ? [] : ['un pôle']),
    ...(envelopeId === undefined ? [] : ['une enveloppe']),
  ];
  return parts.length === 0 ? 'partout' : `pour ${parts.join(', ')}`;
}
