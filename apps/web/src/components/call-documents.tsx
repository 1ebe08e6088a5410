import type { ReactNode } from 'react';
import { documentKindNames } from '#domain/calls/document.rules.js';
import type { Schemas } from '../client/client.js';
import { day, fileSize } from '../language/format.js';
import { fileKindNames } from '../language/words.js';

export type CallDocument = Schemas['DocumentDto'];

/** Where a document is given out: by what it is, for ever. */
export const documentAddress = ({ sha256, name }: Pick<CallDocument, 'sha256' | 'name'>): string => `/api/documents/${sha256}/${encodeURIComponent(name)}`;

/** Kind, format, size and day of a document, in one line; the kind where its title does not say it. */
export function describeDocument({ kind, title, fileKind, bytes, publishedAt, addedAt }: CallDocument): string {
  const what = title.toLowerCase().includes(documentKindNames[kind].toLowerCase()) || kind === 'other' ? '' : `${documentKindNames[kind]}, `;
  return `${what}${fileKindNames[fileKind]}, ${fileSize(bytes)}, ${publishedAt === null ? `ajouté le ${day(addedAt)}` : day(publishedAt)}`;
}

/** « Télécharger le cahier des charges »: the title as it goes on in a sentence, or in quotation marks. */
export const downloadWords = (title: string): string => (title === documentKindNames.specification ? 'Télécharger le cahier des charges' : `Télécharger « ${title} »`);

/** The documents in force, each with those that it replaced, the last first; those that wait for an addendum apart. */
export function sorted(documents: readonly CallDocument[]): { inForce: { document: CallDocument; earlier: CallDocument[] }[]; waiting: CallDocument[] } {
  const byId = new Map(documents.map((one) => [one.id, one]));
  const earlierOf = ({ replaces }: CallDocument): CallDocument[] => {
    const before = replaces === null ? undefined : byId.get(replaces);
    return before === undefined ? [] : [before, ...earlierOf(before)];
  };
  return {
    inForce: documents.filter(({ publishedAt, replacedAt }) => publishedAt !== null && replacedAt === null).map((document) => ({ document, earlier: earlierOf(document) })),
    waiting: documents.filter(({ publishedAt }) => publishedAt === null),
  };
}

/** What a document replaced: still there to read, with the day on which it was. */
export const EarlierVersions = ({ earlier }: { earlier: readonly CallDocument[] }): ReactNode =>
  earlier.length === 0 ? null : (
    <details className="es-sm es-earlier">
      <summary>{earlier.length === 1 ? 'Version précédente' : `${earlier.length} versions précédentes`}</summary>
      <ul className="es-plain-list es-files">
        {earlier.map((one) => (
          <li key={one.id}>
            {one.isGiven ? (
              <a href={documentAddress(one)} className="es-break" download>
                {one.title}
              </a>
            ) : (
              <b className="es-break">{one.title}</b>
            )}
            <small className="es-block es-muted">
              {describeDocument(one)}
              {one.replacedAt === null ? '' : `, remplacé le ${day(one.replacedAt)}`}
            </small>
          </li>
        ))}
      </ul>
    </details>
  );
