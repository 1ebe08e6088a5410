import type { Field } from '#domain/calls/form.rules.js';
import { isDay } from '#domain/shared/day.js';
import { calendarDay, counted, decimal, euros, list } from '../language/format.js';

const nameOf = (field: Field, value: unknown): string => field.options?.find((option) => option.value === value)?.label ?? String(value);

/** An answer to be read, but for a budget; undefined when there is none. What cannot be read as its kind is given as it was typed. */
export function answerText(field: Field, value: unknown): string | undefined {
  if (value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)) return undefined;
  if (field.kind === 'amount' && typeof value === 'number') return euros(value);
  if (field.kind === 'number' && typeof value === 'number') return decimal(value);
  if (field.kind === 'yes-no') return value === true ? 'Oui' : 'Non';
  if (field.kind === 'date' && typeof value === 'string' && isDay(value)) return calendarDay(value);
  if (field.kind === 'choice') return nameOf(field, value);
  if (field.kind === 'choices' && Array.isArray(value)) return list(value.map((one) => nameOf(field, one)));
  if (field.kind === 'attachment' && Array.isArray(value)) return counted(value.length, 'fichier');
  return typeof value === 'object' ? JSON.stringify(value) : String(value as string | number);
}
