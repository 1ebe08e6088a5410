import type { ReactNode } from 'react';
import type { Address, Field as FormField, Problem } from '#domain/calls/form.js';
import { ErrorText, Field } from '../../components/field.js';
import { told } from './content.js';
import { hintOf } from './hint.js';

/** What a question that is answered by several parts is given. */
export interface Asked<Value> {
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
      <ErrorText id={id} error={error} />
    </fieldset>
  );
}
