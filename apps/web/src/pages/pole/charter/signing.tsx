import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { assessmentLevels, longestComment, longestFunction } from '#domain/charters/assessment.rules.js';
import { api, ask, type Schemas } from '../../../client/client.js';
import { CommandButton, CommandOutcome } from '../../../commands/command.js';
import { useCommand } from '../../../commands/use-command.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { Choices, Field, TextArea } from '../../../components/field.js';
import { Message } from '../../../components/message.js';
import { SaveState, SaveTrouble } from '../../../components/save-state.js';
import { useKeptText } from '../../../drafts/kept-text.js';
import { forget } from '../../../drafts/storage.js';
import { useDraft } from '../../../drafts/use-draft.js';
import { mayBeSent } from '../../../drafts/draft.js';
import { day } from '../../../language/format.js';
import { assessmentWords } from '../../../language/words.js';
import { useSession } from '../../../session/site.js';
import { answersOf, assessmentOf, commentOf, levelOf, mergeFor, unanswered, withComment, withLevel, type Assessment } from './assessment.js';
import { assessmentQuery } from './queries.js';

/** How long after the last change the answers leave by themselves, ms. */
const pause = 1_200;
const options = assessmentLevels.map((value) => ({ value, label: assessmentWords[value].word }));
const idOf = (item: string): string => `engagement-${item}`;

/** The self-assessment, kept as it is written, and the signature that ends it. */
export function SigningForm({ poleId, poleName, charter, assessment }: { poleId: string; poleName: string; charter: Schemas['AssessedCharterDto']; assessment: Schemas['AssessmentDto'] }): ReactNode {
  const queryClient = useQueryClient();
  const userId = useSession()?.userId ?? 'visiteur';
  const { items } = charter;
  const path = { params: { path: { id: poleId } } };
  const subject = `charter.${poleId}.${charter.id}`;
  const savedOf = ({ answers, version }: Schemas['AssessmentDto']): { value: Assessment; version: number } => ({ value: assessmentOf(items, answers), version });
  const desk = useDraft<Assessment>({
    subject,
    saved: savedOf(assessment),
    save: async (value, version) => (await ask(api.PUT('/api/poles/{id}/charter-assessment', { ...path, body: { charterId: charter.id, version, answers: answersOf(items, value) } }))).version,
    reload: async () => savedOf(await queryClient.fetchQuery({ ...assessmentQuery(poleId), staleTime: 0, retry: false })),
    merge: mergeFor(items),
    afterMs: pause,
  });
  // What was typed last leaves with the page, unless it is signed.
  const latest = useRef(desk);
  const isSigned = useRef(false);
  useEffect(() => {
    latest.current = desk;
  });
  useEffect(
    () => () => {
      if (!isSigned.current && mayBeSent(latest.current.draft)) latest.current.save();
    },
    [],
  );
  return (
    <div className="es-callform es-stack es-stack--lg">
      <div className="es-row es-row--between">
        <h2 className="es-m0">{charter.title}</h2>
        <SaveState desk={desk} />
      </div>
      {charter.preamble === '' ? null : <p className="es-written">{charter.preamble}</p>}
      {assessment.carriedFrom === null ? null : (
        <Message tone="info" more="Relisez-les : elles valent pour cette version une fois signées.">
          Vos réponses du {day(assessment.carriedFrom)} sont reprises pour les engagements qui n’ont pas changé.
        </Message>
      )}
      <SaveTrouble desk={desk} show={(value) => <Summary items={items} value={value} />} />
      <Sign poleId={poleId} poleName={poleName} charter={charter} value={desk.value} onSigned={() => {
        isSigned.current = true;
        forget(userId, subject);
      }}>
        {(missing) =>
          items.map(({ key, title, help }, index) => (
            <div key={key} className="es-stack">
              <Choices
                legend={`${index + 1}. ${title}`}
                {...(help === '' ? {} : { hint: help })}
                name={idOf(key)}
                options={options}
                value={levelOf(desk.value, key)}
                error={missing.has(key) ? 'Dites où en est le pôle.' : undefined}
                onChoose={(level) => desk.change(withLevel(items, desk.value, key, level))}
              />
              <TextArea label="Commentaire (facultatif)" aria-label={`Commentaire sur « ${title} » (facultatif)`} id={`${idOf(key)}-commentaire`} rows={2} maxLength={longestComment} value={commentOf(desk.value, key)} onChange={({ target }) => desk.change(withComment(items, desk.value, key, target.value))} />
            </div>
          ))
        }
      </Sign>
    </div>
  );
}

