import type { ReactNode } from 'react';
import type { Field } from '#domain/calls/form.js';
import { counted } from '../../../language/format.js';

/** The files of an answer. */
export function AttachmentField({ field, value, onChange }: { applicationId: string; field: Field; value: string[]; onChange: (value: string[]) => void }): ReactNode {
  return (
    <fieldset className="es-choices">
      <legend>{field.required ? field.label : `${field.label} (facultatif)`}</legend>
      <p className="es-muted es-m0">Le dépôt de fichiers viendra avec les pièces jointes.</p>
      {value.length === 0 ? null : <p>{counted(value.length, 'pièce jointe', 'pièces jointes')} :</p>}
      <ul className="es-plain-list">
        {value.map((id) => (
          <li key={id} className="es-row">
            <span className="es-break">{id}</span>
            <button type="button" className="fr-btn fr-btn--tertiary-no-outline fr-btn--sm" onClick={() => onChange(value.filter((one) => one !== id))}>
              Retirer <span className="es-vh">{id}</span>
            </button>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
