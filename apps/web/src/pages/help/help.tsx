import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { PageHead } from '../../shell/page.js';
import { guides } from './guides.js';

export const HelpPage = (): ReactNode => (
  <>
    <PageHead title="Aide" trail={[{ label: 'Accueil', to: '/' }]} lead="Un guide d’une page pour chacun. Chaque étape dit ce qu’elle fait avant, et ce qu’elle a fait après." />
    <div className="es-page es-end">
      <ul className="es-docs es-read">
        {guides.map(({ to, title, about }) => (
          <li key={to}>
            <Link to={to} className="es-guide">
              <b>{title}</b>
              <small>{about}</small>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  </>
);
