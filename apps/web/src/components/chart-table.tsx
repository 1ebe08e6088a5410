import type { ReactNode } from 'react';

interface Figures {
  caption: string;
  heads: readonly string[];
  rows: readonly (readonly ReactNode[])[];
}

/** A table of figures, to the right. Its first column names the row. */
export const FigureTable = ({ caption, heads, rows }: Figures): ReactNode => (
  <table className="es-table">
    <caption className="es-vh">{caption}</caption>
    <thead>
      <tr>
        {heads.map((head, index) => (
          <th key={head} scope="col" className={index === 0 ? undefined : 'n'}>
            {head}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {rows.map((cells, row) => (
        <tr key={row}>
          {cells.map((cell, index) =>
            index === 0 ? (
              <th key={index} scope="row">
                {cell}
              </th>
            ) : (
              <td key={index} className="n">
                {cell}
              </td>
            ),
          )}
        </tr>
      ))}
    </tbody>
  </table>
);

/** The table of a chart, for those who do not see it or want the figures. */
export const ChartTable = ({ summary = 'Voir le tableau', ...figures }: Figures & { summary?: string }): ReactNode => (
  <details className="es-data">
    <summary>{summary}</summary>
    <FigureTable {...figures} />
  </details>
);
