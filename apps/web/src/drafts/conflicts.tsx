import { useState, type ReactNode } from 'react';
import { mayKeepBoth, settledAnswers, type Choice, type FieldConflict, type Merged } from '#domain/applications/merge.rules.js';
import type { Answers } from '#domain/calls/form.js';
import { Choices } from '../components/field.js';
import { counted } from '../language/format.js';

/**
 * Fields that two people changed, each with both texts and the choice between them. What one types meanwhile goes on being one's own text; nothing
 * is saved before each field has its choice.
 */
export function Conflicts({ merged, who, labelOf, show, onSettle }: { merged: Merged; who: string | undefined; labelOf: (key: string) => string; show: (key: string, value: unknown) => ReactNode; onSettle: (answers: Answers) => void }): ReactNode {
  const [choices, setChoices] = useState<Readonly<Record<string, Choice | undefined>>>({});
  const answers = settledAnswers(merged, choices);
  const left = merged.conflicts.filter(({ key }) => choices[key] === undefined).length;
  const options = (conflict: FieldConflict): { value: Choice; label: string; hint?: string }[] => [
    { value: 'mine', label: 'Garder ma version' },
    { value: 'theirs', label: 'Prendre l’autre version' },
    ...(mayKeepBoth(conflict) ? [{ value: 'both' as const, label: 'Garder les deux', hint: 'La mienne, puis l’autre : à relire ensuite.' }] : []),
  ];
  return (
    <section className="es-panel es-stack" aria-label="Deux versions à départager">
      <h2 className="es-panel__h">{who === undefined ? 'Une autre personne a changé cette rubrique' : `${who} a changé cette rubrique`}</h2>
      <p className="es-muted">
        {merged.conflicts.length === 1 ? 'Une réponse a changé des deux côtés.' : `${counted(merged.conflicts.length, 'réponse')} ont changé des deux côtés.`} Votre texte n’est pas perdu : choisissez, puis enregistrez. Les autres réponses sont déjà réunies.
      </p>
      {merged.conflicts.map((conflict) => (
        <div key={conflict.key} className="es-stack">
          <dl className="es-facts">
            <div>
              <dt>{labelOf(conflict.key)} : votre version, non enregistrée</dt>
              <dd className="es-break">{show(conflict.key, conflict.mine)}</dd>
            </div>
            <div>
              <dt>{labelOf(conflict.key)} : l’autre version, enregistrée</dt>
              <dd className="es-break">{show(conflict.key, conflict.theirs)}</dd>
            </div>
          </dl>
          <Choices
            legend={`${labelOf(conflict.key)} : que garder ?`}
            name={`choix-${conflict.key}`}
            options={options(conflict)}
            value={choices[conflict.key]}
            onChoose={(choice) => setChoices((before) => ({ ...before, [conflict.key]: choice }))}
          />
        </div>
      ))}
      <div className="es-row">
        <button type="button" className="fr-btn" aria-disabled={answers === undefined} onClick={() => (answers === undefined ? undefined : onSettle(answers))}>
          Enregistrer mes choix
        </button>
        <span role="status" className="es-sm es-muted">
          {left === 0 ? '' : `Il reste ${counted(left, 'choix', 'choix')} à faire.`}
        </span>
      </div>
    </section>
  );
}
