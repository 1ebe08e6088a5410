import type { ReactNode } from 'react';
import { territoryLevels, type Field as FormField, type TerritoryLevel } from '#domain/calls/form.js';
import { fileGroups, type FileGroup } from '#domain/shared/file-kind.js';
import { Field, Select } from '../../../components/field.js';
import { territoryLevelNames } from '../../../language/form-words.js';
import { fileGroupNames } from '../../../language/words.js';
import { Icon } from '../../../shell/icons.js';
import { AmountField, NumberField } from '../../pole/typed-field.js';
import { freeKey, moved, setIn } from './form-edits.js';
import { FormulaEditor } from './formula-editor.js';

interface Editing {
  field: FormField;
  earlier: readonly FormField[];
  id: string;
  /** What is wrong with one of its settings, `options[0].label` say. */
  errorAt: (name: string) => string | undefined;
  onChange: (field: FormField) => void;
  /** Writes the label of an answer to choose from: conditions elsewhere follow. */
  onOption: (index: number, label: string) => void;
}

const megabyte = 1_000_000;

/** What is particular to the field's kind: limits, answers to choose from, formula. */
export function FieldDetails(editing: Editing): ReactNode {
  const { field, id, errorAt, onChange } = editing;
  const set = (name: keyof FormField, value: unknown): void => onChange(setIn(field, name, value));
  const whole = (name: keyof FormField, label: string, hint?: string): ReactNode => <NumberField label={label} hint={hint} id={`${id}-${name}`} value={field[name]} error={errorAt(name)} onValue={(value) => set(name, value)} onLeave={() => undefined} />;
  const amount = (name: 'min' | 'max', label: string): ReactNode => <AmountField label={label} id={`${id}-${name}`} value={field[name]} error={errorAt(name)} onValue={(value) => set(name, value)} onLeave={() => undefined} />;
  const day = (name: 'earliest' | 'latest', label: string): ReactNode => <Field label={label} type="date" className="es-short" id={`${id}-${name}`} error={errorAt(name)} value={field[name] ?? ''} onChange={({ target }) => set(name, target.value)} />;
  switch (field.kind) {
    case 'text':
    case 'long-text':
      return (
        <Pair>
          {whole('minLength', 'Longueur au moins (facultatif)', 'En signes')}
          {whole('maxLength', 'Longueur au plus (facultatif)', field.kind === 'text' ? 'En signes ; 500 sinon' : 'En signes ; 20 000 sinon')}
        </Pair>
      );
    case 'number':
      return (
        <Pair>
          {whole('min', 'Au moins (facultatif)')}
          {whole('max', 'Au plus (facultatif)')}
          {whole('decimals', 'Décimales au plus (facultatif)', '0 pour un nombre entier')}
        </Pair>
      );
    case 'amount':
      return (
        <Pair>
          {amount('min', 'Au moins (facultatif)')}
          {amount('max', 'Au plus (facultatif)')}
        </Pair>
      );
    case 'date':
      return (
        <Pair>
          {day('earliest', 'Au plus tôt (facultatif)')}
          {day('latest', 'Au plus tard (facultatif)')}
        </Pair>
      );
    case 'choice':
    case 'choices':
      return <OptionsEditor {...editing} />;
    case 'territory':
      return (
        <Select label="Niveau" id={`${id}-niveau`} className="fr-select es-narrow" value={field.level} onChange={({ target }) => set('level', target.value as TerritoryLevel)}>
          {territoryLevels.map((level) => (
            <option key={level} value={level}>
              {territoryLevelNames[level]}
            </option>
          ))}
        </Select>
      );
    case 'attachment':
      return (
        <>
          <Pair>
            {whole('maxFiles', 'Pièces au plus (facultatif)', '20 sinon')}
            <NumberField label="Taille au plus, en Mo (facultatif)" id={`${id}-taille`} value={field.maxBytes === undefined ? undefined : field.maxBytes / megabyte} error={errorAt('maxBytes')} onValue={(value) => set('maxBytes', typeof value === 'number' ? Math.round(value * megabyte) : value)} onLeave={() => undefined} />
          </Pair>
          <fieldset className="es-choices">
            <legend>Fichiers acceptés</legend>
            {fileGroups.map((kind) => (
              <div key={kind} className="fr-checkbox-group">
                <input type="checkbox" id={`${id}-${kind}`} checked={field.accept?.includes(kind) ?? true} onChange={({ target }) => set('accept', accepted(field.accept ?? fileGroups, kind, target.checked))} />
                <label className="fr-label" htmlFor={`${id}-${kind}`}>
                  {fileGroupNames[kind]}
                </label>
              </div>
            ))}
          </fieldset>
        </>
      );
    case 'repeat':
      return (
        <Pair>
          <Field label="Nom d’un élément" hint="Par exemple Partenaire" id={`${id}-element`} error={errorAt('itemLabel')} value={field.itemLabel ?? ''} onChange={({ target }) => set('itemLabel', target.value)} />
          <span />
          {whole('min', 'Éléments au moins (facultatif)')}
          {whole('max', 'Éléments au plus (facultatif)')}
        </Pair>
      );
    case 'computed':
      return (
        <>
          <Pair>
            <Select label="Unité" id={`${id}-unite`} value={field.unit} onChange={({ target }) => onChange(setIn(setIn(setIn(field, 'min', undefined), 'max', undefined), 'unit', target.value))}>
              <option value="amount">Montant en euros</option>
              <option value="number">Nombre</option>
            </Select>
            {field.unit === 'amount' ? <span /> : whole('decimals', 'Décimales (facultatif)', '2 sinon')}
            {field.unit === 'amount' ? amount('min', 'Au moins (facultatif)') : whole('min', 'Au moins (facultatif)')}
            {field.unit === 'amount' ? amount('max', 'Au plus (facultatif)') : whole('max', 'Au plus (facultatif)')}
          </Pair>
          <fieldset className="es-fieldset">
            <legend>Le calcul</legend>
            <p className="es-sm es-muted">Les montants y comptent en euros. Le résultat est arrondi une fois, à la fin.</p>
            <FormulaEditor formula={field.formula ?? { value: 0 }} earlier={editing.earlier} id={`${id}-calcul`} onChange={(formula) => set('formula', formula)} />
          </fieldset>
        </>
      );
    case 'yes-no':
    case 'engagement':
    case 'address':
    case 'siret':
    case 'rna':
    case 'iban':
    case 'email':
    case 'phone':
    case 'budget':
      return null;
  }
}

