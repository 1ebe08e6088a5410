import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { wasPublished } from '#domain/calls/call.rules.js';
import { api, ask, type Schemas } from '../../client/client.js';
import { CommandButton, CommandOutcome } from '../../commands/command.js';
import { useCommand } from '../../commands/use-command.js';
import { describeDocument, documentAddress, EarlierVersions, sorted, type CallDocument } from '../../components/call-documents.js';
import { Message } from '../../components/message.js';
import { scanWords } from '../../language/words.js';
import { Icon } from '../../shell/icons.js';
import { documentsQuery } from '../visitor/queries.js';
import { AddDocument, DocumentWords, ReplaceDocument } from './document-form.js';
import { moved } from './form/form-edits.js';

type Call = Schemas['CallDto'];

/** What a call gives to download: put together freely in a draft, brought by an addendum afterwards. */
export function DeskDocuments({ call, mayEdit }: { call: Call; mayEdit: boolean }): ReactNode {
  const documents = useQuery(documentsQuery(call.id)).data;
  const { inForce, waiting } = sorted(documents ?? []);
  const isDraft = !wasPublished(call.state);
  const isDiscarded = call.state === 'discarded';
  const held = isDraft ? waiting : [...inForce.map(({ document }) => document), ...waiting];
  return (
    <section className="es-sec" aria-labelledby="documents-a-telecharger">
      <h2 id="documents-a-telecharger">Documents à télécharger</h2>
      <p>{isDiscarded ? 'Ceux que cet appel aurait donnés.' : isDraft ? 'Ils paraissent avec l’appel. L’appel publié, ils ne changent que par un additif.' : 'Ceux de l’appel publié ne changent que par un additif : ajoutez ici le nouveau fichier, puis proposez l’additif qui l’apporte.'}</p>
      {documents === undefined || isDiscarded || held.some(({ kind }) => kind === 'specification') ? null : <NoSpecification isDraft={isDraft} />}
      {isDraft ? (
        <DraftDocuments callId={call.id} documents={waiting} mayEdit={mayEdit} />
      ) : (
        <>
          <ul className="es-plain-list es-todo">
            {inForce.map(({ document, earlier }) => (
              <li key={document.id}>
                <div>
                  <Shown document={document} />
                  <EarlierVersions earlier={earlier} />
                </div>
              </li>
            ))}
          </ul>
          {waiting.length === 0 ? null : (
            <>
              <h3 className="es-gap-t">En attente d’un additif</h3>
              <ul className="es-plain-list es-todo">
                {waiting.map((document) => (
                  <li key={document.id}>
                    <div>
                      <Shown document={document} />
                    </div>
                    {mayEdit ? <Remove document={document} /> : null}
                  </li>
                ))}
              </ul>
            </>
          )}
        </>
      )}
      {mayEdit && call.state !== 'closed' && documents !== undefined ? <AddDocument callId={call.id} isFirst={held.length === 0} /> : null}
    </section>
  );
}

/** Nothing keeps a call from being published without one; it is said. */
export const NoSpecification = ({ isDraft }: { isDraft: boolean }): ReactNode => (
  <Message tone="warn" more={isDraft ? 'L’appel peut être publié sans lui ; un additif sera alors nécessaire pour l’apporter.' : 'Un additif peut l’apporter.'}>
    Aucun cahier des charges n’est joint à cet appel.
  </Message>
);

/** A document as the desk sees it: what the antivirus said too, and whether the public is given it. */
function Shown({ document }: { document: CallDocument }): ReactNode {
  const { title, name, scan, isGiven } = document;
  return (
    <>
      {isGiven ? (
        <a href={documentAddress(document)} className="es-break" download>
          {title}
        </a>
      ) : (
        <b className="es-break">{title}</b>
      )}
      <small className="es-break">
        {describeDocument(document)}, {name}, {scanWords[scan]}.
      </small>
      {scan === 'infected' ? <p className="fr-error-text">L’antivirus a trouvé un programme malveillant dans ce fichier : personne ne peut le télécharger. Remplacez-le.</p> : null}
      {scan === 'pending' ? <small>Le public pourra le télécharger quand l’analyse n’aura rien trouvé.</small> : null}
      {scan === 'unscanned' && !isGiven ? <p className="fr-error-text">Aucun antivirus ne l’a analysé : le public ne peut pas le télécharger. Demandez à l’exploitation d’en brancher un.</p> : null}
    </>
  );
}

function DraftDocuments({ callId, documents, mayEdit }: { callId: string; documents: readonly CallDocument[]; mayEdit: boolean }): ReactNode {
  const [renamed, setRenamed] = useState<string>();
  const arrange = useCommand<readonly Pick<CallDocument, 'id' | 'kind' | 'title'>[]>({
    act: (wanted) => ask(api.PUT('/api/calls/{id}/documents', { params: { path: { id: callId } }, body: { documents: wanted.map(({ id, kind, title }) => ({ id, kind, title })) } })),
    done: () => 'C’est enregistré.',
    refreshes: [['documents', callId]],
    onDone: () => setRenamed(undefined),
  });
  const move = (index: number, by: 1 | -1): ReactNode => {
    const { title } = documents[index]!;
    const label = `${by === -1 ? 'Monter' : 'Descendre'} « ${title} »`;
    const isAtEnd = index === (by === -1 ? 0 : documents.length - 1);
    return (
      <button type="button" className="fr-btn fr-btn--tertiary-no-outline fr-btn--icon" aria-label={label} title={label} disabled={isAtEnd} onClick={() => arrange.run(moved(documents, index, by))}>
        <Icon name={by === -1 ? 'up' : 'down'} />
      </button>
    );
  };
  return (
    <>
      <ol className="es-plain-list es-todo">
        {documents.map((document, index) => (
          <li key={document.id}>
            <div>
              <Shown document={document} />
              {renamed === document.id ? <DocumentWords document={document} onSave={(words) => arrange.run(documents.map((one) => (one.id === document.id ? { ...one, ...words } : one)))} onLeave={() => setRenamed(undefined)} /> : null}
            </div>
            {mayEdit ? (
              <span className="es-todo__end es-todo__end--many">
                {move(index, -1)}
                {move(index, 1)}
                {renamed === document.id ? null : (
                  <button type="button" className="fr-btn fr-btn--tertiary-no-outline fr-btn--sm" onClick={() => setRenamed(document.id)}>
                    Renommer <span className="es-vh">{document.title}</span>
                  </button>
                )}
                <ReplaceDocument callId={callId} document={document} />
                <Remove document={document} />
              </span>
            ) : null}
          </li>
        ))}
      </ol>
      <CommandOutcome command={arrange} />
    </>
  );
}

function Remove({ document: { id, title } }: { document: CallDocument }): ReactNode {
  const remove = useCommand({
    act: () => ask(api.DELETE('/api/documents/{id}', { params: { path: { id } } })),
    done: () => 'Le document est retiré.',
    refreshes: [['documents']],
  });
  return (
    <span>
      <CommandButton command={remove} input={undefined} kind="text" small>
        <Icon name="bin" />
        Retirer <span className="es-vh">{title}</span>
      </CommandButton>
      <CommandOutcome command={remove} />
    </span>
  );
}
