import type { ReactNode } from 'react';

/** The colour of a point: not yet, past, done, still to come, here and now, late. */
export type Dot = 'line' | 'dot' | 'accent' | 'now' | 'late' | 'ring';

const marks: Record<Dot, Record<string, string | number>> = {
  line: { fill: 'var(--es-line)' },
  dot: { fill: 'var(--es-dot)' },
  accent: { fill: 'var(--es-accent)' },
  now: { fill: 'var(--es-miel)', stroke: 'var(--es-text)', strokeWidth: 1.5 },
  late: { fill: 'var(--es-danger)' },
  ring: { fill: 'none', stroke: 'var(--es-line-strong)', strokeWidth: 1.5 },
};

/**
 * One thing counted, one point, packed in quincunx column by column. `label` says what is counted and how many; without one the drawing is
 * decoration. Above 300 things, give one point for ten and say so in the legend.
 */
export function Swarm({ items, rows = 4, radius = 5, label }: { items: readonly Dot[]; rows?: number; radius?: number; label?: string }): ReactNode {
  const pitch = radius * 3;
  const step = pitch * 0.866;
  const columns = Math.ceil(items.length / rows);
  const width = Math.round(2 * radius + 3 + Math.max(0, columns - 1) * step);
  const height = Math.round(2 * radius + 3 + (rows - 0.5) * pitch);
  return (
    <svg className="es-swarm" viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="xMinYMin" width={width} height={height} {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}>
      {items.map((dot, index) => {
        const column = Math.floor(index / rows);
        const x = radius + 1.5 + column * step;
        const y = radius + 1.5 + (index % rows) * pitch + (column % 2) * (pitch / 2);
        if (dot === 'late') return <path key={index} d={`M${x.toFixed(1)} ${(y - radius).toFixed(1)}l${radius} ${radius * 2}h${-radius * 2}z`} {...marks.late} />;
        return <circle key={index} cx={x.toFixed(1)} cy={y.toFixed(1)} r={radius} {...marks[dot]} />;
      })}
    </svg>
  );
}
