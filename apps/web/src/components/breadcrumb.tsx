import { Link, type LinkProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';

export interface Step {
  label: string;
  to: LinkProps['to'];
  params?: Record<string, string>;
}

export const Breadcrumb = ({ trail, here }: { trail: readonly Step[]; here: string }): ReactNode => (
  <div className="es-page">
    <nav className="fr-breadcrumb" aria-label="Vous êtes ici :">
      <ol className="fr-breadcrumb__list">
        {trail.map(({ label, to, params }) => (
          <li key={label}>
            <Link className="fr-breadcrumb__link" to={to} activeOptions={{ exact: true }} {...(params === undefined ? {} : { params: params as never })}>
              {label}
            </Link>
          </li>
        ))}
        <li>
          <span className="fr-breadcrumb__link" aria-current="page">
            {here}
          </span>
        </li>
      </ol>
    </nav>
  </div>
);
