import { useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import type { Fault } from '#domain/calls/definition.js';
import { parseRubric, rubricFaults, type Rubric } from '#domain/calls/rubric.rules.js';
import type { Schemas } from '../../../client/client.js';
import { Chip } from '../../../components/chip.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { Message } from '../../../components/message.js';
import { SaveTrouble } from '../../../components/save-state.js';
import { counted } from '../../../language/format.js';
import { faultAt, faultOf } from '../../../language/problems/definitions.js';
import { Icon } from '../../../shell/icons.js';
import { PageHead } from '../../../shell/page.js';
import { NumberField } from '../../pole/typed-field.js';
import { Grid, MarkSoFar } from '../../reviewer/grid.js';
import { callQuery } from '../../visitor/queries.js';
import { callsTrail } from '../call-form.js';
import { DefinitionBar } from '../definition-bar.js';
import { useDefinitionDesk } from '../definition-desk.js';
import { setIn } from '../form/form-edits.js';
import { NotADraft } from '../not-a-draft.js';
import { CriterionCard, criterionId } from './criterion-card.js';
import { emptyRubric, evenly, newCriterion, weightOf } from './rubric-edits.js';

type Call = Schemas['CallDto'];

/** The rubric of a call in preparation: built, tried as a reviewer, saved explicitly. */
export function RubricBuilderPage(): ReactNode {
  const { id } = useParams({ from: '/instruction/appels/$id/grille' });
  const call = useSuspenseQuery(callQuery(id)).data;
  return call.state === 'draft' ? <Builder key={id} call={call} /> : <NotADraft call={call} what="grille" />;
}

const criterionIn = (path: string): number | undefined => {
  const [, index] = /^criteria\[(\d+)\]/.exec(path) ?? [];
  return index === undefined ? undefined : Number(index);
};

function Builder({ call }: { call: Call }): ReactNode {
  const desk = useDefinitionDesk<Rubric>(call, 'rubric', parseRubric, emptyRubric);
  const [isTrying, setIsTrying] = useState(false);
  const [asked, setAsked] = useState(0);
  const [open, setOpen] = useState<number>();
  const rubric = desk.value;
  const faults = rubricFaults(rubric);
  const save = (): void => {
    setAsked(asked + 1);
    if (faults.length === 0) return desk.save();
    setIsTrying(false);
    setOpen(faults.map(({ path }) => criterionIn(path)).find((index) => index !== undefined));
  };
  return (
    <>
      <PageHead
        title="Grille d’évaluation"
        trail={[...callsTrail, { label: call.title, to: '/instruction/appels/$id', params: { id: call.id } }]}
        lead={`${counted(rubric.criteria.length, 'critère')}. La grille change jusqu’à la publication de l’appel.`}
      />
      <div className="es-page es-end">
        <div className="es-callform">
          <div className="es-row es-gap-b" role="group" aria-label="Vue">
            <Chip label="Construire" on={!isTrying} onClick={() => setIsTrying(false)} />
            <Chip label="Essayer" on={isTrying} onClick={() => setIsTrying(true)} />
          </div>
          <SaveTrouble takesFocus desk={desk} show={(one) => <Outline rubric={one} />} />
          {isTrying ? <Trial rubric={rubric} faults={faults} /> : <Build key={desk.round} rubric={rubric} faults={asked > 0 ? faults : []} asked={asked} open={open} onOpen={setOpen} onChange={desk.change} />}
          <DefinitionBar desk={desk} what="grille" isNew={call.rubric === null} onSave={save} />
        </div>
      </div>
    </>
  );
}

function Build({ rubric, faults, asked, open, onOpen, onChange }: { rubric: Rubric; faults: readonly Fault[]; asked: number; open: number | undefined; onOpen: (index: number | undefined) => void; onChange: (rubric: Rubric) => void }): ReactNode {
  const weight = weightOf(rubric);
  const labelOf = (path: string): string => {
    const index = criterionIn(path);
    if (index === undefined) return path === 'eliminatoryThreshold' ? 'Seuil de l’ensemble' : 'Critères';
    return rubric.criteria[index]?.label.trim() ? rubric.criteria[index].label : `Critère ${index + 1}`;
  };
  const idOf = (path: string): string => {
    const index = criterionIn(path);
    return index === undefined ? (path === 'eliminatoryThreshold' ? 'seuil' : 'criteres') : criterionId(index);
  };
  return (
    <>
      <ErrorSummary key={asked} errors={faults.map(({ path, code }) => ({ id: idOf(path), label: labelOf(path), error: `${faultOf({ path, code })}.` }))} />
      <section className="es-sec" id="criteres" tabIndex={-1} aria-labelledby="titre-criteres">
        <h2 id="titre-criteres">Critères</h2>
        <p role="status">{weight === 100 ? 'Les poids font 100 % en tout.' : `Les poids font ${weight} % en tout. ${weight < 100 ? `Il manque ${100 - weight} %.` : `Retirez ${weight - 100} %.`}`}</p>
        <ol className="es-plain-list es-buildlist es-gap-t">
          {rubric.criteria.map((_, index) => (
            <CriterionCard key={index} rubric={rubric} index={index} faults={faults} isOpen={open === index} onOpen={onOpen} onChange={onChange} />
          ))}
        </ol>
        <div className="es-row es-gap-t">
          <button
            type="button"
            className="fr-btn fr-btn--secondary fr-btn--sm"
            onClick={() => {
              onChange({ ...rubric, criteria: [...rubric.criteria, newCriterion(rubric)] });
              onOpen(rubric.criteria.length);
              setTimeout(() => document.getElementById(`${criterionId(rubric.criteria.length)}-libelle`)?.focus());
            }}
          >
            <Icon name="plus" />
            Ajouter un critère
          </button>
          {rubric.criteria.length < 2 ? null : (
            <button type="button" className="fr-btn fr-btn--tertiary-no-outline fr-btn--sm" onClick={() => onChange(evenly(rubric))}>
              Répartir les poids à parts égales
            </button>
          )}
        </div>
      </section>
      <section className="es-sec" aria-labelledby="titre-ensemble">
        <h2 id="titre-ensemble">L’ensemble</h2>
        <NumberField
          label="Seuil éliminatoire de la note finale, sur 100 (facultatif)"
          hint="Un dossier dont la moyenne est en dessous n’est pas retenu"
          id="seuil"
          value={rubric.eliminatoryThreshold === undefined ? undefined : rubric.eliminatoryThreshold / 100}
          error={faultAt(faults, 'eliminatoryThreshold')}
          onValue={(value) => onChange(setIn(rubric, 'eliminatoryThreshold', typeof value === 'number' ? Math.round(value * 100) : value))}
          onLeave={() => undefined}
        />
      </section>
    </>
  );
}

/** The rubric as a reviewer sees it; the marks are kept nowhere. */
function Trial({ rubric, faults }: { rubric: Rubric; faults: readonly Fault[] }): ReactNode {
  const [marks, setMarks] = useState(() => rubric.criteria.map(({ key }) => ({ criterion: key, value: null as number | null, notApplicable: false, comment: '' })));
  if (faults.length > 0) return <Message tone="warn">La grille ne peut pas encore être essayée : {faultOf(faults[0]!)}.</Message>;
  return (
    <section className="es-narrow" aria-label="Essai de la grille">
      <Message tone="info">Essai : aucune note n’est enregistrée.</Message>
      <h2 className="es-vh">Grille d’évaluation</h2>
      <MarkSoFar rubric={rubric} marks={marks} />
      <Grid rubric={rubric} marks={marks} onChange={setMarks} readOnly={false} wanted={[]} />
    </section>
  );
}

const Outline = ({ rubric }: { rubric: Rubric }): ReactNode => (
  <ul>
    {rubric.criteria.map(({ key, label, weight }) => (
      <li key={key}>
        {label}, {weight} %
      </li>
    ))}
  </ul>
);
