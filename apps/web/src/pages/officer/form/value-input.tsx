import type { ReactNode } from 'react';
import type { Field as FormField } from '#domain/calls/form.js';
import { departments } from '#domain/directory/department.js';
import { regions } from '#domain/directory/region.js';
import { Field, Select } from '../../../components/field.js';
import { AmountField, NumberField } from '../../pole/typed-field.js';

/** What the answers to a field may be compared with, when that is a list. */
export function valuesOf(field: FormField): readonly { value: string; label: string }[] | undefined {
  if (field.options !== undefined) return field.options;
  if (field.level === 'region') return regions.map(({ code, name }) => ({ value: code, label: name }));
  if (field.level === 'department') return departments.map(({ code, name }) => ({ value: code, label: `${code} ${name}` }));
  return undefined;
}

const isAmount = ({ kind, unit }: FormField): boolean => kind === 'amount' || unit === 'amount';

/** The value that a comparison compares with, as the kind of the field has it. */
export function ValueInput({ field, id, value, onValue }: { field: FormField; id: string; value: unknown; onValue: (value: unknown) => void }): ReactNode {
  if (field.kind === 'yes-no' || field.kind === 'engagement') {
    return (
      <Select label="Réponse" id={id} value={value === true ? 'oui' : 'non'} onChange={({ target }) => onValue(target.value === 'oui')}>
        <option value="oui">Oui</option>
        <option value="non">Non</option>
      </Select>
    );
  }
  const values = valuesOf(field);
  if (values !== undefined) {
    return (
      <Select label="Réponse" id={id} value={typeof value === 'string' ? value : ''} onChange={({ target }) => onValue(target.value)}>
        {values.map((one) => (
          <option key={one.value} value={one.value}>
            {one.label}
          </option>
        ))}
      </Select>
    );
  }
  if (field.kind === 'territory') return <Field label="Code" id={id} value={typeof value === 'string' ? value : ''} onChange={({ target }) => onValue(target.value.trim().toUpperCase())} />;
  const Input = isAmount(field) ? AmountField : NumberField;
  return <Input label={isAmount(field) ? 'Montant' : 'Valeur'} id={id} value={value} error={undefined} onValue={onValue} onLeave={() => undefined} />;
}
