import { Link } from '@tanstack/react-router';
import { useId, type ReactNode } from 'react';
import { counted } from '../language/format.js';
import type { StateWord } from '../language/words.js';
import { StateBadge } from './state-badge.js';

/** One thing to do: whose it is, one sentence on where it stands, its state or its amount, and where it is done. */
export interface Task {
  key: string;
  title: string;
  note: ReactNode;
  state?: StateWord;
  figure?: string;
  to?: string;
  params?: Record<string, string>;
}

/** A section of « À faire »: what waits, the most urgent first; `none` is what it says when nothing does. */
export function TodoSection({ title, none, tasks, what = ['dossier', 'dossiers'], goesOn = false }: { title: string; none: string; tasks: readonly Task[]; what?: readonly [string, string]; goesOn?: boolean }): ReactNode {
  const id = useId();
  return (
    <section className="es-panel" aria-labelledby={id}>
      <div className="es-row es-row--between">
        <h2 id={id} className="es-panel__h es-m0">
          {title}
        </h2>
        {tasks.length === 0 ? null : (
          <span className="es-sm es-muted">
            {counted(tasks.length, ...what)}
            {goesOn ? ' et plus' : ''}
          </span>
        )}
      </div>
      {tasks.length === 0 ? (
        <p className="es-muted es-todo__none">{none}</p>
      ) : (
        <ul className="es-plain-list es-todo">
          {tasks.map(({ key, title: name, note, state, figure, to, params }) => (
            <li key={key}>
              <div>
                <b>{to === undefined ? name : <Link to={to} {...(params === undefined ? {} : { params: params as never })}>{name}</Link>}</b>
                <small>{note}</small>
              </div>
              <span className="es-todo__end">
                {figure === undefined ? null : <b className="es-num">{figure}</b>}
                {state === undefined ? null : <StateBadge of={state} />}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
