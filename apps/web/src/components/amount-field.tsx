import { useState, type ReactNode } from 'react';
import { toCents } from '#domain/shared/money.js';
import { euros, wholeEuros } from '../language/format.js';
import { Field } from './field.js';

/** « 100 000,50 » typed by hand, as cents; undefined when it is no amount. */
export function centsOf(typed: string): number | undefined {
  const plain = typed.replace(/[\s\u00a0\u202f€]/g, '').replace(',', '.');
  if (!/^\d{1,12}(\.\d{1,2})?$/.test(plain)) return undefined;
  const [units = '0', cents = ''] = plain.split('.');
  return toCents(Number(units) * 100 + Number(cents.padEnd(2, '0')));
}

const written = (cents: number): string => euros(cents).replace(/\s*€$/, '');

/** An amount in euros: right-aligned, rewritten on leaving, told at once by `onCents` while it is one within the bounds; `onNone` when it is none. */
export function AmountField({ label, hint, cents, min = 1, max = Number.MAX_SAFE_INTEGER, onCents, onNone }: { label: string; hint?: ReactNode; cents: number | undefined; min?: number; max?: number; onCents: (cents: number) => void; onNone?: () => void }): ReactNode {
  const [typed, setTyped] = useState<string>();
  const shown = typed ?? (cents === undefined ? '' : written(cents));
  const value = centsOf(shown);
  const error =
    shown.trim() === '' ? undefined : value === undefined ? 'Écrivez un montant en euros, par exemple 100 000,00.' : value < min ? `L’aide est de ${wholeEuros(min)} au moins.` : value > max ? `L’aide est de ${wholeEuros(max)} au plus. Baissez le montant de ${wholeEuros(value - max)}.` : undefined;
  return (
    <Field
      label={label}
      hint={hint}
      error={error}
      className="fr-input--num"
      inputMode="decimal"
      value={shown}
      onChange={({ target }) => {
        setTyped(target.value);
        const next = centsOf(target.value);
        if (next !== undefined && next >= min && next <= max) onCents(next);
        else onNone?.();
      }}
      onBlur={() => {
        if (error === undefined) setTyped(undefined);
      }}
    />
  );
}
