import type { ReactNode } from 'react';
import type { Schemas } from '../client/client.js';
import { fileSize } from '../language/format.js';
import { fileKindNames, scanWords } from '../language/words.js';
import { Icon } from '../shell/icons.js';

export type Attachment = Schemas['AttachmentDto'];

/** Files that may be read, and where each is: by its place among them. */
export interface GivenFiles {
  items: readonly Attachment[];
  address: (file: Attachment, index: number) => string;
}

/** Where a file of a dossier is given out. */
export const attachmentAddress = ({ id }: Pick<Attachment, 'id'>): string => `/api/attachments/${id}/download`;

/** What a file is, in one line: kind, size, what the antivirus said. */
export const describeFile = ({ kind, bytes, scan, signature }: Attachment): string => `${fileKindNames[kind]}, ${fileSize(bytes)}, ${scanWords[scan]}${signature === null ? '' : ` (${signature})`}`;

/** The files of one answer, each to be opened, but for those that are kept apart. */
export function FileList({ ids, files }: { ids: readonly string[]; files: GivenFiles }): ReactNode {
  const shown = ids.flatMap((id) => {
    const index = files.items.findIndex((one) => one.id === id);
    return index === -1 ? [] : [{ file: files.items[index]!, href: files.address(files.items[index]!, index) }];
  });
  if (shown.length === 0) return <p className="es-muted es-m0">{ids.length > 1 ? `${ids.length} fichiers` : 'Un fichier'}</p>;
  return (
    <ul className="es-plain-list es-files">
      {shown.map(({ file, href }) => (
        <li key={file.id}>
          {file.scan === 'infected' ? (
            <b className="es-break">{file.name}</b>
          ) : (
            <a href={href} className="es-break" download>
              <Icon name="download" /> {file.name}
            </a>
          )}
          <small className="es-block es-muted">{describeFile(file)}</small>
        </li>
      ))}
    </ul>
  );
}
