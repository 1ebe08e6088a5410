import { useState, type ReactNode } from 'react';
import type { Field as FormField, Formula } from '#domain/calls/form.js';
import { isNumeric } from '#domain/calls/formula.rules.js';
import { Field, Select } from '../../../components/field.js';
import { NumberField } from '../../pole/typed-field.js';

const names = {
  field: 'la réponse à une question',
  value: 'un nombre',
  add: 'la somme de',
  subtract: 'la différence entre',
  multiply: 'le produit de',
  divide: 'le quotient de',
  min: 'le plus petit de',
  max: 'le plus grand de',
  total: 'le total d’un budget',
  sum: 'la somme d’un bloc répété',
  count: 'le nombre d’éléments d’un bloc',
} as const;
type Part = keyof typeof names;

/** `sum` has a `field` too: it is looked for first. */
const partOf = (formula: Formula): Part => (['sum', 'total', 'count', 'add', 'subtract', 'multiply', 'divide', 'min', 'max', 'field', 'value'] as const).find((one) => one in formula) ?? 'value';

const zero: Formula = { value: 0 };
const numbersIn = (block: FormField | undefined): readonly FormField[] => (block?.fields ?? []).filter(isNumeric);

interface Sources {
  numbers: readonly FormField[];
  budgets: readonly FormField[];
  blocks: readonly FormField[];
  summable: readonly FormField[];
}
const sourcesOf = (earlier: readonly FormField[]): Sources => {
  const blocks = earlier.filter(({ kind }) => kind === 'repeat');
  return { numbers: earlier.filter(isNumeric), budgets: earlier.filter(({ kind }) => kind === 'budget'), blocks, summable: blocks.filter((block) => numbersIn(block).length > 0) };
};

function begin(part: Part, { numbers, budgets, blocks, summable }: Sources): Formula | undefined {
  const first: Formula = numbers[0] === undefined ? zero : { field: numbers[0].key };
  if (part === 'field') return numbers[0] && { field: numbers[0].key };
  if (part === 'value') return zero;
  if (part === 'total') return budgets[0] && { total: budgets[0].key, of: 'charges' };
  if (part === 'count') return blocks[0] && { count: blocks[0].key };
  if (part === 'sum') return summable[0] && { sum: summable[0].key, field: numbersIn(summable[0])[0]!.key };
  return { [part]: [first, zero] } as unknown as Formula;
}

const listOf = (formula: Formula): readonly Formula[] => (Object.values(formula)[0] as readonly Formula[]) ?? [];

interface Editing {
  formula: Formula;
  earlier: readonly FormField[];
  id: string;
  label?: string;
  depth?: number;
  onChange: (formula: Formula) => void;
  onRemove?: () => void;
}

/** A formula, part by part; a part that is an operation holds parts. */
export function FormulaEditor({ formula, earlier, id, label = 'La valeur est', depth = 1, onChange, onRemove }: Editing): ReactNode {
  const sources = sourcesOf(earlier);
  const part = partOf(formula);
  const possible = (Object.keys(names) as Part[]).filter((one) => one === part || (begin(one, sources) !== undefined && (depth < 4 || ['field', 'value', 'total', 'sum', 'count'].includes(one))));
  return (
    <div className="es-formula">
      <div className="es-fields es-fields--two">
        <Select label={label} id={id} value={part} onChange={({ target }) => onChange(begin(target.value as Part, sources) ?? zero)}>
          {possible.map((one) => (
            <option key={one} value={one}>
              {names[one]}
            </option>
          ))}
        </Select>
        <Leaf formula={formula} sources={sources} id={id} onChange={onChange} />
      </div>
      {['add', 'subtract', 'multiply', 'divide', 'min', 'max'].includes(part) ? <Operands formula={formula} part={part} earlier={earlier} id={id} depth={depth} onChange={onChange} /> : null}
      {onRemove === undefined ? null : (
        <button type="button" className="fr-btn fr-btn--tertiary-no-outline fr-btn--sm" onClick={onRemove}>
          Retirer cette partie
        </button>
      )}
    </div>
  );
}

const ofTwo = (part: Part): boolean => part === 'subtract' || part === 'divide';

