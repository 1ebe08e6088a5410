import { useState, type ReactNode } from 'react';
import type { Fault } from '#domain/calls/definition.js';
import type { Criterion, Rubric } from '#domain/calls/rubric.rules.js';
import { Field, TextArea } from '../../../components/field.js';
import { faultAt, faultSentence } from '../../../language/problems/definitions.js';
import { KeyField } from '../form/key-field.js';
import { Leaving } from '../form/leaving.js';
import { Small } from '../form/field-details.js';
import { freeKey, moved, setIn } from '../form/form-edits.js';
import { NumberField } from '../../pole/typed-field.js';
import { relabelled, rescaled, withAnchors, withCriterion } from './rubric-edits.js';

/** Faults that stand under their field when the settings are open. */
const hasField = /\.(label|guidance|weight|scale|min|max|threshold)$|\.anchors\[\d+\]$/;

export const criterionId = (index: number): string => `critere-${index}`;

/** One criterion of the rubric being built. */
export function CriterionCard({ rubric, index, faults, isOpen, onOpen, onChange }: { rubric: Rubric; index: number; faults: readonly Fault[]; isOpen: boolean; onOpen: (index: number | undefined) => void; onChange: (rubric: Rubric) => void }): ReactNode {
  const [isLeaving, setIsLeaving] = useState(false);
  const criterion = rubric.criteria[index]!;
  const { scale, weight, threshold } = criterion;
  const name = criterion.label.trim() === '' ? `Critère ${index + 1}` : criterion.label;
  const own = faults.filter(({ path }) => path === `criteria[${index}]` || path.startsWith(`criteria[${index}].`));
  const move = (by: 1 | -1): void => {
    onChange({ ...rubric, criteria: moved(rubric.criteria, index, by) as Criterion[] });
    if (isOpen) onOpen(index + by);
  };
  return (
    <li className="es-buildcard" id={criterionId(index)} tabIndex={-1}>
      <div className="es-row es-row--between">
        <div className="es-buildcard__name">
          <b className="es-break">{name}</b>{' '}
          <span className="es-sm es-muted">
            {weight} %, de {scale.min} à {scale.max}
            {threshold === undefined ? '' : `, éliminatoire sous ${threshold}`}
          </span>
        </div>
        <span className="es-row es-buildcard__do">
          <button type="button" className="fr-btn fr-btn--tertiary-no-outline fr-btn--sm" aria-expanded={isOpen} onClick={() => onOpen(isOpen ? undefined : index)}>
            {isOpen ? 'Refermer' : 'Modifier'} <span className="es-vh">{name}</span>
          </button>
          <Small label={`Monter ${name}`} icon="up" off={index === 0} onClick={() => move(-1)} />
          <Small label={`Descendre ${name}`} icon="down" off={index === rubric.criteria.length - 1} onClick={() => move(1)} />
          <Small
            label={`Dupliquer ${name}`}
            icon="document"
            onClick={() => {
              const copy = { ...criterion, key: freeKey(rubric.criteria.map(({ key }) => key), criterion.key), label: `${criterion.label} (copie)` };
              onChange({ ...rubric, criteria: [...rubric.criteria.slice(0, index + 1), copy, ...rubric.criteria.slice(index + 1)] });
            }}
          />
          <Small label={`Supprimer ${name}`} icon="bin" onClick={() => setIsLeaving(true)} />
        </span>
      </div>
      {own
        .filter(({ path }) => !isOpen || !hasField.test(path))
        .map((fault) => (
          <p key={fault.path + fault.code} className="fr-error-text es-m0">
            {faultSentence(fault)}
          </p>
        ))}
      {isLeaving ? (
        <Leaving
          what={`« ${name} »`}
          count={0}
          onStay={() => setIsLeaving(false)}
          onLeave={() => {
            setIsLeaving(false);
            onOpen(undefined);
            onChange({ ...rubric, criteria: rubric.criteria.filter((_, at) => at !== index) });
          }}
        />
      ) : null}
      {isOpen ? <Settings rubric={rubric} index={index} faults={own} onChange={onChange} /> : null}
    </li>
  );
}

