import type { ReactNode } from 'react';

/** What differs between two versions, line by line: how it was, how it is. */
export const VersionDiff = ({ before, after, lines, none }: { before: string; after: string; lines: readonly { key: string; label: string; was: ReactNode; is: ReactNode }[]; none: string }): ReactNode =>
  lines.length === 0 ? (
    <p className="es-muted">{none}</p>
  ) : (
    <div className="es-stack">
      {lines.map(({ key, label, was, is }) => (
        <section key={key} className="es-panel es-stack" aria-label={label}>
          <h3 className="fr-h6 es-m0">{label}</h3>
          <dl className="es-facts">
            <div>
              <dt>{before}</dt>
              <dd className="es-break es-written">{was}</dd>
            </div>
            <div>
              <dt>{after}</dt>
              <dd className="es-break es-written">{is}</dd>
            </div>
          </dl>
        </section>
      ))}
    </div>
  );
