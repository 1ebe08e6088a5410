import { useState, type ReactNode } from 'react';
import { answerText } from '#domain/calls/answer-text.js';
import type { Evaluation, Scope } from '#domain/calls/evaluation.rules.js';
import { isRecord, type Answers, type Budget, type Field as FormField, type Problem } from '#domain/calls/form.js';
import { Choices, ErrorText, Field, Select, TextArea } from '../../components/field.js';
import { number } from '../../language/format.js';
import { AddressField } from './address-field.js';
import { AttachmentField } from './attachments/attachment-field.js';
import { BudgetField } from './budget.js';
import { told, wrongInside, type Call } from './content.js';
import { hintOf } from './hint.js';
import { RepeatField } from './repeat-field.js';
import { TerritoryField } from './territory-field.js';
import { AmountField, NumberField } from './typed-field.js';

interface Asked {
  field: FormField;
  id: string;
  value: unknown;
  error: string | undefined;
  /** What is wrong inside an answer of several parts, by path in it. */
  inside: ReadonlyMap<string, Problem>;
  call: Call;
  /** Of the dossier; undefined while an officer tries the form. */
  applicationId: string | undefined;
  /** The section that asks, where files may be joined. */
  section?: string;
  /** What is shown where the field is, and computed. */
  scope: Scope;
  evaluation: Evaluation;
  onValue: (value: unknown) => void;
  onLeave: () => void;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
/** More answers than this are a list to unfold. */
const fewOptions = 9;

const identifiers = {
  siret: { own: 'Quatorze chiffres, avec ou sans espaces', inputMode: 'numeric' },
  rna: { own: 'W, puis neuf signes', inputMode: 'text' },
  iban: { own: 'Avec ou sans espaces', inputMode: 'text' },
  email: { own: 'nom@domaine.fr', inputMode: 'email' },
  phone: { own: 'Dix chiffres, ou + et l’indicatif du pays', inputMode: 'tel' },
} as const;
const isCode = (kind: FormField['kind']): boolean => kind === 'siret' || kind === 'rna' || kind === 'iban';
const normalised = (kind: FormField['kind'], text: string): string => (isCode(kind) ? text.replace(/\s/g, '').toUpperCase() : kind === 'phone' ? text.replace(/\(0\)|[\s./()-]/g, '') : text.trim());

/** One question of the form, by its kind. */
export function FieldInput(asked: Asked): ReactNode {
  const { field, id, value, error, inside, call, applicationId, section, scope, onValue, onLeave } = asked;
  const label = field.required || field.kind === 'computed' ? field.label : `${field.label} (facultatif)`;
  const shared = { label, id, error };
  switch (field.kind) {
    case 'text':
    case 'long-text':
      return <Written {...asked} label={label} />;
    case 'number':
      return <NumberField {...shared} hint={hintOf(field)} value={value} onValue={onValue} onLeave={onLeave} />;
    case 'amount':
      return <AmountField {...shared} hint={hintOf(field, 'En euros, par exemple 24 000,00')} value={value} onValue={onValue} onLeave={onLeave} />;
    case 'date':
      return <Field {...shared} hint={hintOf(field)} type="date" className="es-short" value={textOf(value)} onChange={({ target }) => onValue(target.value)} onBlur={onLeave} />;
    case 'siret':
    case 'rna':
    case 'iban':
    case 'email':
    case 'phone':
      return <Code {...shared} field={field} kind={field.kind} value={textOf(value)} onValue={onValue} onLeave={onLeave} />;
    case 'yes-no':
      return (
        <Choices
          legend={label}
          hint={hintOf(field)}
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
    case 'engagement':
      return <Engagement {...asked} label={label} />;
    case 'choice':
      return (field.options ?? []).length > fewOptions ? (
        <Select {...shared} hint={hintOf(field)} className="fr-select es-narrow" value={textOf(value)} onChange={({ target }) => onValue(target.value)} onBlur={onLeave}>
          <option value="">Choisir</option>
          {(field.options ?? []).map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </Select>
      ) : (
        <Choices legend={label} hint={hintOf(field)} name={id} error={error} options={field.options ?? []} value={typeof value === 'string' ? value : undefined} onChoose={onValue} />
      );
    case 'choices':
      return <Several {...asked} label={label} />;
    case 'address':
      return <AddressField {...asked} label={label} value={isRecord(value) ? value : {}} />;
    case 'territory':
      return <TerritoryField {...asked} label={label} value={isRecord(value) ? value : {}} />;
    case 'budget':
      return <BudgetField label={label} id={id} error={error} lineErrors={inside} call={call} value={value as Budget | undefined} onValue={onValue} onLeave={onLeave} />;
    case 'attachment':
      return (
        <div id={id} tabIndex={-1} className="es-stack">
          {applicationId === undefined || section === undefined ? <p className="es-muted es-m0">{label} : les fichiers se joignent dans un vrai dossier.</p> : <AttachmentField applicationId={applicationId} section={section} field={field} value={Array.isArray(value) ? (value as string[]) : []} onChange={onValue} />}
          {field.help === undefined ? null : <p className="es-sm es-muted es-m0">{hintOf(field)}</p>}
          {error === undefined ? null : <p className="fr-error-text es-m0">{error}</p>}
        </div>
      );
    case 'repeat':
      return <Items {...asked} label={label} />;
    case 'computed':
      return (
        <div className="fr-input-group" id={id} tabIndex={-1}>
          <p className="fr-label es-m0" id={`${id}-nom`}>
            {label}
            <span className="fr-hint-text">{hintOf(field, 'Se calcule tout seul')}</span>
          </p>
          <output className="es-figure" aria-labelledby={`${id}-nom`}>
            {answerText(field, scope.values.get(field.key)) ?? '–'}
          </output>
          {error === undefined ? null : <p className="fr-error-text">{error}</p>}
        </div>
      );
  }
}

function Written({ field, id, value, error, label, onValue, onLeave }: Asked & { label: string }): ReactNode {
  const text = textOf(value);
  const input = { label, id, error, hint: hintOf(field), value: text, onChange: ({ target }: { target: { value: string } }) => onValue(target.value), onBlur: onLeave };
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

function Engagement({ field, id, value, error, label, onValue, onLeave }: Asked & { label: string }): ReactNode {
  return (
    <div className={`fr-checkbox-group ${error === undefined ? '' : 'fr-checkbox-group--error'}`}>
      <input type="checkbox" id={id} checked={value === true} aria-describedby={error === undefined ? undefined : `${id}-erreur`} onChange={({ target }) => onValue(target.checked)} onBlur={onLeave} />
      <label className="fr-label" htmlFor={id}>
        {label}
        <span className="fr-hint-text">{hintOf(field)}</span>
      </label>
      <ErrorText id={id} error={error} />
    </div>
  );
}

function Several({ field, label, id, error, value: given, onValue }: Asked & { label: string }): ReactNode {
  const value = Array.isArray(given) ? (given as string[]) : [];
  return (
    <fieldset className="es-choices" aria-describedby={error === undefined ? undefined : `${id}-erreur`}>
      <legend>
        {label}
        <span className="fr-hint-text">{hintOf(field, 'Plusieurs réponses possibles')}</span>
      </legend>
      {(field.options ?? []).map((option) => (
        <div key={option.value} className="fr-checkbox-group">
          <input type="checkbox" id={`${id}-${option.value}`} checked={value.includes(option.value)} onChange={({ target }) => onValue(target.checked ? [...value, option.value] : value.filter((one) => one !== option.value))} />
          <label className="fr-label" htmlFor={`${id}-${option.value}`}>
            {option.label}
          </label>
        </div>
      ))}
      <ErrorText id={id} error={error} />
    </fieldset>
  );
}

function Items(asked: Asked & { label: string }): ReactNode {
  const { field, label, id, error, inside, evaluation, onValue } = asked;
  const items = (Array.isArray(asked.value) ? asked.value : []).map((item): Answers => (isRecord(item) ? item : {}));
  const scopes = evaluation.items.get(field.key) ?? [];
  return (
    <RepeatField
      field={field}
      label={label}
      id={id}
      value={items}
      error={error}
      inside={inside}
      onValue={onValue}
      show={(inner, index, errors) =>
        scopes[index]?.shown.has(inner.key) === true ? (
          <FieldInput
            {...asked}
            key={inner.key}
            field={inner}
            id={`${id}-${index}-${inner.key}`}
            value={items[index]![inner.key]}
            error={told(errors.get(inner.key))}
            inside={wrongInside(errors, inner.key)}
            scope={scopes[index]}
            onValue={(value) => onValue(items.map((item, at) => (at === index ? { ...item, [inner.key]: value } : item)))}
          />
        ) : null
      }
    />
  );
}

/** A number with a form of its own: as it is typed while one types, already set right in the answer, which may be saved at any moment. */
function Code({ field, kind, value, onValue, onLeave, ...shared }: { field: FormField; kind: keyof typeof identifiers; label: string; id: string; error: string | undefined; value: string; onValue: (value: string) => void; onLeave: () => void }): ReactNode {
  const [typing, setTyping] = useState<string>();
  const { own, inputMode } = identifiers[kind];
  return (
    <Field
      {...shared}
      hint={hintOf(field, own)}
      inputMode={inputMode}
      autoComplete="off"
      className="es-narrow"
      value={typing ?? value}
      onChange={({ target }) => {
        setTyping(target.value);
        onValue(normalised(kind, target.value));
      }}
      onBlur={() => {
        setTyping(undefined);
        onLeave();
      }}
    />
  );
}