function Operands({ formula, part, earlier, id, depth, onChange }: { formula: Formula; part: Part; earlier: readonly FormField[]; id: string; depth: number; onChange: (formula: Formula) => void }): ReactNode {
  const list = listOf(formula);
  const set = (next: readonly Formula[]): void => onChange({ [part]: next } as unknown as Formula);
  return (
    <div className="es-operands">
      {list.map((one, index) => (
        <FormulaEditor
          key={index}
          formula={one}
          earlier={earlier}
          id={`${id}-${index}`}
          label={index === 0 ? 'de' : part === 'divide' ? 'par' : 'et'}
          depth={depth + 1}
          onChange={(next) => set(list.map((before, at) => (at === index ? next : before)))}
          {...(ofTwo(part) || list.length < 2 ? {} : { onRemove: () => set(list.filter((_, at) => at !== index)) })}
        />
      ))}
      {ofTwo(part) ? null : (
        <button type="button" className="fr-btn fr-btn--tertiary-no-outline fr-btn--sm" onClick={() => set([...list, zero])}>
          Ajouter une partie
        </button>
      )}
    </div>
  );
}

const Pick = ({ label, id, value, from, onPick }: { label: string; id: string; value: string; from: readonly FormField[]; onPick: (field: FormField) => void }): ReactNode => (
  <Select
    label={label}
    id={id}
    value={value}
    error={from.some(({ key }) => key === value) ? undefined : 'Cette question ne vient pas avant. Choisissez-en une autre.'}
    onChange={({ target }) => {
      const field = from.find(({ key }) => key === target.value);
      if (field !== undefined) onPick(field);
    }}
  >
    {from.some(({ key }) => key === value) ? null : <option value={value}>Choisir</option>}
    {from.map((field) => (
      <option key={field.key} value={field.key}>
        {field.label === '' ? field.key : field.label}
      </option>
    ))}
  </Select>
);

function Leaf({ formula, sources, id, onChange }: { formula: Formula; sources: Sources; id: string; onChange: (formula: Formula) => void }): ReactNode {
  if ('value' in formula) return <NumberField label="Nombre" id={`${id}-nombre`} value={formula.value} error={undefined} onValue={(value) => onChange({ value: (value ?? 0) as number })} onLeave={() => undefined} />;
  if ('sum' in formula) {
    const block = sources.summable.find(({ key }) => key === formula.sum);
    return (
      <>
        <Pick label="Bloc" id={`${id}-bloc`} value={formula.sum} from={sources.summable} onPick={(one) => onChange({ sum: one.key, field: numbersIn(one)[0]!.key })} />
        <Pick label="Question du bloc" id={`${id}-question`} value={formula.field} from={numbersIn(block)} onPick={({ key }) => onChange({ ...formula, field: key })} />
      </>
    );
  }
  if ('count' in formula) return <Pick label="Bloc" id={`${id}-bloc`} value={formula.count} from={sources.blocks} onPick={({ key }) => onChange({ count: key })} />;
  if ('total' in formula) {
    return (
      <>
        <Pick label="Budget" id={`${id}-budget`} value={formula.total} from={sources.budgets} onPick={({ key }) => onChange({ ...formula, total: key })} />
        <Select label="Côté" id={`${id}-cote`} value={formula.of} onChange={({ target }) => onChange({ total: formula.total, of: target.value as 'charges' | 'products' })}>
          <option value="charges">Dépenses</option>
          <option value="products">Ressources</option>
        </Select>
        <Accounts id={`${id}-comptes`} accounts={formula.accounts ?? []} onAccounts={(accounts) => onChange({ total: formula.total, of: formula.of, ...(accounts.length === 0 ? {} : { accounts }) })} />
      </>
    );
  }
  return 'field' in formula ? <Pick label="Question" id={`${id}-question`} value={formula.field} from={sources.numbers} onPick={({ key }) => onChange({ field: key })} /> : <span />;
}

function Accounts({ id, accounts, onAccounts }: { id: string; accounts: readonly string[]; onAccounts: (accounts: string[]) => void }): ReactNode {
  const [typed, setTyped] = useState(accounts.join(' '));
  return (
    <Field
      label="Comptes (facultatif)"
      hint="Débuts de comptes, séparés par des espaces, par exemple 74"
      id={id}
      value={typed}
      onChange={({ target }) => {
        setTyped(target.value);
        onAccounts(target.value.split(/[\s,;]+/).filter((one) => one !== ''));
      }}
    />
  );
}
