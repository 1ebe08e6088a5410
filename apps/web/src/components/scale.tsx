import { useId, type ReactNode } from 'react';

/** What a criterion was given: a mark, « sans objet » (not a zero), or nothing yet. */
export type Choice = number | 'not-applicable' | null;

/** One criterion's radio row, from `min` to `max` and « Sans objet »; all anchors while it is open, else the chosen one. */
export function Scale({ legend, weight, min = 0, max = 5, anchors, allowsNotApplicable = true, choice, onChoose, open = true, disabled = false }: { legend: string; weight: string; min?: number; max?: number; anchors?: readonly string[]; allowsNotApplicable?: boolean; choice: Choice; onChoose: (choice: Choice) => void; open?: boolean; disabled?: boolean }): ReactNode {
  const name = useId();
  const marks = Array.from({ length: max - min + 1 }, (_, index) => min + index);
  const radio = (value: number | 'not-applicable', label: string): ReactNode => (
    <span key={value} className="es-scale__one">
      <input type="radio" id={`${name}-${value}`} name={name} checked={choice === value} disabled={disabled} onChange={() => onChoose(value)} />
      <label htmlFor={`${name}-${value}`}>{label}</label>
    </span>
  );
  return (
    <fieldset className="es-critrow">
      <legend className="es-critrow__h">
        <b>{legend}</b> <span>{weight}</span>
      </legend>
      <div className="es-scale">
        {marks.map((mark) => radio(mark, String(mark)))}
        {allowsNotApplicable ? radio('not-applicable', 'Sans objet') : null}
      </div>
      {anchors === undefined ? null : (
        <ul className="es-anchors">
          {anchors.map((anchor, index) =>
            open || choice === min + index ? (
              <li key={anchor} className={choice === min + index ? 'on' : undefined}>
                <b>{min + index}</b>
                <span>{anchor}</span>
              </li>
            ) : null,
          )}
        </ul>
      )}
    </fieldset>
  );
}
