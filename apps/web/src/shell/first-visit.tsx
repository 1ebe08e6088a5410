import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { recall, remember } from '../session/device.js';
import type { Space } from '../session/space.js';

const key = ({ key: name }: Space): string => `essaim.read.${name}`;

/** What to do in a space, in three sentences, until the person says that they read it. */
export function FirstVisit({ space }: { space: Space }): ReactNode {
  const [isRead, setRead] = useState(() => recall(key(space)) !== null);
  if (isRead) return null;
  return (
    <section className="es-panel es-stack" aria-labelledby="premiere-visite">
      <h2 id="premiere-visite" className="es-panel__h es-m0">
        Première visite
      </h2>
      <ol className="es-m0">
        {space.first.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ol>
      <div className="es-row">
        <button
          type="button"
          className="fr-btn fr-btn--secondary fr-btn--sm"
          onClick={() => {
            remember(key(space), 'yes');
            setRead(true);
          }}
        >
          J’ai compris
        </button>
        <Link to={space.guide}>Lire le guide d’une page</Link>
      </div>
    </section>
  );
}
