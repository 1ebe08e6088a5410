import { useId, type ComponentProps, type ReactNode } from 'react';
import { useSettled } from './settled.js';

interface Around {
  label: string;
  hint?: ReactNode;
  /** What is wrong and what to do; undefined when nothing is. */
  error?: string | undefined;
}

/** A text field: label above, hint under the label, error under the field. `id` is what a summary of errors links to. */
export function Field({ label, hint, error, id, className, ...input }: Around & Omit<ComponentProps<'input'>, 'className'> & { className?: string }): ReactNode {
  const own = useId();
  const name = id ?? own;
  return (
    <Group name={name} label={label} hint={hint} error={error}>
      <input className={`fr-input ${className ?? ''}`} id={name} aria-invalid={error === undefined ? undefined : true} aria-describedby={error === undefined ? undefined : `${name}-erreur`} {...input} />
    </Group>
  );
}

export function TextArea({ label, hint, error, id, ...area }: Around & ComponentProps<'textarea'>): ReactNode {
  const own = useId();
  const name = id ?? own;
  return (
    <Group name={name} label={label} hint={hint} error={error}>
      <textarea className="fr-input" rows={6} id={name} aria-invalid={error === undefined ? undefined : true} aria-describedby={error === undefined ? undefined : `${name}-erreur`} {...area} />
    </Group>
  );
}

export function Select({ label, hint, error, id, children, ...select }: Around & ComponentProps<'select'>): ReactNode {
  const own = useId();
  const name = id ?? own;
  return (
    <Group name={name} label={label} hint={hint} error={error}>
      <select className="fr-select" id={name} aria-invalid={error === undefined ? undefined : true} aria-describedby={error === undefined ? undefined : `${name}-erreur`} {...select}>
        {children}
      </select>
    </Group>
  );
}

/** What is wrong with the field `id`, under it; it waits for the end of a press. */
export function ErrorText({ id, error }: { id: string; error: string | undefined }): ReactNode {
  const told = useSettled(error);
  return told === undefined ? null : (
    <p className="fr-error-text" id={`${id}-erreur`}>
      {told}
    </p>
  );
}

function Group({ name, label, hint, error, children }: Around & { name: string; children: ReactNode }): ReactNode {
  const told = useSettled(error);
  return (
    <div className={`fr-input-group ${told === undefined ? '' : 'fr-input-group--error'}`}>
      <label className="fr-label" htmlFor={name}>
        {label}
        {hint === undefined ? null : <span className="fr-hint-text">{hint}</span>}
      </label>
      {children}
      <ErrorText id={name} error={error} />
    </div>
  );
}

/** One question with a few answers. `hint` under an answer says what it means. */
export function Choices<Value extends string>({ legend, hint, error, options, value, onChoose, name }: { legend: ReactNode; hint?: ReactNode; error?: string | undefined; options: readonly { value: Value; label: string; hint?: string }[]; value: Value | undefined; onChoose: (value: Value) => void; name?: string }): ReactNode {
  const own = useId();
  const group = name ?? own;
  return (
    <fieldset className="es-choices" aria-describedby={error === undefined ? undefined : `${group}-erreur`}>
      <legend>
        {legend}
        {hint === undefined ? null : <span className="fr-hint-text">{hint}</span>}
      </legend>
      {options.map((option) => (
        <div key={option.value} className="fr-radio-group">
          <input type="radio" id={`${group}-${option.value}`} name={group} checked={value === option.value} onChange={() => onChoose(option.value)} />
          <label className="fr-label" htmlFor={`${group}-${option.value}`}>
            {option.label}
            {option.hint === undefined ? null : <span className="fr-hint-text">{option.hint}</span>}
          </label>
        </div>
      ))}
      <ErrorText id={group} error={error} />
    </fieldset>
  );
}
