import type { ReactNode } from 'react';
import { Disclosure } from '../shell/disclosure.js';
import { Icon } from '../shell/icons.js';

type Query = Readonly<Record<string, string | number | boolean | undefined>>;

/** Where a list is exported: `address` with the filters that the page shows. */
function exportAddress(address: string, query: Query): string {
  const given = new URLSearchParams(Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])));
  return `${address}?${given.toString()}`;
}

/** What a list may be taken away as; `more` adds a choice with other contents. */
export function TakeAway({ address, query = {}, what, more = [] }: { address: string; query?: Query; what: string; more?: readonly { what: string; query: Query }[] }): ReactNode {
  return (
    <Disclosure
      className="fr-btn fr-btn--secondary fr-btn--sm"
      label={
        <>
          <Icon name="download" /> Exporter
        </>
      }
    >
      {[{ what, query: {} }, ...more].map((one) => (
        <div key={one.what} className="es-takeaway" role="group" aria-label={one.what}>
          <p className="es-m0">
            <b>{one.what}</b>
          </p>
          <ul className="es-plain-list">
            <li>
              <a href={exportAddress(address, { ...query, ...one.query, format: 'xlsx' })} download>
                Tableur (XLSX)
              </a>
            </li>
            <li>
              <a href={exportAddress(address, { ...query, ...one.query, format: 'csv' })} download>
                Texte (CSV)
              </a>
            </li>
          </ul>
        </div>
      ))}
    </Disclosure>
  );
}
