import type { ReactNode } from 'react';
import { Swarm } from '../components/swarm.js';

/** What is shown when a page or its data take more than a third of a second. */
export const Waiting = (): ReactNode => (
  <div className="es-page es-waiting" role="status">
    <Swarm items={Array.from({ length: 15 }, () => 'line' as const)} rows={3} radius={6} />
    <p className="es-muted">Chargement…</p>
  </div>
);