function Settings({ rubric, index, faults, onChange }: { rubric: Rubric; index: number; faults: readonly Fault[]; onChange: (rubric: Rubric) => void }): ReactNode {
  const criterion = rubric.criteria[index]!;
  const { scale } = criterion;
  const id = criterionId(index);
  const errorAt = (name: string): string | undefined => faultAt(faults, `criteria[${index}].${name}`);
  const set = (name: keyof Criterion, value: unknown): void => onChange(withCriterion(rubric, index, (one) => setIn(one, name, value)));
  const bound = (name: 'min' | 'max', label: string): ReactNode => <NumberField label={label} id={`${id}-${name}`} value={scale[name]} error={errorAt(`scale.${name}`) ?? (name === 'max' ? errorAt('scale') : undefined)} onValue={(value) => set('scale', rescaled(scale, { [name]: value } as Partial<typeof scale>))} onLeave={() => undefined} />;
  const tick = (name: 'mandatoryComment' | 'allowsNotApplicable', label: string, hint: string): ReactNode => (
    <div className="fr-checkbox-group">
      <input type="checkbox" id={`${id}-${name}`} checked={criterion[name]} onChange={({ target }) => set(name, target.checked)} />
      <label className="fr-label" htmlFor={`${id}-${name}`}>
        {label}
        <span className="fr-hint-text">{hint}</span>
      </label>
    </div>
  );
  return (
    <div className="es-stack--lg es-gap-t">
      <Field label="Critère" id={`${id}-libelle`} error={errorAt('label')} value={criterion.label} onChange={({ target }) => onChange(relabelled(rubric, index, target.value))} />
      <TextArea label="Ce qui est regardé (facultatif)" hint="Lu par les évaluateurs et par les candidats" id={`${id}-guide`} error={errorAt('guidance')} rows={3} value={criterion.guidance ?? ''} onChange={({ target }) => set('guidance', target.value)} />
      <div className="es-fields es-fields--two">
        <NumberField label="Poids, en %" id={`${id}-poids`} value={criterion.weight} error={errorAt('weight')} onValue={(value) => set('weight', value ?? 0)} onLeave={() => undefined} />
        <KeyField key={criterion.key} id={`${id}-cle`} value={criterion.key} taken={rubric.criteria.map(({ key }) => key)} onKey={(key) => set('key', key)} />
        {bound('min', 'Note la plus basse')}
        {bound('max', 'Note la plus haute')}
        <NumberField label="Seuil éliminatoire (facultatif)" hint="Une moyenne sous cette note élimine" id={`${id}-seuil`} value={criterion.threshold} error={errorAt('threshold')} onValue={(value) => set('threshold', value)} onLeave={() => undefined} />
      </div>
      <div>
        {tick('mandatoryComment', 'Motif attendu', 'Une évaluation ne se rend pas sans motif sur ce critère.')}
        {tick('allowsNotApplicable', 'Peut être sans objet', 'Le poids du critère se répartit alors sur les autres.')}
        <div className="fr-checkbox-group">
          <input type="checkbox" id={`${id}-reperes`} checked={scale.anchors !== undefined} onChange={({ target }) => set('scale', target.checked ? withAnchors(scale) : { min: scale.min, max: scale.max })} />
          <label className="fr-label" htmlFor={`${id}-reperes`}>
            Dire ce que vaut chaque note
            <span className="fr-hint-text">Un repère par note, montré à qui évalue.</span>
          </label>
        </div>
      </div>
      {scale.anchors?.map((anchor, at) => (
        <Field key={at} label={`Note ${scale.min + at}`} id={`${id}-repere-${at}`} error={errorAt(`scale.anchors[${at}]`)} value={anchor} onChange={({ target }) => set('scale', { ...scale, anchors: scale.anchors!.map((before, place) => (place === at ? target.value : before)) })} />
      ))}
    </div>
  );
}
