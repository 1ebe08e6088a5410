import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ChangeList } from '../../components/changes.js';
import { day } from '../../language/format.js';
import { addendaQuery } from '../visitor/queries.js';
import type { Call, Dossier } from './content.js';

/** What addenda changed in the call since this dossier was started, before and after. */
export function CallChanged({ dossier, call }: { dossier: Dossier; call: Call }): ReactNode {
  const addenda = useQuery({ ...addendaQuery(call.id), enabled: call.addenda > 0 }).data ?? [];
  const since = addenda.filter(({ state, publishedAt }) => state === 'published' && publishedAt !== null && publishedAt >= dossier.startedAt);
  if (since.length === 0) return null;
  return (
    <section className="es-panel es-panel--sunken es-gap-b" aria-labelledby="appel-change">
      <h2 id="appel-change">L’appel a changé depuis que vous avez commencé</h2>
      {since.map(({ id, ordinal, reason, changes, publishedAt }) => (
        <details key={id} open={ordinal === call.addenda}>
          <summary>
            Additif n° {ordinal}, {day(publishedAt ?? '')}
          </summary>
          <p>{reason}</p>
          <ChangeList changes={changes} />
        </details>
      ))}
      <p className="es-sm es-muted es-gap-t">
        Ce que vous avez saisi est gardé, et votre formulaire reste le même. <Link to="/appels/$id" params={{ id: call.id }}>L’appel tel qu’il est désormais</Link>
      </p>
    </section>
  );
}
