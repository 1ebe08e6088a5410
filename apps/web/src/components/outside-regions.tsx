import type { ReactNode } from 'react';
import { isOutsideRegions } from '#domain/calls/region.rules.js';
import { regionName } from '#domain/directory/region.js';
import type { Schemas } from '../client/client.js';
import { list } from '../language/format.js';
import { Message } from './message.js';

const then = {
  pole: 'Vous pouvez déposer tout de même : le ministère décidera de la suite.',
  desk: 'Le dépôt n’a pas été refusé pour autant : il vous revient d’en juger.',
} as const;

/** A pole whose seat is in none of the regions that the call is for: said to the pole and to the desk; nothing otherwise. */
export const OutsideRegions = ({ call, pole, reader }: { call: Pick<Schemas['CallDto'], 'regions'>; pole: Pick<Schemas['PoleDto'], 'name' | 'regionCode'> | undefined; reader: keyof typeof then }): ReactNode =>
  pole === undefined || !isOutsideRegions(call, pole.regionCode) ? null : (
    <Message tone="warn" more={then[reader]}>
      Cet appel est ouvert aux pôles de {call.regions.length === 1 ? 'la région' : 'ces régions'} : {list(call.regions.map(regionName))}. Le siège de « {pole.name} » est dans la région {regionName(pole.regionCode)}.
    </Message>
  );
