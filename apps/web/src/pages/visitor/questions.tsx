import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { api, ask } from '../../client/client.js';
import { CommandButton, CommandOutcome } from '../../commands/command.js';
import { useCommand } from '../../commands/use-command.js';
import { TextArea } from '../../components/field.js';
import { useKeptText } from '../../drafts/kept-text.js';
import { day } from '../../language/format.js';
import { itemsOf } from '../../lists/keyset.js';
import { MoreButton, moreOf } from '../../lists/more-button.js';
import { useSession } from '../../session/site.js';
import { questionsQuery } from './queries.js';

/** Questions about a call with their answers, and a place to ask one. */
export function Questions({ callId, mayAsk }: { callId: string; mayAsk: boolean }): ReactNode {
  const list = useInfiniteQuery(questionsQuery(callId));
  const questions = list.data === undefined ? [] : itemsOf(list.data);
  return (
    <section className="es-gap-t-lg" aria-labelledby="questions">
      <h2 id="questions">Questions et réponses</h2>
      {questions.length === 0 ? <p>Aucune réponse n’est publiée pour l’instant.</p> : null}
      {questions.map(({ id, question, answer, answeredAt, isPublic, isMine }) => (
        <details key={id} className="es-gap-t">
          <summary>{question}</summary>
          <p className="es-written">{answer ?? 'Sans réponse pour l’instant.'}</p>
          <p className="es-sm es-muted">
            {answeredAt === null ? '' : `Réponse du ${day(answeredAt)}. `}
            {isMine ? `C’est votre question${isPublic ? '' : ' ; elle n’est pas publiée'}.` : ''}
          </p>
        </details>
      ))}
      <MoreButton more={moreOf(list)} look="secondary" />
      {mayAsk ? <Ask callId={callId} /> : null}
    </section>
  );
}

function Ask({ callId }: { callId: string }): ReactNode {
  const session = useSession();
  const [question, setQuestion] = useKeptText(`question.${callId}`);
  const send = useCommand<string>({
    act: (text) => ask(api.POST('/api/calls/{id}/questions', { params: { path: { id: callId } }, body: { question: text } })),
    done: () => 'Votre question est envoyée. La réponse vous viendra par courriel.',
    refreshes: [['questions', callId]],
    onDone: () => setQuestion(''),
  });
  if (session === null) {
    return (
      <p className="es-gap-t">
        <Link to="/connexion">Connectez-vous</Link> pour poser une question.
      </p>
    );
  }
  const isLong = question.trim().length >= 10;
  return (
    <div className="es-narrow es-gap-t">
      <TextArea label="Poser une question" hint="Votre nom ne paraît pas. N’écrivez rien de confidentiel : la question peut être publiée avec sa réponse." rows={3} maxLength={2_000} value={question} onChange={({ target }) => setQuestion(target.value)} />
      <div className="es-row es-gap-t">
        {isLong ? (
          <CommandButton command={send} input={question} kind="secondary">
            Envoyer la question
          </CommandButton>
        ) : (
          <span className="es-sm es-muted">Dix signes au moins.</span>
        )}
      </div>
      <CommandOutcome command={send} />
    </div>
  );
}
