import { useId, useState, type ReactNode } from 'react';
import { blindFields } from '#domain/calls/blind.rules.js';
import type { Fault } from '#domain/calls/definition.js';
import { fieldKinds, type Field as FormField, type FieldKind, type FormDefinition } from '#domain/calls/form.js';
import { outsideBlocks } from '#domain/calls/form.rules.js';
import { Field, Select, TextArea } from '../../../components/field.js';
import { fieldKindNames } from '../../../language/form-words.js';
import { faultAt, faultSentence } from '../../../language/problems/definitions.js';
import { Icon } from '../../../shell/icons.js';
import { FieldDetails, Small } from './field-details.js';
import { allKeys, copied, dependents, earlierThan, fieldsAt, moved, newField, ofKind, relabelled, relabelledOption, renamed, setIn, withField, withFields, type Place } from './form-edits.js';
import { KeyField } from './key-field.js';
import { Leaving } from './leaving.js';
import { Shown } from './shown.js';

export interface Building {
  form: FormDefinition;
  faults: readonly Fault[];
  /** The field whose settings are open: its id. */
  open: string | undefined;
  onOpen: (id: string | undefined) => void;
  onChange: (form: FormDefinition) => void;
}

export const pathOf = ({ section, block }: Place, index: number): string => `sections[${section}].fields[${block === undefined ? index : block}]${block === undefined ? '' : `.fields[${index}]`}`;
export const cardId = (place: Place, index: number): string => `question-${place.section}-${place.block === undefined ? '' : `${place.block}-`}${index}`;

/** Faults that stand under their field when the settings are open. */
const hasField = /\.(label|help|example|minLength|maxLength|min|max|decimals|earliest|latest|maxFiles|maxBytes|itemLabel)$/;

/** What the line of a field says of it besides its label. */
function aboutField({ kind, required, showIf }: FormField, isBlind: boolean): string {
  return [fieldKindNames[kind], ...(kind === 'computed' ? [] : [required ? 'obligatoire' : 'facultatif']), ...(showIf === undefined ? [] : ['sous condition']), ...(isBlind ? ['masqué aux évaluateurs'] : [])].join(', ');
}

/** One field of the form being built: a line with its buttons, and its settings when it is open. */
export function FieldCard({ building, place, index }: { building: Building; place: Place; index: number }): ReactNode {
  const { form, faults, open, onOpen, onChange } = building;
  const [isLeaving, setIsLeaving] = useState(false);
  const fields = fieldsAt(form, place);
  const field = fields[index]!;
  const id = cardId(place, index);
  const path = pathOf(place, index);
  const own = faults.filter((fault) => fault.path === path || (fault.path.startsWith(`${path}.`) && (field.kind !== 'repeat' || !fault.path.startsWith(`${path}.fields[`))));
  const name = field.label.trim() === '' ? `Question ${index + 1}` : field.label;
  const isOpen = open === id || open?.startsWith(`${id}-`) === true;
  const move = (by: 1 | -1): void => {
    onChange(withFields(form, place, (list) => moved(list, index, by)));
    if (isOpen) onOpen(cardId(place, index + by));
  };
  return (
    <li className="es-buildcard" id={id} tabIndex={-1}>
      <div className="es-row es-row--between">
        <div className="es-buildcard__name">
          <b className="es-break">{name}</b> <span className="es-sm es-muted">{aboutField(field, blindFields(form).has(field.key))}</span>
        </div>
        <span className="es-row es-buildcard__do">
          <button type="button" className="fr-btn fr-btn--tertiary-no-outline fr-btn--sm" aria-expanded={isOpen} onClick={() => onOpen(isOpen ? undefined : id)}>
            {isOpen ? 'Refermer' : 'Modifier'} <span className="es-vh">{name}</span>
          </button>
          <Small label={`Monter ${name}`} icon="up" off={index === 0} onClick={() => move(-1)} />
          <Small label={`Descendre ${name}`} icon="down" off={index === fields.length - 1} onClick={() => move(1)} />
          <Small label={`Dupliquer ${name}`} icon="document" onClick={() => onChange(withFields(form, place, (list) => [...list.slice(0, index + 1), copied(form, field), ...list.slice(index + 1)]))} />
          <Small label={`Supprimer ${name}`} icon="bin" onClick={() => setIsLeaving(true)} />
        </span>
      </div>
      {own
        .filter((fault) => !isOpen || !hasField.test(fault.path))
        .map((fault) => (
          <p key={fault.path + fault.code} className="fr-error-text es-m0">
            {faultSentence(fault)}
          </p>
        ))}
      {isLeaving ? (
        <Leaving
          what={`« ${name} »`}
          count={dependents(form, field.key)}
          onStay={() => setIsLeaving(false)}
          onLeave={() => {
            setIsLeaving(false);
            onOpen(undefined);
            onChange(withFields(form, place, (list) => list.filter((_, at) => at !== index)));
            document.getElementById(cardId(place, Math.max(0, index - 1)))?.focus();
          }}
        />
      ) : null}
      {isOpen ? <Settings building={building} place={place} index={index} id={id} /> : null}
    </li>
  );
}

