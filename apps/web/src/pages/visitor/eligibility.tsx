import { useState, type ReactNode } from 'react';
import { checkComposition, computeVerdict, type Member } from '#domain/applications/eligibility.rules.js';
import { isPrivateLawPerson, slotsOf } from '#domain/directory/legal-category.js';
import { isSiren } from '#domain/directory/siren.js';
import type { Schemas } from '../../client/client.js';
import { Cells, type Cell, type Slot } from '../../components/cells.js';
import { Choices } from '../../components/field.js';
import { Message } from '../../components/message.js';
import { sentenceOfCode } from '../../language/problems.js';

/** Kinds of legal persons that people recognise, each with a legal category that stands for it in the rules. */
const kinds = [
  { value: '9220', label: 'Une association' },
  { value: '5460', label: 'Une coopérative, une SCOP ou une SCIC' },
  { value: '8210', label: 'Une mutuelle ou une fondation' },
  { value: '5710', label: 'Une société commerciale' },
  { value: '7210', label: 'Une commune ou une intercommunalité' },
  { value: '7383', label: 'Un établissement d’enseignement ou de recherche public' },
  { value: '1000', label: 'Une personne physique ou un entrepreneur individuel' },
  { value: '', label: 'Personne encore' },
] as const;
type Kind = (typeof kinds)[number]['value'];

const questions = ['Qui porte le dossier ?', 'Qui est le deuxième membre ?', 'Qui est le troisième membre ?'] as const;

/** A number that the rules accept and that belongs to nobody: what counts here is that the members differ. */
const fictitiousSiren = (index: number): string => {
  const start = `0000000${index}`;
  return Array.from('0123456789').map((last) => start + last).find(isSiren)!;
};
const memberOf = (kind: Kind, index: number): Member => ({ name: kinds.find(({ value }) => value === kind)!.label, siren: kind === '1000' ? null : fictitiousSiren(index + 1), legalCategory: kind, slots: [], evidence: '' });

/** The three places, from the domain's own composition check. */
function cellsOf(members: readonly Member[], profile: Schemas['CallDto']['compositionProfile']): Record<Slot, Cell> {
  const { slots } = checkComposition(members, profile);
  const cell = (slot: Slot): Cell => {
    const filledBy = members.find(({ siren }) => siren !== null && siren === slots[slot]);
    if (filledBy !== undefined) return { state: 'full', note: filledBy.name };
    const provable = members.find(({ siren, legalCategory }) => siren !== null && !Object.values(slots).includes(siren) && slotsOf(legalCategory).onEvidence.includes(slot));
    return provable === undefined ? { state: 'empty' } : { state: 'to-prove', note: `${provable.name}, sur pièce` };
  };
  return { ess: cell('ess'), 'non-ess': cell('non-ess'), other: cell('other') };
}

/** Four questions at most, nothing is recorded: the rules of the domain answer with their reasons, and say who decides. */
export function Eligibility({ call: { compositionProfile, prerequisite } }: { call: Schemas['CallDto'] }): ReactNode {
  const [answers, setAnswers] = useState<(Kind | undefined)[]>([]);
  const [declared, setDeclared] = useState<'oui' | 'non'>();
  const [step, setStep] = useState(0);
  const steps = questions.length + (prerequisite === null ? 0 : 1);
  const isLast = step === steps - 1;
  const onPrerequisite = prerequisite !== null && step === questions.length;
  const answered = onPrerequisite ? declared !== undefined : answers[step] !== undefined;
  const members = answers.flatMap((kind, index) => (kind === undefined || kind === '' ? [] : [memberOf(kind, index)]));

  return (
    <section className="es-band" id="eligible" aria-labelledby="eligible-titre">
      <div className="es-page es-two es-two--even">
        <div>
          <h2 id="eligible-titre">Votre pôle peut-il candidater ?</h2>
          <p className="es-muted">{steps === 4 ? 'Quatre questions' : 'Trois questions'}, une minute. Rien n’est enregistré.</p>
          <form className="es-gap-t" onSubmit={(event) => event.preventDefault()}>
            <p className="es-overline es-num">
              Question {step + 1} sur {steps}
            </p>
            {onPrerequisite ? (
              <Choices
                key="prerequisite"
                legend={`${prerequisite} : est-ce votre cas ?`}
                options={[
                  { value: 'oui', label: 'Oui' },
                  { value: 'non', label: 'Non' },
                ]}
                value={declared}
                onChoose={setDeclared}
              />
            ) : (
              <Choices
                key={step}
                legend={questions[step]}
                options={kinds.filter(({ value }) => step > 0 || value !== '')}
                value={answers[step]}
                onChoose={(kind) => setAnswers((before) => questions.map((_, index) => (index === step ? kind : before[index])))}
              />
            )}
            <div className="es-row es-gap-t">
              {isLast ? null : (
                <button type="button" className="fr-btn fr-btn--secondary" disabled={!answered} onClick={() => setStep(step + 1)}>
                  Question suivante
                </button>
              )}
              {step === 0 ? null : (
                <button type="button" className="fr-btn fr-btn--tertiary-no-outline" onClick={() => setStep(step - 1)}>
                  Revenir
                </button>
              )}
            </div>
          </form>
        </div>
        <div>
          <Cells cells={cellsOf(members, compositionProfile)} />
          <div role="status" className="es-gap-t">
            <Outcome answers={answers} members={members} profile={compositionProfile} prerequisite={prerequisite} declared={declared} isDone={isLast && answered} />
          </div>
        </div>
      </div>
    </section>
  );
}

const whoDecides = 'La décision appartient au ministère, pièces à l’appui. Décret n° 2015-431, article 3.';

function Outcome({ answers, members, profile, prerequisite, declared, isDone }: { answers: readonly (Kind | undefined)[]; members: readonly Member[]; profile: Schemas['CallDto']['compositionProfile']; prerequisite: string | null; declared: 'oui' | 'non' | undefined; isDone: boolean }): ReactNode {
  const carrier = answers[0];
  if (carrier === undefined) return <Message tone="info" more={whoDecides}>Répondez aux questions : les trois places se remplissent.</Message>;
  const { conditions } = computeVerdict({
    pole: { legalCategory: carrier },
    members,
    profile,
    requiresPrerequisite: prerequisite !== null,
    prerequisite: declared === undefined ? null : { declared: declared === 'oui', validated: null },
    findings: {},
  });
  const unmet = conditions.filter(({ met, key }) => met === false && (isDone || key === 'private-law')).flatMap(({ reasons }) => reasons);
  if (unmet.length > 0) {
    return (
      <Message tone="warn" more={whoDecides}>
        <b>{isDone ? 'En l’état, votre pôle ne remplit pas les conditions.' : 'Un point bloque déjà.'}</b> {unmet.map(sentenceOfCode).join(' ')}
      </Message>
    );
  }
  if (!isDone) return <Message tone="info" more={whoDecides}>Jusqu’ici, rien ne s’oppose à votre candidature.</Message>;
  return (
    <Message tone="ok" more={whoDecides}>
      <b>Votre pôle peut candidater.</b> {isPrivateLawPerson(carrier) === 'manual' ? sentenceOfCode('eligibility.private-law-to-check') : 'Restent quatre conditions que le ministère apprécie sur le dossier : innovation, territoire, cahier des charges, aides déjà reçues.'}
    </Message>
  );
}
