import type { ReactNode } from 'react';
import type { Address, Field as FormField, Problem, Territory } from '#domain/calls/form.js';
import { departments } from '#domain/directory/department.js';
import { regions } from '#domain/directory/region.js';
import { Field, Select } from '../../components/field.js';
import { told } from './content.js';
import { hintOf } from './hint.js';

interface Asked<Value> {
  field: FormField;
  label: string;
  id: string;
  value: Partial<Value>;
  error: string | undefined;
  /** What is wrong inside, by the part's name. */
  inside: ReadonlyMap<string, Problem>;
  onValue: (value: Partial<Value>) => void;
  onLeave: () => void;
}

const Error = ({ id, error }: { id: string; error: string | undefined }): ReactNode =>
  error === undefined ? null : (
    <p className="fr-error-text" id={`${id}-erreur`}>
      {error}
    </p>
  );

export function AddressField({ field, label, id, value, error, inside, onValue, onLeave }: Asked<Address>): ReactNode {
  const part = (name: keyof Address, title: string, more: object = {}): ReactNode => (
    <Field label={title} id={`${id}-${name}`} error={told(inside.get(name))} value={value[name] ?? ''} onChange={({ target }) => onValue({ ...value, [name]: target.value })} onBlur={onLeave} {...more} />
  );
  return (
    <fieldset className="es-choices" aria-describedby={error === undefined ? undefined : `${id}-erreur`}>
      <legend>
        {label}
        <span className="fr-hint-text">{hintOf(field)}</span>
      </legend>
      {part('line', 'Numéro et voie', { autoComplete: 'off' })}
      {part('complement', 'Complément (facultatif)')}
      <div className="es-pair">
        {part('postalCode', 'Code postal', { inputMode: 'numeric', className: 'es-short' })}
        {part('city', 'Commune')}
      </div>
      <Error id={id} error={error} />
    </fieldset>
  );
}

/** A region or department of the list; a commune or EPCI by its name and code. */
export function TerritoryField({ field, label, id, value, error, inside, onValue, onLeave }: Asked<Territory>): ReactNode {
  if (field.level === 'region' || field.level === 'department') {
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
  const isCommune = field.level === 'commune';
  return (
    <fieldset className="es-choices" aria-describedby={error === undefined ? undefined : `${id}-erreur`}>
      <legend>
        {label}
        <span className="fr-hint-text">{hintOf(field, isCommune ? 'Le code de l’INSEE a cinq signes ; ce n’est pas le code postal' : 'Le SIREN a neuf chiffres')}</span>
      </legend>
      <div className="es-pair">
        <Field label="Nom" id={`${id}-name`} error={told(inside.get('name'))} value={value.name ?? ''} onChange={({ target }) => onValue({ ...value, name: target.value })} onBlur={onLeave} />
        <Field
          label={isCommune ? 'Code de l’INSEE' : 'SIREN'}
          id={`${id}-code`}
          className="es-short"
          error={told(inside.get('code'))}
          value={value.code ?? ''}
          onChange={({ target }) => onValue({ ...value, code: target.value.replace(/\s/g, '').toUpperCase() })}
          onBlur={onLeave}
        />
      </div>
      <Error id={id} error={error} />
    </fieldset>
  );
}
