import { isDay } from '../shared/day.js';
import type { Cell, CellKind, Column } from '../shared/table.js';
import { answerText, optionName } from './answer-text.js';
import type { Evaluation, Scope } from './evaluation.rules.js';
import { isRecord, type Budget, type BudgetLine, type Field, type FormDefinition } from './form.js';

/** A dossier whose answers are read: as its own form shows and computes them. `fileName` of an attachment's id. */
export interface Answered {
  readonly evaluation: Evaluation;
  readonly fileName: (id: string) => string | undefined;
}

/** One of several things that a dossier answers to one field. */
export interface Entry<Row> {
  readonly row: Row;
  readonly position: number;
  readonly values: ReadonlyMap<string, unknown>;
}

/** A table of its own: the items of a repeated block, or the lines of a budget. */
export interface EntryTable<Row> {
  readonly name: string;
  readonly columns: readonly Column<Entry<Row>>[];
  readonly entries: (row: Row) => Entry<Row>[];
}

const kinds: Readonly<Partial<Record<Field['kind'], CellKind>>> = { number: 'number', amount: 'amount', date: 'day', 'yes-no': 'yes-no', engagement: 'yes-no' };
const kindOf = (field: Field): CellKind => (field.kind === 'computed' ? (field.unit === 'amount' ? 'amount' : 'number') : (kinds[field.kind] ?? 'text'));
const unitOf = (field: Field): string => (kindOf(field) === 'amount' ? ' (€)' : '');

/** The answer as a cell of its column; one that its kind cannot hold, as a former form may have left, is a text. */
function cellOf(field: Field, value: unknown, fileName: Answered['fileName']): Cell {
  if (value === undefined || value === null) return null;
  const kind = kindOf(field);
  if ((kind === 'number' || kind === 'amount') && typeof value === 'number') return value;
  if (kind === 'yes-no' && typeof value === 'boolean') return value;
  if (kind === 'day' && typeof value === 'string' && isDay(value)) return value;
  if (field.kind === 'attachment' && Array.isArray(value)) return value.map((id) => fileName(String(id)) ?? String(id)).join('\n');
  if (field.kind === 'choices' && Array.isArray(value)) return value.map((one) => optionName(field, one)).join('\n');
  if (field.kind === 'iban' && typeof value === 'string') return value;
  return answerText(field, value) ?? null;
}

const totalOf = (value: unknown, side: keyof Budget): number | null => {
  const lines = isRecord(value) ? value[side] : undefined;
  return Array.isArray(lines) ? (lines as BudgetLine[]).reduce((sum, { cents }) => sum + cents, 0) : null;
};

function columnsOf(field: Field): Column<Answered>[] {
  const value = ({ evaluation }: Answered): unknown => evaluation.values.get(field.key);
  if (field.kind === 'budget') {
    return [
      { head: `${field.label}, total des dépenses (€)`, kind: 'amount', of: (row) => totalOf(value(row), 'charges') },
      { head: `${field.label}, total des ressources (€)`, kind: 'amount', of: (row) => totalOf(value(row), 'products') },
    ];
  }
  if (field.kind === 'repeat') return [{ head: `${field.label}, nombre`, kind: 'number', of: ({ evaluation }) => evaluation.items.get(field.key)?.length }];
  return [{ head: `${field.label}${unitOf(field)}`, kind: kindOf(field), of: (row) => cellOf(field, value(row), row.fileName) }];
}

/** The fields of several versions of a form, in the order of the first; those that only later ones have come after. */
function fieldsOf(forms: readonly FormDefinition[]): { section: string; field: Field }[] {
  const found = new Map<string, { section: string; field: Field }>();
  for (const { sections } of forms) {
    for (const { title, fields } of sections) for (const field of fields) if (!found.has(field.key)) found.set(field.key, { section: title, field });
  }
  return [...found.values()];
}

/** One column per field of `forms` (the newest first), under its label; under its section's too where two have the same. A budget has two totals, a block its number of items. */
export function answerColumns(forms: readonly FormDefinition[]): Column<Answered>[] {
  const fields = fieldsOf(forms);
  const isTwice = (label: string): boolean => fields.filter(({ field }) => field.label === label).length > 1;
  return fields.flatMap(({ section, field }) => columnsOf(isTwice(field.label) ? { ...field, label: `${section} : ${field.label}` } : field));
}

const anyFile = (): undefined => undefined;

const blockTable = <Row extends Answered>(field: Field): EntryTable<Row> => ({
  name: field.label,
  columns: (field.fields ?? []).map((inner) => ({ head: `${inner.label}${unitOf(inner)}`, kind: kindOf(inner), of: ({ values }) => cellOf(inner, values.get(inner.key), anyFile) })),
  entries: (row) => (row.evaluation.items.get(field.key) ?? []).map(({ values }: Scope, index) => ({ row, position: index + 1, values })),
});

const sides = [['charges', 'Dépense'], ['products', 'Ressource']] as const;

const budgetTable = <Row extends Answered>(field: Field): EntryTable<Row> => ({
  name: field.label,
  columns: [
    { head: 'Côté', kind: 'text', of: ({ values }) => values.get('side') as string },
    { head: 'Compte', kind: 'text', of: ({ values }) => values.get('account') as string },
    { head: 'Intitulé', kind: 'text', of: ({ values }) => values.get('label') as string },
    { head: 'Montant (€)', kind: 'amount', of: ({ values }) => values.get('cents') as number },
  ],
  entries: (row) => {
    const budget = row.evaluation.values.get(field.key);
    const lines = sides.flatMap(([side, name]) => (isRecord(budget) && Array.isArray(budget[side]) ? (budget[side] as BudgetLine[]).map((line) => ({ ...line, side: name })) : []));
    return lines.map((line, index) => ({ row, position: index + 1, values: new Map(Object.entries(line)) }));
  },
});

/** A table for each repeated block and each budget of `forms`. */
export const entryTables = <Row extends Answered>(forms: readonly FormDefinition[]): EntryTable<Row>[] =>
  fieldsOf(forms).flatMap(({ field }) => (field.kind === 'repeat' ? [blockTable<Row>(field)] : field.kind === 'budget' ? [budgetTable<Row>(field)] : []));
