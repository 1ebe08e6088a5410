import { useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { Rubric } from '#domain/calls/rubric.rules.js';
import { TextArea } from '../../components/field.js';
import { Scale } from '../../components/scale.js';
import { counted, number } from '../../language/format.js';
import { choiceOf, isAnswered, pointsOf, soFar, withMark, type MarkList } from './marks.js';

const points = (hundredths: number): string => new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 1 }).format(hundredths / 100);

/** Full for what was given, pale for what was not; one segment per criterion, as long as its weight. */
function MarkBar({ rubric, marks }: { rubric: Rubric; marks: MarkList }): ReactNode {
  const starts = rubric.criteria.map((_, index) => rubric.criteria.slice(0, index).reduce((sum, { weight }) => sum + weight * 10, 0));
  return (
    <svg className="es-markbar" viewBox="0 0 1000 26" preserveAspectRatio="none" aria-hidden="true">
      {rubric.criteria.map((criterion, index) => {
        const start = starts[index]!;
        const width = criterion.weight * 10;
        const { points: got, outOf } = pointsOf(criterion, marks[index]!);
        return (
          <g key={criterion.key}>
            <rect x={start + 1} y="0" width={width - 3} height="26" fill="var(--es-sunken-2)" />
            {outOf === 0 ? null : <rect x={start + 1} y="0" width={((width - 3) * got) / outOf} height="26" fill="var(--es-accent)" />}
          </g>
        );
      })}
    </svg>
  );
}

/** The mark so far, out of the points already given: it stays in sight while the criteria go by. */
export function MarkSoFar({ rubric, marks }: { rubric: Rubric; marks: MarkList }): ReactNode {
  const { points: got, outOf } = soFar(rubric, marks);
  return (
    <div className="es-mark">
      <p className="es-mark__r" role="status">
        <span className="es-figure">
          {outOf === 0 ? '–' : points(got)} <small>/ {counted(outOf / 100, 'point noté', 'points notés')}</small>
        </span>
        <span className="es-sm es-muted">
          {counted(marks.filter(isAnswered).length, 'critère')} sur {rubric.criteria.length}
        </span>
      </p>
      <MarkBar rubric={rubric} marks={marks} />
    </div>
  );
}

const isText = (target: EventTarget): boolean => target instanceof HTMLInputElement && target.type === 'text';
const radiosOf = (criterion: Element | null): HTMLInputElement[] => [...(criterion?.querySelectorAll<HTMLInputElement>('input[type="radio"]') ?? [])];

/**
 * The rubric: a figure and S mark the criterion that has the focus, only while the focus is in the grid and not in a text; Alt and an arrow
 * go from one criterion to the next.
 */
export function Grid({ rubric, marks, onChange, readOnly, wanted }: { rubric: Rubric; marks: MarkList; onChange: (marks: MarkList) => void; readOnly: boolean; wanted: readonly string[] }): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState<string | undefined>(rubric.criteria.find((_, index) => !isAnswered(marks[index]!))?.key ?? rubric.criteria[0]?.key);

  const press = (event: KeyboardEvent, index: number): void => {
    const criterion = rubric.criteria[index]!;
    if (event.altKey && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      const radios = radiosOf(box.current?.children[index + (event.key === 'ArrowDown' ? 1 : -1)] ?? null);
      const target = radios.find((radio) => radio.checked) ?? radios[0];
      if (target === undefined) return;
      event.preventDefault();
      target.focus();
      return;
    }
    if (readOnly || event.altKey || event.ctrlKey || event.metaKey || event.target instanceof HTMLTextAreaElement || isText(event.target)) return;
    const value = Number(event.key);
    const { min, max } = criterion.scale;
    const radios = radiosOf(event.currentTarget);
    if (/^\d$/.test(event.key) && value >= min && value <= max) radios[value - min]?.focus();
    else if (event.key.toLowerCase() === 's' && criterion.allowsNotApplicable) radios.at(-1)?.focus();
    else return;
    event.preventDefault();
    onChange(withMark(marks, criterion.key, { choice: event.key.toLowerCase() === 's' ? 'not-applicable' : value }));
  };

  return (
    <div ref={box}>
      {rubric.criteria.map((criterion, index) => {
        const mark = marks[index]!;
        const { points: got, outOf } = pointsOf(criterion, mark);
        const isOpen = open === criterion.key;
        const lacksComment = wanted.includes(criterion.key) && isAnswered(mark);
        return (
          <div key={criterion.key} role="presentation" className="es-criterion" onKeyDown={(event) => press(event, index)} onFocus={() => setOpen(criterion.key)}>
            {criterion.guidance === undefined || !isOpen ? null : <p className="es-written es-sm es-muted es-guidance">{criterion.guidance}</p>}
            <Scale
              legend={`${index + 1}. ${criterion.label}`}
              weight={outOf === 0 ? (mark.notApplicable ? 'sans objet' : counted(criterion.weight, 'point')) : `${points(got)} / ${number(criterion.weight)}`}
              min={criterion.scale.min}
              max={criterion.scale.max}
              {...(criterion.scale.anchors === undefined ? {} : { anchors: criterion.scale.anchors })}
              allowsNotApplicable={criterion.allowsNotApplicable}
              choice={choiceOf(mark)}
              onChoose={(choice) => onChange(withMark(marks, criterion.key, { choice }))}
              open={isOpen}
              disabled={readOnly}
            />
            {wanted.includes(criterion.key) && !isAnswered(mark) ? <p className="fr-error-text">Ce critère attend une note.</p> : null}
            {readOnly ? (
              mark.comment === '' ? null : <p className="es-written es-sm">{mark.comment}</p>
            ) : isOpen || mark.comment !== '' || lacksComment ? (
              <TextArea
                label="Motif"
                id={`motif-${criterion.key}`}
                aria-label={`Motif, ${criterion.label}`}
                hint={`${criterion.mandatoryComment ? 'Attendu. ' : ''}Lu par le comité.`}
                error={lacksComment ? 'Ce critère attend un motif.' : undefined}
                rows={isOpen ? 3 : 2}
                maxLength={10_000}
                value={mark.comment}
                onChange={(event) => onChange(withMark(marks, criterion.key, { comment: event.target.value }))}
              />
            ) : null}
          </div>
        );
      })}
    </div>
  );
}
