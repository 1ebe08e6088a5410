import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, type FocusEvent, type ReactNode } from 'react';
import type { Territory } from '#domain/calls/form.js';
import type { PlaceLevel } from '#domain/directory/place.rules.js';
import { departments } from '#domain/directory/department.js';
import { regions } from '#domain/directory/region.js';
import { placeQuery, placesQuery } from '../../client/places.js';
import { Combobox } from '../../components/combobox.js';
import { ErrorText, Field, Select } from '../../components/field.js';
import { Doubt, usePlace } from '../../components/place-note.js';
import { placeDetail, placeName, placeWords } from '../../language/place-words.js';
import { Icon } from '../../shell/icons.js';
import type { Asked } from './address-field.js';
import { told } from './content.js';
import { hintOf } from './hint.js';

/** A region or department of the list; a commune or EPCI that is looked up. */
export function TerritoryField(asked: Asked<Territory>): ReactNode {
  const { field, label, id, value, error, onValue, onLeave } = asked;
  if (field.level === 'commune' || field.level === 'epci') return <PlaceField {...asked} level={field.level} />;
  const list = field.level === 'region' ? regions : departments;
  return (
    <Select label={label} hint={hintOf(field)} id={id} error={error} className="fr-select es-narrow" value={value.code ?? ''} onChange={({ target }) => onValue(list.find(({ code }) => code === target.value) ?? {})} onBlur={onLeave}>
      <option value="">Choisir</option>
      {list.map(({ code, name }) => (
        <option key={code} value={code}>
          {field.level === 'department' ? `${code} ${name}` : name}
        </option>
      ))}
    </Select>
  );
}

/** What is typed, a moment after the last key. */
function useRested(text: string): string {
  const [rested, setRested] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), 200);
    return () => clearTimeout(timer);
  }, [text]);
  return rested;
}

/**
 * A commune or an EPCI: its name is looked up in the list, which gives the code. What is typed is the answer at once, chosen or not. The code has a
 * field of its own when it is asked for, and whenever the list does not vouch for it.
 */
function PlaceField({ field, level, label, id, value, error, inside, onValue, onLeave }: Asked<Territory> & { level: PlaceLevel }): ReactNode {
  const words = placeWords[level];
  const { code = '', name = '' } = value;
  const client = useQueryClient();
  const [isOpen, setIsOpen] = useState(false);
  const [isByHand, setIsByHand] = useState(false);
  /** The list did not answer when this field last asked. */
  const [isSilent, setIsSilent] = useState(false);
  const { place, doubt, isPending } = usePlace(level, value);
  /** The last that the list had: typing its name again gives its code back. */
  const last = useRef(place);
  const text = useRested(name.trim());
  /** Nothing is proposed for what is no longer typed: keys are faster than eyes. */
  const isAsked = isOpen && text !== '' && text === name.trim();
  const { data, isError } = useQuery({ ...placesQuery(level, text), enabled: isAsked });
  const found = isAsked ? (data?.places ?? []) : [];
  if (isAsked && isError !== isSilent && (isError || data !== undefined)) setIsSilent(isError);
  const isCodeNeeded = isSilent || inside.size > 0 || (code !== '' && place === undefined && !isPending);
  // The code's field stays once it is there: somebody may be typing in it.
  if (isCodeNeeded && !isByHand) setIsByHand(true);
  useEffect(() => {
    if (place !== undefined) last.current = place;
  }, [place]);

  /** A code that came from the list goes with its name; one that was typed stays. */
  const type = (typed: string): void => {
    if (typed === last.current?.name && !isByHand) onValue({ code: last.current.code, name: typed });
    else onValue(place !== undefined && !isByHand ? { name: typed } : { ...value, name: typed });
  };
  const choose = (key: string): void => {
    const chosen = found.find((one) => one.code === key);
    if (chosen === undefined || data === undefined) return;
    client.setQueryData(placeQuery(level, chosen.code).queryKey, { year: data.year, place: chosen });
    setIsByHand(false);
    onValue({ code: chosen.code, name: chosen.name });
  };
  const openCode = (): void => {
    setIsByHand(true);
    // Its button goes.
    document.getElementById(`${id}-name`)?.focus();
  };
  const leave = (event: FocusEvent): void => {
    if (event.currentTarget.closest('fieldset')?.contains(event.relatedTarget) !== true) onLeave();
  };

  const said = isSilent ? words.silent : !isAsked || data === undefined ? '' : found.length === 0 ? words.none : `${words.found(found.length)}.`;
  return (
    <fieldset className="es-choices" aria-describedby={error === undefined ? undefined : `${id}-erreur`}>
      <legend>
        {label}
        <span className="fr-hint-text">{hintOf(field)}</span>
      </legend>
      <div className={isByHand ? 'es-pair' : 'es-narrow'}>
        <Combobox
          id={`${id}-name`}
          label={isByHand ? 'Nom' : words.search}
          error={told(inside.get('name'))}
          text={name}
          choices={found.map((one) => ({ key: one.code, label: placeName(one), detail: placeDetail(one) }))}
          isOpen={isOpen}
          onOpen={setIsOpen}
          onText={type}
          onChoose={choose}
          onLeave={leave}
        />
        {isByHand ? <Field label={words.code} id={`${id}-code`} className="es-short" error={told(inside.get('code'))} value={code} onChange={({ target }) => onValue({ ...value, code: target.value.replace(/\s/g, '').toUpperCase() })} onBlur={leave} /> : null}
      </div>
      <p className="es-placed" role="status">
        {said === '' && doubt !== undefined ? <Doubt>{doubt}</Doubt> : said}
      </p>
      {place === undefined ? null : (
        <p className="es-placed">
          <Icon name="tick" className="es-ok" /> {placeName(place)} <small className="es-muted">{placeDetail(place)}</small>
        </p>
      )}
      {isByHand ? null : (
        <button type="button" className="fr-btn fr-btn--tertiary-no-outline fr-btn--sm" onClick={openCode} onBlur={leave}>
          Saisir à la main
        </button>
      )}
      <ErrorText id={id} error={error} />
    </fieldset>
  );
}
