import { useQueries } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Spread } from '../../components/spread.js';
import { mark } from '../../language/format.js';
import { reviewLevels } from '../../language/words.js';
import { reviewQuery } from './queries.js';

/** What others gave the same dossier: shown once one's own evaluation was sent. */
export function Others({ ids }: { ids: readonly string[] }): ReactNode {
  const read = useQueries({ queries: ids.map(reviewQuery) });
  const others = read.flatMap(({ data }) => (data === undefined || data.basisPoints === null ? [] : [{ id: data.id, level: data.level, basisPoints: data.basisPoints }]));
  if (others.length === 0) return null;
  const marks = others.map(({ basisPoints }) => basisPoints);
  return (
    <section className="es-gap-t" aria-labelledby="autres">
      <h3 id="autres">Les notes des autres</h3>
      <Spread marks={marks} mean={Math.round(marks.reduce((sum, one) => sum + one, 0) / marks.length)} />
      <ul className="es-plain-list es-sm">
        {others.map(({ id, level, basisPoints }) => (
          <li key={id}>
            Évaluation {reviewLevels[level]} : <b className="es-num">{mark(basisPoints)}</b> sur 100
          </li>
        ))}
      </ul>
    </section>
  );
}
