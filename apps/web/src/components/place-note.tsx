import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { isRecord, type Field, type Territory } from '#domain/calls/form.js';
import { isPlaceCode, placeDoubt, type PlaceLevel } from '#domain/directory/place.rules.js';
import { placeQuery, type Place } from '../client/places.js';
import { doubtSentence } from '../language/place-words.js';
import { Icon } from '../shell/icons.js';

interface Looked {
  /** Of the list, when it has the code under the name that is given. */
  place: Place | undefined;
  /** What to look at, in words. */
  doubt: string | undefined;
  /** The list is being asked. */
  isPending: boolean;
}

/** What the list says of a name and a code; nothing of a code that is not well formed, nor when it does not answer. */
export function usePlace(level: PlaceLevel, { code = '', name = '' }: Partial<Territory>): Looked {
  const { data, isLoading } = useQuery({ ...placeQuery(level, code), enabled: isPlaceCode(level, code) });
  if (data === undefined) return { place: undefined, doubt: undefined, isPending: isLoading };
  const doubt = placeDoubt({ code, name }, data.place ?? undefined);
  const isVouchedFor = doubt === undefined && name.trim() !== '';
  return { place: isVouchedFor ? (data.place ?? undefined) : undefined, doubt: doubt === undefined ? undefined : doubtSentence(level, doubt, data.year, data.place), isPending: false };
}

export const Doubt = ({ children }: { children: string }): ReactNode => (
  <span className="es-doubt">
    <Icon name="warning" /> {children}
  </span>
);

function Noted({ level, value }: { level: PlaceLevel; value: Partial<Territory> }): ReactNode {
  const { doubt } = usePlace(level, value);
  return doubt === undefined ? null : <Doubt>{doubt}</Doubt>;
}

/** Under an answer that is read: what to look at in the commune or the EPCI that it names. */
export const PlaceNote = ({ field, value }: { field: Field; value: unknown }): ReactNode =>
  field.kind === 'territory' && (field.level === 'commune' || field.level === 'epci') && isRecord(value) ? <Noted level={field.level} value={value} /> : null;
