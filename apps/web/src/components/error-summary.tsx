import { useEffect, useRef, type ReactNode } from 'react';
import { counted } from '../language/format.js';
import { Icon } from '../shell/icons.js';

/** What keeps a form from being sent, each with a link to its field. It takes the focus when it appears. */
export function ErrorSummary({ errors }: { errors: readonly { id: string; label: string; error?: string }[] }): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  const isThere = errors.length > 0;
  useEffect(() => {
    if (isThere) box.current?.focus();
  }, [isThere]);
  if (!isThere) return null;
  return (
    <div className="es-verdict es-verdict--bad" role="alert" tabIndex={-1} ref={box}>
      <Icon name="warning" />
      <div>
        <p>
          <b>{errors.length === 1 ? 'Une réponse est à corriger.' : `${counted(errors.length, 'réponse')} sont à corriger.`}</b>
        </p>
        <ul className="es-plain-list">
          {errors.map(({ id, label, error }, index) => (
            <li key={index}>
              <a href={`#${id}`}>{label}</a>
              {error === undefined ? null : ` : ${error}`}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
