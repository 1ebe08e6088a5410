import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { EmptyState } from '../../components/empty-state.js';
import { Title } from '../../shell/page.js';

export const NotFoundPage = (): ReactNode => (
  <div className="es-page es-head">
    <Title>Page introuvable</Title>
    <EmptyState dots="broken" level={1} title="Cette page n’existe pas" text="L’adresse est peut-être mal recopiée, ou la page a changé de place.">
      <Link className="fr-btn fr-btn--secondary" to="/">
        Revenir à l’accueil
      </Link>
    </EmptyState>
  </div>
);
