import { useId, useState, type ReactNode } from 'react';

/** What a criterion was given: a mark, « sans objet » (not a zero), or nothing yet. */
export type Choice = number | 'not-applicable' | null;

/** More marks than this are a number to type. */
const fewMarks = 11;

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
        {marks.length > fewMarks ? (
          <TypedMark id={`${name}-note`} min={min} max={max} choice={choice} disabled={disabled} onChoose={onChoose} />
        ) : (
          marks.map((mark) => radio(mark, String(mark)))
        )}
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

/** A mark that is typed: told once it is on the scale. */
function TypedMark({ id, min, max, choice, disabled, onChoose }: { id: string; min: number; max: number; choice: Choice; disabled: boolean; onChoose: (choice: Choice) => void }): ReactNode {
  const [typed, setTyped] = useState<string>();
  const isMark = (text: string): boolean => /^\d{1,3}$/.test(text) && Number(text) >= min && Number(text) <= max;
  const shown = typed ?? (typeof choice === 'number' ? String(choice) : '');
  const isWrong = shown !== '' && !isMark(shown);
  return (
    <span className="es-scale__typed">
      <label htmlFor={id}>
        Note, de {min} à {max}
      </label>
      <input
        className="fr-input"
        type="text"
        id={id}
        inputMode="numeric"
        disabled={disabled}
        value={shown}
        aria-invalid={isWrong ? true : undefined}
        aria-describedby={isWrong ? `${id}-erreur` : undefined}
        onChange={({ target: { value } }) => {
          setTyped(value);
          if (value === '') onChoose(null);
          else if (isMark(value)) onChoose(Number(value));
        }}
        onBlur={() => {
          if (!isWrong) setTyped(undefined);
        }}
      />
      {isWrong ? (
        <span className="fr-error-text" id={`${id}-erreur`}>
          Une note de {min} à {max} est attendue.
        </span>
      ) : null}
    </span>
  );
}
