import type { ReactNode } from 'react';
import { dayAndTime } from '../language/format.js';

/** One line of `dl.es-facts`. */
export const Fact = ({ name, children }: { name: string; children: ReactNode }): ReactNode => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

/** One step of `ol.es-time`: done by whom and when, or still to do. */
export const Step = ({ what, who = null, at }: { what: string; who?: string | null; at: string | null }): ReactNode => (
  <li className={at === null ? undefined : 'past'}>
    {at === null ? <span className="es-sm es-muted">à faire</span> : <time dateTime={at}>{dayAndTime(at)}</time>}
    <div>
      {what}
      {who === null || who === '' ? '' : ` par ${who}`}
    </div>
  </li>
);