const Summary = ({ items, value }: { items: readonly Schemas['CharterItemDto'][]; value: Assessment }): ReactNode => (
  <ul>
    {items.map(({ key, title }) => {
      const level = levelOf(value, key);
      return (
        <li key={key}>
          {title} : {level === undefined ? 'sans réponse' : assessmentWords[level].word.toLowerCase()}
          {commentOf(value, key) === '' ? '' : `, ${commentOf(value, key)}`}
        </li>
      );
    })}
  </ul>
);

/** Who signs, in which function, and whether everybody reads the answers; what is missing is told once one has tried. */
function Sign({ poleId, poleName, charter, value, onSigned, children }: { poleId: string; poleName: string; charter: Schemas['AssessedCharterDto']; value: Assessment; onSigned: () => void; children: (missing: ReadonlySet<string>) => ReactNode }): ReactNode {
  const [signedAs, setSignedAs] = useKeptText(`charter.${poleId}`);
  const [isPublic, setIsPublic] = useState(false);
  const [tried, setTried] = useState(0);
  const left = unanswered(charter.items, value);
  const lacksFunction = signedAs.trim().length < 2;
  const errors = [
    ...left.map(({ key, title }) => ({ id: `${idOf(key)}-${assessmentLevels[0]}`, label: title, error: 'Dites où en est le pôle.' })),
    ...(lacksFunction ? [{ id: 'fonction', label: 'En qualité de', error: 'Indiquez la fonction de la personne qui signe.' }] : []),
  ];
  const sign = useCommand<void>({
    act: async () => {
      await ask(api.POST('/api/poles/{id}/charter-signatures', { params: { path: { id: poleId } }, body: { charterId: charter.id, answers: answersOf(charter.items, value), signedAs: signedAs.trim(), isPublic } }));
      onSigned();
    },
    done: () => 'La charte est signée.',
    refreshes: [['charters'], ['pole-charter'], ['applications']],
  });
  return (
    <>
      <ErrorSummary key={tried} errors={tried > 0 ? errors : []} />
      {children(new Set(tried > 0 ? left.map(({ key }) => key) : []))}
      <section className="es-panel es-stack" aria-labelledby="signer">
        <h2 id="signer" className="es-panel__h es-m0">
          Signer au nom de {poleName}
        </h2>
        <p className="es-m0">La signature garde ces réponses telles quelles, avec votre nom, votre fonction et l’instant. Elle ne change plus ; une version plus récente de la charte en demandera une autre.</p>
        <Field label="En qualité de" hint="Votre fonction dans le pôle, par exemple présidente." id="fonction" className="es-narrow" maxLength={longestFunction} value={signedAs} error={tried > 0 && lacksFunction ? 'Indiquez la fonction de la personne qui signe.' : undefined} onChange={({ target }) => setSignedAs(target.value)} />
        <div className="fr-checkbox-group">
          <input type="checkbox" id="public" checked={isPublic} onChange={({ target }) => setIsPublic(target.checked)} />
          <label className="fr-label" htmlFor="public">
            Publier nos réponses et nos commentaires sur la page du pôle
            <span className="fr-hint-text">Vous pourrez changer d’avis. La version signée et le jour sont publics dans tous les cas.</span>
          </label>
        </div>
        <div>
          {errors.length === 0 ? (
            <CommandButton command={sign} input={undefined}>
              Signer la charte
            </CommandButton>
          ) : (
            <button type="button" className="fr-btn" onClick={() => setTried(tried + 1)}>
              Signer la charte
            </button>
          )}
        </div>
        <CommandOutcome command={sign} />
      </section>
    </>
  );
}
