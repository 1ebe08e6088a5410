import type { ReactNode } from 'react';
import type { Address, Field as FormField, Problem } from '#domain/calls/form.js';
import { Field } from '../../components/field.js';
import { told } from './content.js';
import { hintOf } from './hint.js';

interface Asked {
  field: FormField;
  label: string;
  id: string;
  value: Partial<Address>;
  error: string | undefined;
  /** What is wrong inside, by the part's name. */
  inside: ReadonlyMap<string, Problem>;
  onValue: (value: Partial<Address>) => void;
  onLeave: () => void;
}

export function AddressField({ field, label, id, value, error, inside, onValue, onLeave }: Asked): ReactNode {
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
      {error === undefined ? null : (
        <p className="fr-error-text" id={`${id}-erreur`}>
          {error}
        </p>
      )}
    </fieldset>
  );
}
