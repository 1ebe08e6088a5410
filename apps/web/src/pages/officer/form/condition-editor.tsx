import type { ReactNode } from 'react';
import { operatorsOf } from '#domain/calls/condition.rules.js';
import type { Comparison, Condition, Field as FormField } from '#domain/calls/form.js';
import { Select } from '../../../components/field.js';
import { ValueInput, valuesOf } from './value-input.js';

const operatorNames = { equals: 'est', contains: 'comprend', oneOf: 'est l’une de', atLeast: 'est au moins', atMost: 'est au plus', answered: 'a une réponse' } as const;
type Operator = keyof typeof operatorNames;

const groupNames = { all: 'toutes', any: 'au moins une', none: 'aucune', 'not-all': 'pas toutes' } as const;
type Group = keyof typeof groupNames;

/** A group of conditions as it is shown; undefined when `condition` compares one field. */
function groupOf(condition: Condition): { group: Group; list: readonly Condition[] } | undefined {
  if ('all' in condition) return { group: 'all', list: condition.all };
  if ('any' in condition) return { group: 'any', list: condition.any };
  if (!('not' in condition)) return undefined;
  if ('any' in condition.not) return { group: 'none', list: condition.not.any };
  return 'all' in condition.not ? { group: 'not-all', list: condition.not.all } : undefined;
}

function fromGroup(group: Group, list: readonly Condition[]): Condition {
  if (group === 'all') return { all: list };
  if (group === 'any') return { any: list };
  return { not: group === 'none' ? { any: list } : { all: list } };
}

const operatorIn = (comparison: Comparison): Operator => (Object.keys(operatorNames) as Operator[]).find((one) => one in comparison) ?? 'answered';

function firstValue(field: FormField, operator: Operator): unknown {
  if (operator === 'answered') return true;
  const first = valuesOf(field)?.[0]?.value;
  if (operator === 'oneOf') return first === undefined ? [] : [first];
  if (field.kind === 'yes-no' || field.kind === 'engagement') return true;
  return first ?? (field.kind === 'territory' ? '' : 0);
}

const comparison = (field: FormField, operator: Operator, value: unknown = firstValue(field, operator)): Comparison => ({ field: field.key, [operator]: value }) as unknown as Comparison;

/** The comparison that a condition begins with: the nearest question that has answers to choose from, else the nearest. */
export function firstCondition(earlier: readonly FormField[]): Condition {
  const field = earlier.findLast((one) => operatorsOf(one).length > 1) ?? earlier.at(-1)!;
  return comparison(field, operatorsOf(field)[0]!);
}

interface Editing {
  condition: Condition;
  earlier: readonly FormField[];
  /** The beginning of the ids of what is in it. */
  id: string;
  depth?: number;
  onChange: (condition: Condition | undefined) => void;
}

/** A condition, as comparisons in groups. */
export function ConditionEditor(editing: Editing): ReactNode {
  const grouped = groupOf(editing.condition);
  return grouped === undefined ? <Row {...editing} /> : <GroupEditor {...editing} {...grouped} />;
}

