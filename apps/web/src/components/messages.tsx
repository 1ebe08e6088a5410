import type { ReactNode } from 'react';
import { api, ask, type Schemas } from '../client/client.js';
import { CommandButton, CommandOutcome } from '../commands/command.js';
import { useCommand, type Command } from '../commands/use-command.js';
import { useKeptText } from '../drafts/kept-text.js';
import { dayAndTime } from '../language/format.js';
import { TextArea } from './field.js';

const longest = 5_000;

/** What the pole and the ministry wrote to each other, oldest first, and what one writes now. */
export function Messages({ applicationId, messages, mine, mayWrite, awaited }: { applicationId: string; messages: readonly Schemas['MessageDto'][]; mine: Schemas['MessageDto']['side']; mayWrite: boolean; awaited: boolean }): ReactNode {
  const [text, setText] = useKeptText(`message.${applicationId}`);
  const send = useCommand<string>({
    act: (body) => ask(api.POST('/api/applications/{id}/messages', { params: { path: { id: applicationId } }, body: { body } })),
    done: () => 'Message envoyé.',
    refreshes: [['applications', applicationId], ['tasks']],
    onDone: () => setText(''),
  });
  const setAside = useCommand<void>({
    act: () => ask(api.POST('/api/applications/{id}/messages/set-aside', { params: { path: { id: applicationId } } })),
    done: () => 'Ce message n’attend plus de réponse.',
    refreshes: [['applications', applicationId], ['tasks']],
  });
  return (
    <div className="es-stack es-stack--lg">
      {messages.length === 0 ? <p className="es-muted">Aucun message pour l’instant.</p> : null}
      <ol className="es-time">
        {messages.map(({ id, side, author, body, sentAt }) => (
          <li key={id} className="past">
            <time dateTime={sentAt}>{dayAndTime(sentAt)}</time>
            <b>
              {author}, {side === mine ? 'de votre côté' : side === 'pole' ? 'pour le pôle' : 'pour l’administration'}
            </b>
            <p className="es-m0 es-written es-break">{body}</p>
          </li>
        ))}
      </ol>
      {mayWrite && awaited ? (
        <div className="es-row">
          <span>Le dernier message attend votre réponse.</span>
          <CommandButton command={setAside} input={undefined} kind="text" small>
            Aucune réponse à donner
          </CommandButton>
        </div>
      ) : null}
      <CommandOutcome command={setAside} />
      {mayWrite ? <Write send={send} text={text} onText={setText} /> : null}
    </div>
  );
}

function Write({ send, text, onText }: { send: Command<string>; text: string; onText: (text: string) => void }): ReactNode {
  return (
    <div className="es-stack">
      <TextArea label="Votre message" hint="Texte simple. L’autre partie est prévenue par courriel." value={text} maxLength={longest} rows={5} onChange={({ target }) => onText(target.value)} />
      <div>
        <CommandButton command={send} input={text}>
          Envoyer
        </CommandButton>
      </div>
      <CommandOutcome command={send} />
    </div>
  );
}
