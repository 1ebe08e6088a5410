import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { counted } from '../language/format.js';
import { Icon } from '../shell/icons.js';
import { MoreButton, type More } from './more-button.js';

export interface Column<Row> {
  key: string;
  /** The head; on a phone also the label before the value. */
  head: string;
  cell: (row: Row) => ReactNode;
  /** Amounts and counts: to the right. */
  numeric?: boolean;
  /** Not on a phone: it must be readable on the row's own page. */
  wideOnly?: boolean;
  /** The head is a button that sorts by this column: how it is sorted now, and what a click does. */
  sort?: { now: 'ascending' | 'descending' | undefined; turn: () => void };
}

/** From how many rows on only those in sight are drawn. */
const drawnAtOnce = 80;

/**
 * A desk table: the first column is the row's name, under 768 px each row is a short record. Long lists draw the rows in sight only and tell
 * assistive technologies how many there are. `more` is the next page of a keyset.
 */
export function DataTable<Row>({ caption, columns, rows, rowKey, total, more, what = ['ligne', 'lignes'] }: { caption: string; columns: readonly Column<Row>[]; rows: readonly Row[]; rowKey: (row: Row) => string; total?: number; more?: More; what?: readonly [string, string] }): ReactNode {
  const body = useRef<HTMLTableSectionElement>(null);
  const [offset, setOffset] = useState(0);
  useLayoutEffect(() => setOffset(body.current === null ? 0 : body.current.getBoundingClientRect().top + window.scrollY), []);
  const isLong = rows.length > drawnAtOnce;
  const virtual = useWindowVirtualizer({ count: isLong ? rows.length : 0, estimateSize: () => 56, overscan: 12, scrollMargin: offset });
  const inSight = virtual.getVirtualItems();
  const shown = isLong ? inSight.map(({ index }) => index) : rows.map((_, index) => index);
  const before = isLong ? (inSight[0]?.start ?? offset) - offset : 0;
  const after = isLong ? virtual.getTotalSize() - ((inSight.at(-1)?.end ?? offset) - offset) : 0;
  const known = total ?? (more?.has === true ? -1 : rows.length + 1);

  return (
    <>
      <table className="es-table es-table--inset es-table--stack" aria-rowcount={total === undefined ? known : total + 1}>
        <caption className="es-vh">{caption}</caption>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map(({ key, head, numeric, sort }) => (
              <th key={key} scope="col" className={numeric === true ? 'n' : undefined} aria-sort={sort?.now}>
                {sort === undefined ? (
                  head
                ) : (
                  <>
                    <button type="button" className="es-sort" onClick={sort.turn}>
                      {head}
                      {sort.now === undefined ? null : <Icon name={sort.now === 'ascending' ? 'up' : 'down'} />}
                    </button>
                    <span className="es-only-phone">{head}</span>
                  </>
                )}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          <Spacer height={before} columns={columns.length} />
          {shown.map((index) => {
            const row = rows[index]!;
            return (
              <tr key={rowKey(row)} aria-rowindex={index + 2} data-index={index} ref={isLong ? virtual.measureElement : undefined}>
                {columns.map(({ key, head, cell, numeric, wideOnly }, column) =>
                  column === 0 ? (
                    <th key={key} scope="row">
                      {cell(row)}
                    </th>
                  ) : (
                    <td key={key} data-l={head} className={[numeric === true ? 'n' : '', wideOnly === true ? 'es-hide-s' : ''].join(' ').trim() || undefined}>
                      <span>{cell(row)}</span>
                    </td>
                  ),
                )}
              </tr>
            );
          })}
          <Spacer height={after} columns={columns.length} />
        </tbody>
      </table>
      <div className="es-panel__bar">
        <span className="es-sm es-muted" role="status">
          {total === undefined ? `${counted(rows.length, ...what)}${more?.has === true ? ' affichées, la liste continue' : ''}` : `${counted(rows.length, ...what)} sur ${total}`}
        </span>
        {more === undefined ? null : <MoreButton more={more} look="quiet" />}
      </div>
    </>
  );
}

const Spacer = ({ height, columns }: { height: number; columns: number }): ReactNode =>
  height <= 0 ? null : (
    <tr aria-hidden="true" className="es-spacer">
      <td colSpan={columns} style={{ height }} />
    </tr>
  );
