import type { ReactNode } from 'react';
import { Icon } from '../shell/icons.js';

/** A dossier as it was received, in one file: content, page to read, attachments, manifest. */
export const ArchiveLink = ({ address }: { address: string }): ReactNode => (
  <p className="es-m0">
    <a href={address} download>
      <Icon name="download" /> Tout télécharger (ZIP)
    </a>
  </p>
);