function GroupEditor({ group, list, earlier, id, depth = 1, onChange }: Editing & { group: Group; list: readonly Condition[] }): ReactNode {
  const set = (next: readonly Condition[]): void => onChange(next.length === 0 ? undefined : fromGroup(group, next));
  return (
    <fieldset className="es-fieldset es-group">
      <legend>Conditions réunies</legend>
      <Select label="Il faut que soient remplies" id={`${id}-groupe`} className="fr-select es-short" value={group} onChange={({ target }) => onChange(fromGroup(target.value as Group, list))}>
        {(Object.entries(groupNames) as [Group, string][]).map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </Select>
      {list.map((one, index) => (
        <ConditionEditor key={index} condition={one} earlier={earlier} id={`${id}-${index}`} depth={depth + 1} onChange={(next) => set(next === undefined ? list.filter((_, at) => at !== index) : list.map((before, at) => (at === index ? next : before)))} />
      ))}
      <div className="es-row">
        <button type="button" className="fr-btn fr-btn--tertiary-no-outline fr-btn--sm" onClick={() => set([...list, firstCondition(earlier)])}>
          Ajouter une condition
        </button>
        {depth >= 3 ? null : (
          <button type="button" className="fr-btn fr-btn--tertiary-no-outline fr-btn--sm" onClick={() => set([...list, { any: [firstCondition(earlier)] }])}>
            Ajouter un groupe
          </button>
        )}
      </div>
    </fieldset>
  );
}

function Row({ condition, earlier, id, depth = 1, onChange }: Editing): ReactNode {
  const isNot = 'not' in condition;
  const inner = (isNot ? condition.not : condition) as Comparison;
  const field = earlier.find(({ key }) => key === inner.field);
  const operator = operatorIn(inner);
  const put = (next: Comparison, not = isNot): void => onChange(not ? { not: next } : next);
  const value = (inner as unknown as Record<string, unknown>)[operator];
  return (
    <div className="es-condition">
      <Select
        label="Question"
        id={`${id}-question`}
        error={field === undefined ? 'Cette question ne vient pas avant. Choisissez-en une autre.' : undefined}
        value={field?.key ?? ''}
        onChange={({ target }) => {
          const next = earlier.find(({ key }) => key === target.value);
          if (next !== undefined) put(comparison(next, operatorsOf(next).includes(operator) ? operator : operatorsOf(next)[0]!));
        }}
      >
        {field === undefined ? <option value="">Choisir</option> : null}
        {earlier.map(({ key, label }) => (
          <option key={key} value={key}>
            {label === '' ? key : label}
          </option>
        ))}
      </Select>
      {field === undefined ? null : (
        <>
          <Select label="Comparaison" id={`${id}-comparaison`} value={operator} onChange={({ target }) => put(comparison(field, target.value as Operator))}>
            {operatorsOf(field).map((one) => (
              <option key={one} value={one}>
                {operatorNames[one]}
              </option>
            ))}
          </Select>
          {operator === 'answered' ? <span /> : operator === 'oneOf' ? <SeveralValues field={field} id={id} value={Array.isArray(value) ? (value as string[]) : []} onValue={(next) => put(comparison(field, operator, next))} /> : <ValueInput field={field} id={`${id}-valeur`} value={value} onValue={(next) => put(comparison(field, operator, next))} />}
        </>
      )}
      <span className="es-row">
        <label className="es-pick">
          <input type="checkbox" checked={isNot} onChange={({ target }) => put(inner, target.checked)} />
          <span>L’inverse</span>
        </label>
        {depth === 1 ? (
          <button type="button" className="fr-btn fr-btn--tertiary-no-outline fr-btn--sm" onClick={() => onChange({ all: [condition, firstCondition(earlier)] })}>
            Ajouter une condition
          </button>
        ) : null}
        <button type="button" className="fr-btn fr-btn--tertiary-no-outline fr-btn--sm" onClick={() => onChange(undefined)}>
          Retirer la condition
        </button>
      </span>
    </div>
  );
}

const SeveralValues = ({ field, id, value, onValue }: { field: FormField; id: string; value: readonly string[]; onValue: (value: string[]) => void }): ReactNode => (
  <fieldset className="es-ticks">
    <legend className="es-vh">Réponses</legend>
    {(valuesOf(field) ?? []).map((one) => (
      <div key={one.value} className="es-tick">
        <input type="checkbox" id={`${id}-${one.value}`} checked={value.includes(one.value)} onChange={({ target }) => onValue(target.checked ? [...value, one.value] : value.filter((before) => before !== one.value))} />
        <label htmlFor={`${id}-${one.value}`}>{one.label}</label>
        <span />
      </div>
    ))}
  </fieldset>
);