/** A field that looks at a hidden one is hidden with it. */
function Blind({ form, field, id, onChange }: { form: FormDefinition; field: FormField; id: string; onChange: (next: FormField) => void }): ReactNode {
  const follows = field.blind !== true && blindFields(form).has(field.key);
  const { blind: _, ...open } = field;
  return (
    <div className="fr-checkbox-group">
      <input type="checkbox" id={`${id}-masque`} checked={field.blind === true} aria-describedby={`${id}-masque-aide`} onChange={({ target }) => onChange(target.checked ? { ...field, blind: true } : open)} />
      <label className="fr-label" htmlFor={`${id}-masque`}>
        Masqué aux évaluateurs
        <span className="fr-hint-text" id={`${id}-masque-aide`}>
          {follows ? 'Cette question l’est déjà : elle dépend d’une question masquée.' : 'La réponse et ses pièces ne leur sont jamais montrées.'}
        </span>
      </label>
    </div>
  );
}

function Settings({ building, place, index, id }: { building: Building; place: Place; index: number; id: string }): ReactNode {
  const { form, onChange } = building;
  const field = fieldsAt(form, place)[index]!;
  const earlier = earlierThan(form, place, index);
  const change = (next: FormField): void => onChange(withField(form, place, index, () => next));
  const kinds = fieldKinds.filter((kind) => place.block === undefined || !outsideBlocks.includes(kind));
  const isStatement = field.kind === 'engagement';
  const errorAt = (name: string): string | undefined => faultAt(building.faults, `${pathOf(place, index)}.${name}`);
  return (
    <div className="es-stack--lg es-gap-t">
      <TextArea label={isStatement ? 'Engagement, tel qu’il est à cocher' : 'Question'} id={`${id}-libelle`} error={errorAt('label')} rows={isStatement ? 4 : 2} value={field.label} onChange={({ target }) => onChange(relabelled(form, place, index, target.value.replace(isStatement ? /\r/g : /[\r\n]+/g, isStatement ? '' : ' ')))} />
      <div className="es-fields es-fields--two">
        <Select label="Type" id={`${id}-type`} value={field.kind} onChange={({ target }) => change(ofKind(form, field, target.value as FieldKind))}>
          {kinds.map((kind) => (
            <option key={kind} value={kind}>
              {fieldKindNames[kind]}
            </option>
          ))}
        </Select>
        <KeyField key={field.key} id={`${id}-cle`} value={field.key} taken={allKeys(form)} onKey={(key) => onChange(renamed(form, field.key, key))} />
      </div>
      {field.kind === 'computed' ? null : (
        <div className="fr-checkbox-group">
          <input type="checkbox" id={`${id}-obligatoire`} checked={field.required} onChange={({ target }) => change({ ...field, required: target.checked })} />
          <label className="fr-label" htmlFor={`${id}-obligatoire`}>
            Obligatoire
          </label>
        </div>
      )}
      <Blind form={form} field={field} id={id} onChange={change} />
      <TextArea label="Aide (facultatif)" hint="Sous la question, pour qui répond" id={`${id}-aide`} error={errorAt('help')} rows={2} value={field.help ?? ''} onChange={({ target }) => change(setIn(field, 'help', target.value))} />
      <Field label="Exemple (facultatif)" id={`${id}-exemple`} error={errorAt('example')} value={field.example ?? ''} onChange={({ target }) => change(setIn(field, 'example', target.value))} />
      <FieldDetails field={field} earlier={earlier} id={id} errorAt={errorAt} onChange={change} onOption={(option, label) => onChange(relabelledOption(form, place, index, option, label))} />
      {field.kind === 'repeat' ? (
        <section aria-label={`Questions de ${field.itemLabel ?? 'chaque élément'}`}>
          <h4 className="fr-h4">Questions de chaque élément</h4>
          <FieldCards building={building} place={{ section: place.section, block: index }} />
        </section>
      ) : null}
      <Shown showIf={field.showIf} earlier={earlier} id={`${id}-condition`} what="cette question" onChange={(showIf) => change(setIn(field, 'showIf', showIf))} />
    </div>
  );
}

/** The fields of a section or of a block, and the way to one more. */
export function FieldCards({ building, place }: { building: Building; place: Place }): ReactNode {
  const { form, onChange, onOpen } = building;
  const id = useId();
  const [kind, setKind] = useState<FieldKind>('text');
  const fields = fieldsAt(form, place);
  const kinds = fieldKinds.filter((one) => place.block === undefined || !outsideBlocks.includes(one));
  return (
    <>
      {fields.length === 0 ? <p className="es-muted">Pas encore de question.</p> : null}
      <ol className="es-plain-list es-buildlist">
        {fields.map((_, index) => (
          <FieldCard key={index} building={building} place={place} index={index} />
        ))}
      </ol>
      <div className="es-row es-addrow">
        <Select label="Type de la nouvelle question" id={id} className="fr-select es-auto" value={kind} onChange={({ target }) => setKind(target.value as FieldKind)}>
          {kinds.map((one) => (
            <option key={one} value={one}>
              {fieldKindNames[one]}
            </option>
          ))}
        </Select>
        <button
          type="button"
          className="fr-btn fr-btn--secondary fr-btn--sm"
          onClick={() => {
            onChange(withFields(form, place, (list) => [...list, newField(form, kind)]));
            onOpen(cardId(place, fields.length));
            setTimeout(() => document.getElementById(`${cardId(place, fields.length)}-libelle`)?.focus());
          }}
        >
          <Icon name="plus" />
          Ajouter la question
        </button>
      </div>
    </>
  );
}
