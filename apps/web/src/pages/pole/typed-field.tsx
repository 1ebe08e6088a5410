import { useState, type ComponentProps, type ReactNode } from 'react';
import { Field } from '../../components/field.js';
import { euros, decimal } from '../../language/format.js';

const compact = (text: string): string => text.replace(/[\s\u00a0\u202f€]/g, '').replace(',', '.');

/** « 24 000,50 € » as integer cents; undefined when it is no amount of euros. */
export function parseAmount(text: string): number | undefined {
  const match = /^(\d{1,13})(?:\.(\d{1,2}))?$/.exec(compact(text));
  return match === null ? undefined : Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
}

export function parseNumber(text: string): number | undefined {
  const plain = compact(text);
  return /^-?\d{1,15}(\.\d{1,9})?$/.test(plain) ? Number(plain) : undefined;
}


type Typed = { value: unknown; parse: (text: string) => number | undefined; show: (value: number) => string; onValue: (value: number | string | null) => void };

/** What a field for numbers shows and does: as typed while one types, set right on leaving; what cannot be read stays as it is, as a text. */
export function useTyped({ value, parse, show, onValue }: Typed): Pick<ComponentProps<'input'>, 'onFocus' | 'onChange' | 'onBlur'> & { value: string } {
  const [typing, setTyping] = useState<string>();
  const set = typeof value === 'number' ? show(value) : typeof value === 'string' ? value : '';
  return {
    value: typing ?? set,
    onFocus: () => setTyping(set),
    onChange: ({ target }) => {
      setTyping(target.value);
      onValue(target.value.trim() === '' ? null : (parse(target.value) ?? target.value));
    },
    onBlur: () => setTyping(undefined),
  };
}

export function NumberField({ label, hint, error, id, value, onValue, onLeave }: { label: string; hint?: ReactNode; error?: string | undefined; id: string; value: unknown; onValue: Typed['onValue']; onLeave: () => void }): ReactNode {
  const { onBlur, ...input } = useTyped({ value, parse: parseNumber, show: decimal, onValue });
  return <Field label={label} hint={hint} error={error} id={id} inputMode="decimal" className="fr-input--num es-short" {...input} onBlur={(event) => { onBlur?.(event); onLeave(); }} />;
}

export function AmountField({ label, hint, error, id, value, onValue, onLeave }: { label: string; hint?: ReactNode; error?: string | undefined; id: string; value: unknown; onValue: Typed['onValue']; onLeave: () => void }): ReactNode {
  const { onBlur, ...input } = useTyped({ value, parse: parseAmount, show: euros, onValue });
  return <Field label={label} hint={hint} error={error} id={id} inputMode="decimal" className="fr-input--num es-short" {...input} onBlur={(event) => { onBlur?.(event); onLeave(); }} />;
}
