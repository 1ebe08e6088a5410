import { useState, type ReactNode } from 'react';
import { Message } from '../components/message.js';
import { CommandButton, CommandOutcome } from './command.js';
import type { Command } from './use-command.js';

/** What cannot be undone: a button, then what it means, and a second one. */
export function AskedTwice({ id, title, note, warning, more, first, keep, second, command }: { id: string; title: string; note?: string; warning: ReactNode; more: string; first: string; keep: string; second: string; command: Command<void> }): ReactNode {
  const [asked, setAsked] = useState(false);
  return (
    <section aria-labelledby={id} className="es-sec es-stack">
      <h2 id={id} className="fr-h4 es-m0">
        {title}
      </h2>
      {asked ? (
        <>
          <Message tone="warn" more={more}>
            {warning}
          </Message>
          <div className="es-row">
            <button type="button" className="fr-btn fr-btn--tertiary-no-outline" onClick={() => setAsked(false)}>
              {keep}
            </button>
            <CommandButton command={command} input={undefined} kind="secondary">
              {second}
            </CommandButton>
          </div>
        </>
      ) : (
        <>
          {note === undefined ? null : <p className="es-m0 es-muted">{note}</p>}
          <div>
            <button type="button" className="fr-btn fr-btn--secondary fr-btn--sm" onClick={() => setAsked(true)}>
              {first}
            </button>
          </div>
        </>
      )}
      <CommandOutcome command={command} />
    </section>
  );
}
