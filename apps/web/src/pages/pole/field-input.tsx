import type { ReactNode } from 'react';
import type { Budget, Field as FormField } from '#domain/calls/form.rules.js';
import { Choices, Field, TextArea } from '../../components/field.js';
import { number } from '../../language/format.js';
import { AttachmentField } from './attachments/attachment-field.js';
import type { Call } from './content.js';
import { BudgetField } from './budget.js';
import { AmountField, NumberField } from './typed-field.js';

interface Asked {
  field: FormField;
  id: string;
  value: unknown;
  error: string | undefined;
  /** What is wrong in the lines of a budget, by path in the answer. */
  lineErrors: ReadonlyMap<string, string>;
  call: Call;
  applicationId: string;
  onValue: (value: unknown) => void;
  onLeave: () => void;
}

/** One question of the form, by its kind. */
export function FieldInput({ field, id, value, error, lineErrors, call, applicationId, onValue, onLeave }: Asked): ReactNode {
  const label = field.required ? field.label : `${field.label} (facultatif)`;
  const shared = { label, id, error };
  switch (field.kind) {
    case 'text':
    case 'long-text': {
      const text = typeof value === 'string' ? value : '';
      const input = { ...shared, value: text, onChange: ({ target }: { target: { value: string } }) => onValue(target.value), onBlur: onLeave };
      return (
        <div>
          {field.kind === 'text' ? <Field {...input} /> : <TextArea {...input} rows={8} />}
          {field.maxLength === undefined ? null : (
            <p className="es-xs es-muted es-m0">
              {number(text.length)} {text.length > 1 ? 'caractères' : 'caractère'} sur {number(field.maxLength)}
            </p>
          )}
        </div>
      );
    }
    case 'number':
      return <NumberField {...shared} value={value} onValue={onValue} onLeave={onLeave} />;
    case 'amount':
      return <AmountField {...shared} hint="En euros, par exemple 24 000,00" value={value} onValue={onValue} onLeave={onLeave} />;
    case 'date':
      return <Field {...shared} type="date" className="es-short" value={typeof value === 'string' ? value : ''} onChange={({ target }) => onValue(target.value)} onBlur={onLeave} />;
    case 'yes-no':
      return (
        <Choices
          legend={label}
          name={id}
          error={error}
          options={[
            { value: 'oui', label: 'Oui' },
            { value: 'non', label: 'Non' },
          ]}
          value={typeof value === 'boolean' ? (value ? 'oui' : 'non') : undefined}
          onChoose={(answer) => onValue(answer === 'oui')}
        />
      );
    case 'choice':
      return <Choices legend={label} name={id} error={error} options={field.options ?? []} value={typeof value === 'string' ? value : undefined} onChoose={onValue} />;
    case 'choices':
      return <Several field={field} label={label} id={id} error={error} value={Array.isArray(value) ? (value as string[]) : []} onValue={onValue} />;
    case 'attachment':
      return <AttachmentField applicationId={applicationId} field={field} id={id} error={error} value={Array.isArray(value) ? (value as string[]) : []} onChange={onValue} />;
    case 'budget':
      return <BudgetField label={label} id={id} error={error} lineErrors={lineErrors} call={call} value={value as Budget | undefined} onValue={onValue} onLeave={onLeave} />;
  }
}

function Several({ field, label, id, error, value, onValue }: { field: FormField; label: string; id: string; error: string | undefined; value: readonly string[]; onValue: (value: string[]) => void }): ReactNode {
  return (
    <fieldset className="es-choices" aria-describedby={error === undefined ? undefined : `${id}-erreur`}>
      <legend>
        {label}
        <span className="fr-hint-text">Plusieurs réponses possibles</span>
      </legend>
      {(field.options ?? []).map((option) => (
        <div key={option.value} className="fr-checkbox-group">
          <input type="checkbox" id={`${id}-${option.value}`} checked={value.includes(option.value)} onChange={({ target }) => onValue(target.checked ? [...value, option.value] : value.filter((one) => one !== option.value))} />
          <label className="fr-label" htmlFor={`${id}-${option.value}`}>
            {option.label}
          </label>
        </div>
      ))}
      {error === undefined ? null : (
        <p className="fr-error-text" id={`${id}-erreur`}>
          {error}
        </p>
      )}
    </fieldset>
  );
}
