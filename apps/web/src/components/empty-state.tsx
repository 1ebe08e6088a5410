import type { ReactNode } from 'react';

type Dots = 'first' | 'done' | 'none' | 'broken';

const columns = 8;
const rows = 4;

/** The condition of the grid: one point leads, all are done, a few are scattered, the middle is missing. */
function fillOf(dots: Dots, column: number, row: number): string | undefined {
  if (dots === 'done') return 'var(--es-accent)';
  if (dots === 'first') return column === 0 && row === 1 ? 'var(--es-miel)' : 'var(--es-line)';
  if (dots === 'broken') return column === 3 || column === 4 ? undefined : 'var(--es-line)';
  return [0, 11, 13, 26, 28].includes(column * rows + row) ? 'var(--es-dot)' : undefined;
}

const Grid = ({ dots }: { dots: Dots }): ReactNode => (
  <svg className="es-dots" viewBox="0 0 150 78" aria-hidden="true">
    {Array.from({ length: columns * rows }, (_, index) => {
      const column = Math.floor(index / rows);
      const row = index % rows;
      const fill = fillOf(dots, column, row);
      if (fill === undefined) return null;
      const leads = fill === 'var(--es-miel)';
      return <circle key={index} cx={10 + column * 15.5} cy={(column % 2 === 0 ? 10 : 18.5) + row * 17} r="6" fill={fill} {...(leads ? { stroke: 'var(--es-text)', strokeWidth: 1.6 } : {})} />;
    })}
  </svg>
);

/** Nothing to show: one sentence of fact, one of what comes next, one action (children, a button or a link). */
export function EmptyState({ dots, title, text, level = 3, children }: { dots: Dots; title: string; text: ReactNode; level?: 1 | 2 | 3; children?: ReactNode }): ReactNode {
  const Heading = `h${level}` as const;
  return (
    <div className="es-panel es-empty">
      <Grid dots={dots} />
      <Heading>{title}</Heading>
      <p>{text}</p>
      {children === undefined ? null : <div className="es-row">{children}</div>}
    </div>
  );
}