const Pair = ({ children }: { children: ReactNode }): ReactNode => <div className="es-fields es-fields--two">{children}</div>;

/** All kinds are accepted when none is chosen. */
function accepted(before: readonly FileGroup[], kind: FileGroup, isIn: boolean): readonly FileGroup[] | undefined {
  const next = fileGroups.filter((one) => (one === kind ? isIn : before.includes(one)));
  return next.length === 0 || next.length === fileGroups.length ? undefined : next;
}

/** The answers to choose from. Their short names follow their labels. */
function OptionsEditor({ field, id, errorAt, onChange, onOption }: Editing): ReactNode {
  const options = field.options ?? [];
  const set = (next: typeof options): void => onChange({ ...field, options: next });
  return (
    <fieldset className="es-fieldset">
      <legend>Réponses possibles</legend>
      {options.map((option, index) => (
        <div key={index} className="es-optionrow">
          <Field label={`Réponse ${index + 1}`} id={`${id}-reponse-${index}`} error={errorAt(`options[${index}].label`)} value={option.label} onChange={({ target }) => onOption(index, target.value)} />
          <span className="es-row">
            <Small label={`Monter la réponse ${index + 1}`} icon="up" off={index === 0} onClick={() => set(moved(options, index, -1))} />
            <Small label={`Descendre la réponse ${index + 1}`} icon="down" off={index === options.length - 1} onClick={() => set(moved(options, index, 1))} />
            <Small label={`Retirer la réponse ${index + 1}`} icon="bin" off={options.length === 1} onClick={() => set(options.filter((_, at) => at !== index))} />
          </span>
        </div>
      ))}
      <button type="button" className="fr-btn fr-btn--tertiary-no-outline fr-btn--sm" onClick={() => set([...options, { value: freeKey(options.map(({ value }) => value), `reponse-${options.length + 1}`), label: `Réponse ${options.length + 1}` }])}>
        <Icon name="plus" />
        Ajouter une réponse
      </button>
    </fieldset>
  );
}

/** A button that is an icon; off, it stays where it is and does nothing. */
export const Small = ({ label, icon, off = false, onClick }: { label: string; icon: 'up' | 'down' | 'bin' | 'document'; off?: boolean; onClick: () => void }): ReactNode => (
  <button type="button" className="fr-btn fr-btn--tertiary-no-outline fr-btn--icon" aria-label={label} title={label} disabled={off} onClick={onClick}>
    <Icon name={icon} />
  </button>
);
