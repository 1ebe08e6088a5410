import type { ReactNode } from 'react';
import type { Schemas } from '../client/client.js';
import { day } from '../language/format.js';

/** What an addendum changes, thing by thing: before, then from now on. */
export const ChangeList = ({ changes }: { changes: Schemas['AddendumDto']['changes'] }): ReactNode => (
  <dl className="es-facts es-gap-t">
    {changes.map(({ what, before, after }) => (
      <div key={what}>
        <dt>{what}</dt>
        <dd>
          {before === undefined ? null : (
            <>
              <span className="es-vh">avant : </span>
              <del>{before}</del>
              <br />
            </>
          )}
          <span className="es-vh">désormais : </span>
          <ins>{after}</ins>
        </dd>
      </div>
    ))}
  </dl>
);

/** The published addenda of a call, the last first. */
export const Addenda = ({ addenda }: { addenda: readonly Schemas['AddendumDto'][] }): ReactNode =>
  addenda.map(({ id, ordinal, reason, changes, publishedAt }) => (
    <section key={id} className="es-gap-t" aria-label={`Additif n° ${ordinal ?? ''}`}>
      <h3 className="fr-h4">
        Additif n° {ordinal}
        {publishedAt === null ? '' : `, ${day(publishedAt)}`}
      </h3>
      <p>{reason}</p>
      <ChangeList changes={changes} />
    </section>
  ));
