import type { ReactNode } from 'react';
import type { CallDocument } from '../../components/call-documents.js';
import { Select } from '../../components/field.js';

interface BroughtDocumentsProps {
  waiting: readonly CallDocument[];
  inForce: readonly CallDocument[];
  /** By document: '' or absent, it goes on waiting; 'add'; or the id of the one whose place it takes. */
  brought: Readonly<Record<string, string>>;
  onChange: (brought: Record<string, string>) => void;
}

/** Which of the documents that wait an addendum brings, and what each replaces. */
export function BroughtDocuments({ waiting, inForce, brought, onChange }: BroughtDocumentsProps): ReactNode {
  if (waiting.length === 0) return null;
  return (
    <fieldset className="es-choices es-stack">
      <legend>
        Documents
        <span className="fr-hint-text">Ceux qui attendent. Un document remplacé reste à lire, avec le jour où il l’a été.</span>
      </legend>
      {waiting
        .filter(({ scan }) => scan !== 'infected')
        .map(({ id, title, name }) => (
          <Select key={id} label={`${title}, ${name}`} id={`additif-document-${id}`} value={brought[id] ?? ''} onChange={({ target }) => onChange({ ...brought, [id]: target.value })}>
            <option value="">Pas dans cet additif</option>
            <option value="add">L’ajouter</option>
            {inForce.map((one) => (
              <option key={one.id} value={one.id}>
                Il remplace « {one.title} », {one.name}
              </option>
            ))}
          </Select>
        ))}
    </fieldset>
  );
}
