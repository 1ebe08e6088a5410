import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { heartbeatSeconds } from '#domain/applications/presence.rules.js';
import { api, ask } from '../../client/client.js';
import { Icon } from '../../shell/icons.js';
import type { StepInfo } from './content.js';

/** Who else writes in this dossier now, and on which step. A page that is hidden says nothing and asks nothing. */
export function Presence({ id, current, steps }: { id: string; current: string; steps: readonly StepInfo[] }): ReactNode {
  const others =
    useQuery({
      queryKey: ['presence', id, current],
      queryFn: () => ask(api.PUT('/api/applications/{id}/presence', { params: { path: { id } }, body: { part: current } })),
      refetchInterval: heartbeatSeconds * 1_000,
      refetchIntervalInBackground: false,
      refetchOnWindowFocus: 'always',
      staleTime: 0,
      gcTime: 0,
      retry: false,
    }).data ?? [];
  const titleOf = (part: string): string => steps.find(({ key }) => key === part)?.title ?? 'une autre étape';
  return (
    <p role="status" className={others.length === 0 ? 'es-vh' : 'es-row es-sm es-m0 es-gap-b'}>
      {others.map(({ name, part }) => (
        <span key={name} className="es-present">
          <Icon name="person" />
          {part === current ? (
            <>
              <b>{name}</b> est aussi sur cette étape : vos réponses sont réunies, et vous choisissez si vous changez la même.
            </>
          ) : (
            <>
              <b>{name}</b> est sur « {titleOf(part)} ».
            </>
          )}
        </span>
      ))}
    </p>
  );
}
