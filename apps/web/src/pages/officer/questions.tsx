import { useInfiniteQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { api, ask, type Schemas } from '../../client/client.js';
import { CommandButton, CommandOutcome } from '../../commands/command.js';
import { useCommand } from '../../commands/use-command.js';
import { TextArea } from '../../components/field.js';
import { counted, dayAndTime } from '../../language/format.js';
import { itemsOf } from '../../lists/keyset.js';
import { MoreButton, moreOf } from '../../lists/more-button.js';
import { questionsQuery } from '../visitor/queries.js';

/** The questions about a call: those that wait first, with a place to answer. */
export function DeskQuestions({ callId, mayAnswer }: { callId: string; mayAnswer: boolean }): ReactNode {
  const list = useInfiniteQuery(questionsQuery(callId));
  const questions = list.data === undefined ? [] : itemsOf(list.data);
  const waiting = questions.filter(({ state }) => state === 'asked');
  return (
    <section className="es-sec" aria-labelledby="questions-posees">
      <h2 id="questions-posees">Questions</h2>
      <p>{waiting.length === 0 ? 'Aucune question n’attend de réponse.' : `${counted(waiting.length, 'question attend', 'questions attendent')} une réponse.`}</p>
      {waiting.map((question) => (
        <Waiting key={question.id} callId={callId} question={question} mayAnswer={mayAnswer} />
      ))}
      {questions
        .filter(({ state }) => state === 'answered')
        .map(({ id, question, answer, isPublic }) => (
          <details key={id} className="es-gap-t">
            <summary>{question}</summary>
            <p className="es-written">{answer}</p>
            <p className="es-sm es-muted">{isPublic ? 'Publiée.' : 'Envoyée à la personne seule.'}</p>
          </details>
        ))}
      <MoreButton more={moreOf(list)} look="secondary" />
    </section>
  );
}

function Waiting({ callId, question, mayAnswer }: { callId: string; question: Schemas['QuestionDto']; mayAnswer: boolean }): ReactNode {
  const [answer, setAnswer] = useState('');
  const reply = useCommand<boolean>({
    act: (isPublic) => ask(api.POST('/api/questions/{id}/answer', { params: { path: { id: question.id } }, body: { answer: answer.trim(), isPublic } })),
    done: () => 'La réponse est envoyée.',
    refreshes: [['questions', callId]],
  });
  const ready = answer.trim().length >= 2;
  return (
    <div className="es-panel es-gap-t es-stack">
      <p className="es-written">{question.question}</p>
      <p className="es-sm es-muted">Posée le {dayAndTime(question.askedAt)}.</p>
      {mayAnswer ? (
        <>
          <TextArea label="Réponse" rows={3} maxLength={5_000} value={answer} onChange={({ target }) => setAnswer(target.value)} />
          {ready ? (
            <div className="es-row">
              <CommandButton command={reply} input={false} kind="secondary">
                Répondre à la personne seule
              </CommandButton>
              <CommandButton command={reply} input>
                Répondre et publier
              </CommandButton>
            </div>
          ) : null}
          <CommandOutcome command={reply} />
        </>
      ) : null}
    </div>
  );
}
