import type { ReactNode } from 'react';
import { list, mark } from '../language/format.js';

const left = 6;
const right = 144;

/** From how many points apart the spread is a warning, in basis points. */
export const wideSpread = 2_000;

/**
 * The marks of one dossier (basis points, 0 to 10 000) on an axis: dots that step aside when they would overlap, an interval, a tick for the mean.
 * Twenty points apart or more, it turns to warning; write the figure beside it.
 */
export function Spread({ marks, mean, from = 0, to = 10_000 }: { marks: readonly number[]; mean: number; from?: number; to?: number }): ReactNode {
  const x = (value: number): number => left + ((Math.min(to, Math.max(from, value)) - from) / (to - from)) * (right - left);
  const sorted = [...marks].sort((a, b) => a - b);
  const [low = 0, high = 0] = [sorted[0], sorted.at(-1)];
  const ink = high - low >= wideSpread ? 'var(--es-warning)' : 'var(--es-accent)';
  const levels = sorted.reduce<number[]>((before, value, index) => [...before, index > 0 && x(value) - x(sorted[index - 1]!) < 8 ? (before[index - 1]! + 1) % 3 : 0], []);
  const dots = sorted.map((value, index) => ({ cx: x(value), cy: 13 - [0, 7, -7][levels[index]!]! }));
  return (
    <svg className="es-spread" viewBox="0 0 150 34" role="img" aria-label={`${marks.length === 1 ? 'Une note' : `${marks.length} notes`} : ${list(marks.map(mark))} ; moyenne ${mark(mean)}`}>
      <path d={`M${left} 29.5H${right}`} stroke="var(--es-line)" />
      {[left, (left + right) / 2, right].map((tick) => (
        <path key={tick} d={`M${tick} 27.5v4`} stroke="var(--es-line-strong)" />
      ))}
      {sorted.length > 1 ? <path d={`M${x(low)} 13H${x(high)}`} stroke={ink} strokeWidth="1.6" /> : null}
      {dots.map(({ cx, cy }, index) => (
        <circle key={index} cx={cx} cy={cy} r="3.5" fill={ink} />
      ))}
      <path d={`M${x(mean)} 25.5v8`} stroke="var(--es-text)" strokeWidth="2.2" />
    </svg>
  );
}
