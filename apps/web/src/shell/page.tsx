import type { ReactNode } from 'react';
import { Breadcrumb, type Step } from '../components/breadcrumb.js';

/** The title of the tab; React moves it into the head. */
export const Title = ({ children }: { children: string }): ReactNode => <title>{`${children} – Essaim`}</title>;

/**
 * The head of a page: breadcrumb, the one `h1`, one sentence that says its state (`lead`), and the page's actions, the primary one last.
 * The breadcrumb holds the pages above; `title` is its last step.
 */
export const PageHead = ({ title, trail = [], lead, actions }: { title: string; trail?: readonly Step[]; lead?: ReactNode; actions?: ReactNode }): ReactNode => (
  <>
    <Title>{title}</Title>
    {trail.length === 0 ? null : <Breadcrumb trail={trail} here={title} />}
    <div className="es-page es-head">
      <div className="es-head__row">
        <div>
          <h1>{title}</h1>
          {lead === undefined ? null : <p className="es-lead">{lead}</p>}
        </div>
        {actions === undefined ? null : <div className="es-row">{actions}</div>}
      </div>
    </div>
  </>
);
