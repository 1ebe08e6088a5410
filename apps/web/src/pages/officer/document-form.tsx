import { useQueryClient } from '@tanstack/react-query';
import { useId, useRef, useState, type ReactNode } from 'react';
import { documentKindNames, documentKinds, type DocumentKind } from '#domain/calls/document.rules.js';
import { fileGroups } from '#domain/shared/file-kind.js';
import type { CallDocument } from '../../components/call-documents.js';
import { Field, Select } from '../../components/field.js';
import { list } from '../../language/format.js';
import { fileGroupNames } from '../../language/words.js';
import { endings } from '../../uploads/endings.js';
import { TransferLine } from '../../uploads/transfer-line.js';
import { useTransfers } from '../../uploads/use-transfers.js';

const wordsOf = (kind: DocumentKind, title: string): string => `${kind} ${title.trim()}`;
const isTitle = (title: string): boolean => title.trim().length >= 3;

/** Sends files to a call; those on their way are shown by `Coming`. */
function useDocumentTransfers(callId: string, onArrived?: () => void): ReturnType<typeof useTransfers> {
  const queryClient = useQueryClient();
  return useTransfers({
    endpoint: `/api/calls/${callId}/uploads`,
    onArrived: () => {
      onArrived?.();
      void queryClient.invalidateQueries({ queryKey: ['documents', callId] });
    },
  });
}

const Coming = ({ transfers, pause, resume, cancel }: ReturnType<typeof useTransfers>): ReactNode =>
  transfers.length === 0 ? null : (
    <ul className="es-plain-list es-todo">
      {transfers.map((transfer) => (
        <TransferLine key={transfer.key} transfer={transfer} pause={pause} resume={resume} cancel={cancel} />
      ))}
    </ul>
  );

const KindSelect = ({ id, value, onChange }: { id: string; value: DocumentKind; onChange: (kind: DocumentKind) => void }): ReactNode => (
  <Select label="Sorte de document" id={id} value={value} onChange={({ target }) => onChange(target.value as DocumentKind)}>
    {documentKinds.map((kind) => (
      <option key={kind} value={kind}>
        {documentKindNames[kind]}
      </option>
    ))}
  </Select>
);

/** A new document: what it is, how it is called, then the file, which leaves as soon as it is chosen. */
export function AddDocument({ callId, isFirst }: { callId: string; isFirst: boolean }): ReactNode {
  const id = useId();
  const own = isFirst ? 'specification' : 'guide';
  const [kind, setKind] = useState<DocumentKind>(own);
  const [title, setTitle] = useState<string>(documentKindNames[own]);
  const [told, setTold] = useState(false);
  /** What was sent last: once it has come the fields are for another one; refused, it keeps its words for another try. */
  const sent = useRef<string>(undefined);
  const transfers = useDocumentTransfers(callId, () => {
    if (sent.current !== wordsOf(kind, title)) return;
    setKind('guide');
    setTitle(documentKindNames.guide);
  });
  const change = (next: DocumentKind): void => {
    if (title.trim() === '' || title === documentKindNames[kind]) setTitle(next === 'other' || next === 'template' ? '' : documentKindNames[next]);
    setKind(next);
  };
  const error = told && !isTitle(title) ? 'Donnez un titre d’au moins trois signes, puis choisissez le fichier de nouveau.' : undefined;
  return (
    <div className="es-panel es-gap-t es-stack">
      <h3 className="fr-h6 es-m0">Ajouter un document</h3>
      <div className="es-fields es-fields--two">
        <KindSelect id={`${id}-sorte`} value={kind} onChange={change} />
        <Field label="Titre du document" hint="Tel que le public le lit." id={`${id}-titre`} maxLength={200} value={title} error={error} onChange={({ target }) => setTitle(target.value)} />
      </div>
      <div className="fr-input-group">
        <label className="fr-label" htmlFor={`${id}-fichier`}>
          Fichier du document
          <span className="fr-hint-text">{list(fileGroups.map((group) => fileGroupNames[group]))}. Un envoi coupé reprend où il en était.</span>
        </label>
        <input
          type="file"
          id={`${id}-fichier`}
          className="es-file"
          accept={endings(fileGroups)}
          onChange={({ target }) => {
            const [file] = target.files ?? [];
            target.value = '';
            setTold(!isTitle(title));
            if (file === undefined || !isTitle(title)) return;
            transfers.send([file], { kind, title: title.trim() });
            sent.current = wordsOf(kind, title);
          }}
        />
      </div>
      <Coming {...transfers} />
    </div>
  );
}

/** Another file in the place of a document of a draft. */
export function ReplaceDocument({ callId, document: { id, kind, title } }: { callId: string; document: CallDocument }): ReactNode {
  const transfers = useDocumentTransfers(callId);
  return (
    <>
      <label className="fr-btn fr-btn--tertiary-no-outline fr-btn--sm es-filebutton">
        Remplacer <span className="es-vh">{title}</span>
        <input
          type="file"
          className="es-vh"
          accept={endings(fileGroups)}
          onChange={({ target }) => {
            const [file] = target.files ?? [];
            target.value = '';
            if (file !== undefined) transfers.send([file], { kind, title, replaces: id }, id);
          }}
        />
      </label>
      <Coming {...transfers} />
    </>
  );
}

/** The kind and the title of a document of a draft. */
export function DocumentWords({ document, onSave, onLeave }: { document: CallDocument; onSave: (words: Pick<CallDocument, 'kind' | 'title'>) => void; onLeave: () => void }): ReactNode {
  const id = useId();
  const [kind, setKind] = useState<DocumentKind>(document.kind);
  const [title, setTitle] = useState(document.title);
  const [told, setTold] = useState(false);
  return (
    <div className="es-stack es-gap-t">
      <div className="es-fields es-fields--two">
        <KindSelect id={`${id}-sorte`} value={kind} onChange={setKind} />
        <Field label="Nouveau titre" id={`${id}-titre`} maxLength={200} value={title} error={told && !isTitle(title) ? 'Donnez un titre d’au moins trois signes.' : undefined} onChange={({ target }) => setTitle(target.value)} />
      </div>
      <div className="es-row">
        <button type="button" className="fr-btn fr-btn--tertiary-no-outline fr-btn--sm" onClick={onLeave}>
          Renoncer
        </button>
        <button
          type="button"
          className="fr-btn fr-btn--secondary fr-btn--sm"
          onClick={() => {
            setTold(true);
            if (isTitle(title)) onSave({ kind, title: title.trim() });
          }}
        >
          Enregistrer le titre
        </button>
      </div>
    </div>
  );
}
