import type { ReactNode } from 'react';

/** The table of a chart, for those who do not see it or want the figures. Its first column names the row. */
export const ChartTable = ({ caption, heads, rows, summary = 'Voir le tableau' }: { caption: string; heads: readonly string[]; rows: readonly (readonly ReactNode[])[]; summary?: string }): ReactNode => (
  <details className="es-data">
    <summary>{summary}</summary>
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
  </details>
);
