import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Fact } from '../../components/facts.js';
import { Message } from '../../components/message.js';
import { StateBadge } from '../../components/state-badge.js';
import { counted, number, time } from '../../language/format.js';
import { useNow } from '../../session/site.js';
import { PageHead } from '../../shell/page.js';
import { failedJobsQuery, liveQuery, readyQuery } from './queries.js';

const up = { word: 'En marche', shape: 'tick', tint: 'ok' } as const;
const down = { word: 'Arrêté', shape: 'triangle', tint: 'bad' } as const;

/** Does the service answer, does its database, does its queue keep up: read again every ten seconds. */
export function HealthPage(): ReactNode {
  const { ready, database, outboxAgeMs, outboxLate } = useSuspenseQuery(readyQuery).data;
  const { status } = useSuspenseQuery(liveQuery).data;
  const failed = useSuspenseQuery(failedJobsQuery).data;
  const now = useNow(10_000);
  return (
    <>
      <PageHead title="Santé" trail={[{ label: 'À faire', to: '/administration' }]} lead={ready && !outboxLate && failed.length === 0 ? 'Tout marche.' : !ready ? 'Le service n’est pas prêt.' : 'Le service répond, mais quelque chose demande votre attention.'} />
      <div className="es-page es-end es-stack--lg">
        <section className="es-panel" aria-labelledby="etat-service">
          <div className="es-row es-row--between">
            <h2 id="etat-service" className="es-m0">
              Le service
            </h2>
            <span className="es-sm es-muted es-num">lu à {time(now)}</span>
          </div>
          <dl className="es-facts es-gap-t">
            <Fact name="Api">
              <StateBadge of={status === 'live' ? up : down} />
            </Fact>
            <Fact name="Base de données">
              <StateBadge of={database === 'up' ? up : down} />
            </Fact>
            <Fact name="File d’attente">
              {outboxAgeMs === null ? 'vide : tout est transmis' : `le plus ancien événement attend depuis ${outboxAgeMs < 2_000 ? `${number(outboxAgeMs)} ms` : counted(Math.round(outboxAgeMs / 1_000), 'seconde')}`}
            </Fact>
            <Fact name="Travaux en échec">
              <Link to="/administration/travaux">{failed.length === 0 ? 'aucun' : counted(failed.length, 'tâche')}</Link>
            </Fact>
            <Fact name="Courriels">
              <Link to="/administration/courriels" search={{ etat: 'pending' }}>
                ceux qui attendent
              </Link>
            </Fact>
          </dl>
          {outboxLate ? <Message tone="warn">La file d’attente a du retard. Vérifiez que les processus de travail tournent.</Message> : null}
        </section>
      </div>
    </>
  );
}
