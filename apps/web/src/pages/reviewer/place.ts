import type { Schemas } from '../../client/client.js';
import { regionName } from '../../language/words.js';

export const trail = [{ label: 'À faire', to: '/evaluation' }] as const;

/** Which dossier, and where it is from. */
export const placeOf = ({ number, content }: Schemas['ReviewedSubmissionDto']): string => `Dossier ${number}, ${regionName(content.pole.regionCode)}.`;
