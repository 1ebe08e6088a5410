import { useState, type ReactNode } from 'react';
import { Field } from '../../../components/field.js';

/** A short name, taken over once it is written and free: names halfway would be those of others. */
export function KeyField({ id, value, taken, onKey }: { id: string; value: string; taken: readonly string[]; onKey: (key: string) => void }): ReactNode {
  const [typed, setTyped] = useState(value);
  const isWritten = /^[a-z][a-z0-9-]{0,59}$/.test(typed);
  const isFree = typed === value || !taken.includes(typed);
  return (
    <Field
      label="Nom court"
      hint="Pour les exports ; il suit le libellé tant que vous n’en choisissez pas un"
      id={id}
      value={typed}
      error={!isWritten ? 'Minuscules sans accent, chiffres et tirets, une lettre d’abord.' : isFree ? undefined : 'Ce nom court est déjà pris.'}
      onChange={({ target }) => setTyped(target.value)}
      onBlur={() => {
        if (isWritten && isFree && typed !== value) onKey(typed);
      }}
    />
  );
}
