import { isDay } from '../shared/day.js';
import { frenchDay } from '../shared/french.js';
import { formatEuros } from '../shared/money.js';
import { isRecord, type Field } from './form.js';

const joining = new Intl.ListFormat('fr');

export const optionName = (field: Field, value: unknown): string => field.options?.find((option) => option.value === value)?.label ?? String(value);
const isBlank = (value: unknown): boolean => value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
/** Groups of four, as an IBAN is printed. */
const inFours = (text: string): string => text.replace(/(.{4})(?=.)/g, '$1\u00a0');
const joined = (parts: readonly unknown[], by: string): string => parts.filter((part) => typeof part === 'string' && part.trim() !== '').join(by);

function recordText(field: Field, value: Record<string, unknown>): string {
  if (field.kind === 'address') return joined([value.line, value.complement, joined([value.postalCode, value.city], ' ')], '\n');
  const hasCode = (field.level === 'commune' || field.level === 'epci') && typeof value.code === 'string' && value.code !== '';
  if (field.kind === 'territory') return joined([value.name, hasCode && `(${value.code as string})`], ' ');
  return JSON.stringify(value);
}

/** An answer to be read in French, but for a budget or a repeated block; undefined when there is none. What cannot be read as its kind is given as it was typed. */
export function answerText(field: Field, value: unknown): string | undefined {
  if (isBlank(value)) return undefined;
  if ((field.kind === 'amount' || (field.kind === 'computed' && field.unit === 'amount')) && typeof value === 'number') return formatEuros(value);
  if ((field.kind === 'number' || field.kind === 'computed') && typeof value === 'number') return String(value).replace('.', ',');
  if (field.kind === 'yes-no') return value === true ? 'Oui' : 'Non';
  if (field.kind === 'engagement') return value === true ? 'Engagement pris' : undefined;
  if (field.kind === 'date' && typeof value === 'string' && isDay(value)) return frenchDay(value);
  if (field.kind === 'choice') return optionName(field, value);
  if (field.kind === 'choices' && Array.isArray(value)) return joining.format(value.map((one) => optionName(field, one)));
  if (field.kind === 'iban' && typeof value === 'string') return inFours(value);
  if (field.kind === 'attachment' && Array.isArray(value)) return `${value.length}\u00a0${value.length > 1 ? 'pièces jointes' : 'pièce jointe'}`;
  if (isRecord(value)) return recordText(field, value);
  return typeof value === 'object' ? JSON.stringify(value) : String(value as string | number);
}
