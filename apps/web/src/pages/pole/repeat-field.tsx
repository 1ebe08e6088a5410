import { useEffect, useRef, type ReactNode } from 'react';
import type { Answers, Field, Problem } from '#domain/calls/form.js';
import { Icon } from '../../shell/icons.js';
import { told, wrongInside } from './content.js';
import { hintOf } from './hint.js';

/** The items of a repeated block, each with its fields, which `show` draws; added and taken away one by one. */
export function RepeatField({ field, label, id, value, error, inside, show, onValue }: { field: Field; label: string; id: string; value: readonly Answers[]; error: string | undefined; inside: ReadonlyMap<string, Problem>; show: (inner: Field, index: number, itemErrors: ReadonlyMap<string, Problem>) => ReactNode; onValue: (value: Answers[]) => void }): ReactNode {
  const box = useRef<HTMLElement>(null);
  const grown = useRef(false);
  const name = field.itemLabel ?? 'Élément';
  useEffect(() => {
    if (!grown.current) return;
    grown.current = false;
    box.current?.querySelector<HTMLElement>('li:last-child input, li:last-child select, li:last-child textarea')?.focus();
  }, [value.length]);
  const isFull = field.max !== undefined && value.length >= field.max;
  return (
    <section ref={box} id={id} tabIndex={-1} aria-label={label} className="es-stack">
      <div>
        <h2 className="fr-h4 es-m0">{label}</h2>
        <p className="es-sm es-muted">{hintOf(field)}</p>
      </div>
      {error === undefined ? null : <p className="fr-error-text">{error}</p>}
      <ul className="es-plain-list es-members">
        {value.map((_, index) => (
          <li key={index} className="es-panel es-stack--lg">
            <div className="es-row es-row--between">
              <h3 className="fr-h4 es-m0">
                {name} {index + 1}
              </h3>
              <button type="button" className="fr-btn fr-btn--tertiary-no-outline fr-btn--sm" onClick={() => onValue(value.filter((__, at) => at !== index))}>
                <Icon name="bin" />
                Retirer{' '}
                <span className="es-vh">
                  {name} {index + 1}
                </span>
              </button>
            </div>
            {told(inside.get(`[${index}]`)) === undefined ? null : <p className="fr-error-text">{told(inside.get(`[${index}]`))}</p>}
            {(field.fields ?? []).map((inner) => show(inner, index, wrongInside(inside, `[${index}]`)))}
          </li>
        ))}
      </ul>
      <button
        type="button"
        className="fr-btn fr-btn--tertiary-no-outline fr-btn--sm"
        aria-disabled={isFull}
        onClick={() => {
          if (isFull) return;
          grown.current = true;
          onValue([...value, {}]);
        }}
      >
        <Icon name="plus" />
        {field.itemLabel === undefined ? 'Ajouter un élément' : `Ajouter : ${name.toLowerCase()}`}
      </button>
      {isFull ? <p className="es-xs es-muted es-m0">Le nombre maximal est atteint : {field.max}.</p> : null}
    </section>
  );
}
