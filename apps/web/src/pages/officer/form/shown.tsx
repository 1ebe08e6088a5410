import type { ReactNode } from 'react';
import type { Field as FormField } from '#domain/calls/form.js';
import { ConditionEditor, firstCondition } from './condition-editor.js';

/** When something is shown: always, or if a condition holds. */
export function Shown({ showIf, earlier, id, what, onChange }: { showIf: FormField['showIf']; earlier: readonly FormField[]; id: string; what: string; onChange: (showIf: FormField['showIf']) => void }): ReactNode {
  if (showIf === undefined) {
    return earlier.length === 0 ? null : (
      <button type="button" className="fr-btn fr-btn--tertiary-no-outline fr-btn--sm" onClick={() => onChange(firstCondition(earlier))}>
        N’afficher {what} que sous condition
      </button>
    );
  }
  return (
    <fieldset className="es-fieldset">
      <legend>Afficher {what} si</legend>
      <ConditionEditor condition={showIf} earlier={earlier} id={id} onChange={onChange} />
    </fieldset>
  );
}
