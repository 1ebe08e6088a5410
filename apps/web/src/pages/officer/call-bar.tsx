import { useNavigate } from '@tanstack/react-router';
import { useId, type ReactNode } from 'react';
import { callMoments, callStates } from '../../language/words.js';
import { useNow } from '../../session/site.js';
import { momentOf } from '../visitor/moment.js';
import type { Call } from './queries.js';

/** The call that the page is about, and the way to another one; `children` says where it is. */
export function CallBar({ calls, call, children }: { calls: readonly Call[]; call: Call; children?: ReactNode }): ReactNode {
  const id = useId();
  const navigate = useNavigate();
  const now = useNow();
  const published = calls.filter(({ state }) => state !== 'draft');
  return (
    <div className="es-ctx">
      <div className="es-page es-ctx__in">
        <strong>{call.title}</strong>
        <span>
          {call.state === 'closed' ? callStates.closed.word : callMoments[momentOf(call, now)].word}. {children}
        </span>
        {published.length < 2 ? null : (
          <span className="es-ctx__pick">
            <label htmlFor={id}>Changer d’appel</label>
            <select id={id} className="fr-select" value={call.id} onChange={(event) => void navigate({ to: '.', search: { appel: event.target.value } })}>
              {published.map(({ id: value, title }) => (
                <option key={value} value={value}>
                  {title}
                </option>
              ))}
            </select>
          </span>
        )}
      </div>
    </div>
  );
}
