import type { ReactNode } from 'react';
import { Icon, type IconName } from '../shell/icons.js';

export type Tone = 'ok' | 'info' | 'warn' | 'bad';

const icons: Record<Tone, IconName> = { ok: 'tick', info: 'info', warn: 'warning', bad: 'warning' };

/** A message on a soft ground: the fact (children), then what it means or what to do (`more`). It stays until what it says is no longer so. */
export const Message = ({ tone, children, more }: { tone: Tone; children: ReactNode; more?: ReactNode }): ReactNode => (
  <div className={`es-verdict es-verdict--${tone}`}>
    <Icon name={icons[tone]} />
    <div>
      <p>{children}</p>
      {more === undefined ? null : <small>{more}</small>}
    </div>
  </div>
);
