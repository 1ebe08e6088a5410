import type { ReactNode } from 'react';
import { Field, Select } from '../../components/field.js';
import { minuteAfter, type CallInput, type InputError } from './call-input.js';

type Phase = CallInput['phases'][number];

/** The periods of a call: added, removed, each with the one whose laureates it is for. */
export function PhaseFields({ phases, onPhases, errors }: { phases: readonly Phase[]; onPhases: (phases: Phase[]) => void; errors: readonly InputError[] }): ReactNode {
  const set = (index: number, one: Partial<Phase>): void => onPhases(phases.map((before, at) => (at === index ? { ...before, ...one } : before)));
  const remove = (index: number): void =>
    onPhases(phases.flatMap((phase, at) => (at === index ? [] : [{ ...phase, requires: Number(phase.requires) === index + 1 ? '' : Number(phase.requires) > index + 1 ? String(Number(phase.requires) - 1) : phase.requires }])));
  return (
    <>
      {phases.map(({ title, opens, closes, requires }, index) => (
        <fieldset key={index} className="es-fieldset">
          <legend>Période {index + 1}</legend>
          <div className="es-fields es-fields--three">
            <Field label="Nom de la période" id={`periode-${index}`} value={title} onChange={({ target }) => set(index, { title: target.value })} maxLength={200} />
            <Field label="Ouverture" type="datetime-local" id={`ouverture-${index}`} error={errors.find(({ id }) => id === `ouverture-${index}`)?.error} value={opens} onChange={({ target }) => set(index, { opens: target.value })} />
            <Field label="Clôture" type="datetime-local" id={`cloture-${index}`} value={closes} onChange={({ target }) => set(index, { closes: target.value })} />
            {index === 0 ? null : (
              <Select label="Réservée aux lauréats de" id={`lauréats-${index}`} value={requires} onChange={({ target }) => set(index, { requires: target.value })}>
                <option value="">Personne en particulier</option>
                {phases.slice(0, index).map((phase, at) => (
                  <option key={at} value={at + 1}>
                    {phase.title}
                  </option>
                ))}
              </Select>
            )}
          </div>
          {phases.length === 1 ? null : (
            <button type="button" className="fr-btn fr-btn--tertiary-no-outline fr-btn--sm" onClick={() => remove(index)}>
              Retirer la période {index + 1}
            </button>
          )}
        </fieldset>
      ))}
      <div className="es-row es-gap-t">
        <button type="button" className="fr-btn fr-btn--secondary fr-btn--sm" onClick={() => onPhases([...phases, { title: `Période ${phases.length + 1}`, opens: minuteAfter(phases.at(-1)?.closes ?? ''), closes: '', requires: '' }])}>
          Ajouter une période
        </button>
      </div>
    </>
  );
}
