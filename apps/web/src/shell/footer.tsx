import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useSite } from '../session/site.js';
import { Logo } from './logo.js';

export function Footer(): ReactNode {
  const { demonstration } = useSite();
  return (
    <footer className="es-foot">
      <div className="es-page es-foot__in">
        <Link className="es-logo" to="/" aria-label="Essaim, accueil">
          <Logo />
        </Link>
        <Link to="/accessibilite">Accessibilité : non vérifiée par un tiers</Link>
        <Link to="/poles">Annuaire des pôles</Link>
        <Link to="/aide">Aide</Link>
        <a href="/api/openapi.json">Données et API</a>
        {demonstration ? (
          <>
            <Link to="/comptes">Comptes de démonstration</Link>
            <a href="/mailbox">Courriels de démonstration</a>
          </>
        ) : null}
      </div>
    </footer>
  );
}
