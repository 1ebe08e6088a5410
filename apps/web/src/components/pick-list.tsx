import { useId, type ReactNode } from 'react';
import { Icon } from '../shell/icons.js';

/** Several of a long list: chosen one by one, each taken out by its own button. */
export function PickList({ label, hint, options, values, onChange }: { label: string; hint?: string; options: readonly { value: string; label: string }[]; values: readonly string[]; onChange: (values: string[]) => void }): ReactNode {
  const id = useId();
  const nameOf = (value: string): string => options.find((one) => one.value === value)?.label ?? value;
  return (
    <div className="fr-input-group">
      <label className="fr-label" htmlFor={id}>
        {label}
        {hint === undefined ? null : <span className="fr-hint-text">{hint}</span>}
      </label>
      <select className="fr-select" id={id} value="" onChange={({ target }) => onChange([...values, target.value])}>
        <option value="">Ajouter…</option>
        {options
          .filter(({ value }) => !values.includes(value))
          .map(({ value, label: name }) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
      </select>
      {values.length === 0 ? null : (
        <ul className="es-plain-list es-row es-picked" aria-label={`${label}, choix`}>
          {values.map((value) => (
            <li key={value}>
              <button type="button" className="es-chip" onClick={() => onChange(values.filter((one) => one !== value))}>
                {nameOf(value)}
                <Icon name="close" />
                <span className="es-vh">, retirer</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
