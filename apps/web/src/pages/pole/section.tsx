import { Link, useParams, useSearch } from '@tanstack/react-router';
import { useEffect, useState, type ReactNode } from 'react';
import { mergeAnswers } from '#domain/applications/merge.rules.js';
import { evaluate } from '#domain/calls/evaluation.rules.js';
import type { Answers, Section } from '#domain/calls/form.js';
import { cleanJson } from '#domain/shared/text.js';
import { Refusal } from '../../client/refusal.js';
import { ErrorSummary } from '../../components/error-summary.js';
import { Message } from '../../components/message.js';
import { SaveTrouble } from '../../components/save-state.js';
import { Conflicts } from '../../drafts/conflicts.js';
import type { Schemas } from '../../client/client.js';
import { dayAndTime, list } from '../../language/format.js';
import { AnswerList } from './answer-list.js';
import { answersOf, fieldId, formGap, formOf, tidyAnswers, told, wrongIn, wrongInside, type Call, type Dossier } from './content.js';
import type { DraftDesk } from '../../drafts/use-draft.js';
import { useSectionDesk } from './desks.js';
import { FieldInput } from './field-input.js';
import { StepFrame, useDossier } from './frame.js';
import { useLeft } from './left.js';

/** One section of the call's form. */
export function SectionPage(): ReactNode {
  const { id, section: key } = useParams({ from: '/pole/dossiers/$id/rubriques/$section' });
  const { dossier, call, steps } = useDossier(id);
  const section = formOf(dossier).sections.find((one) => one.key === key);
  if (section === undefined || !steps.some((step) => step.key === `rubrique-${key}`)) throw new Refusal({ status: 404, code: 'application.not-found', params: {} });
  return <SectionForm key={`${id}-${key}`} dossier={dossier} call={call} section={section} />;
}

function SectionForm({ dossier, call, section }: { dossier: Dossier; call: Call; section: Section }): ReactNode {
  const { manque } = useSearch({ from: '/pole/dossiers/$id/rubriques/$section' });
  const { desk, cleaned, now } = useSectionDesk(dossier, section);
  const { left, leave } = useLeft();
  const [stripped, setStripped] = useState<ReadonlySet<string>>(new Set());
  const form = formOf(dossier);
  const answers = desk.value;
  const all = { ...answersOf(dossier), [section.key]: answers };
  const evaluation = evaluate(form, all);
  const wrong = wrongIn(form, section, { ...all, [section.key]: tidyAnswers(section, answers) });
  const shown = section.fields.filter(({ key }) => evaluation.shown.has(key));
  const isTold = (key: string): boolean => left.has(key) || desk.draft.state === 'refused';
  const names = section.fields.filter(({ key }) => stripped.has(key) || cleaned.includes(key)).map(({ label }) => `« ${label} »`);

  useEffect(() => {
    if (manque === undefined) return;
    const id = fieldId(section.key, manque);
    // After the shell has given the focus to the page.
    const timer = setTimeout(() => document.querySelector<HTMLElement>(`#${id}, [name="${id}"], [id^="${id}-"]`)?.focus());
    return () => clearTimeout(timer);
  }, [manque, section.key]);

  const answer = (key: string, value: unknown): void => {
    const clean = cleanJson(value);
    if (clean.changed.length > 0) setStripped((before) => new Set([...before, key]));
    desk.change({ ...answers, [key]: clean.value });
  };

  return (
    <StepFrame id={dossier.id} current={`rubrique-${section.key}`} desk={desk}>
      <Choosing applicationId={dossier.id} section={section} desk={desk} now={now} />
      <div role="status" className="es-outcome">
        {names.length === 0 ? null : (
          <Message tone="info" more="Le reste du texte est intact. Relisez-le si vous l’avez collé depuis un autre logiciel.">
            Des caractères invisibles, qui ne peuvent pas être gardés, ont été retirés de {list(names)}.
          </Message>
        )}
      </div>
      {desk.draft.state === 'refused' ? <ErrorSummary errors={[...wrong.values()].map((problem) => formGap(form, problem))} /> : null}
      {section.help === undefined ? null : <p className="es-written">{section.help}</p>}
      {shown.map((field) => {
        const own = wrong.get(field.key);
        return (
          <FieldInput
            key={field.key}
            field={field}
            id={fieldId(section.key, field.key)}
            value={answers[field.key]}
            error={isTold(field.key) || field.kind === 'computed' || own?.code === 'answer.text-too-long' ? told(own) : undefined}
            inside={isTold(field.key) ? wrongInside(wrong, field.key) : new Map()}
            call={call}
            applicationId={dossier.id}
            section={section.key}
            scope={evaluation}
            evaluation={evaluation}
            onValue={(value) => answer(field.key, value)}
            onLeave={() => leave(field.key)}
          />
        );
      })}
      <LastSaved now={now} id={dossier.id} isMerged={desk.isMerged} />
    </StepFrame>
  );
}

/** Who saved this section last, and where its history is. */
const LastSaved = ({ now, id, isMerged }: { now: Schemas['SectionNowDto'] | undefined; id: string; isMerged: boolean }): ReactNode => (
  <div className="es-row es-row--between es-sm">
    <span role="status" className="es-muted">
      {now?.savedAt == null ? '' : now.isOwn ? `Vous avez enregistré cette rubrique le ${dayAndTime(now.savedAt)}.` : `${now.savedBy} a enregistré cette rubrique le ${dayAndTime(now.savedAt)}.`}
      {isMerged ? ' Ses changements et les vôtres sont réunis.' : ''}
    </span>
    {now === undefined || now.version === 0 ? null : (
      <Link to="/pole/dossiers/$id/rubriques/$section/historique" params={{ id, section: now.key }}>
        Historique de la rubrique
      </Link>
    )}
  </div>
);

/** What keeps the section from being saved; what two people changed is chosen field by field. */
function Choosing({ applicationId, section, desk, now }: { applicationId: string; section: Section; desk: DraftDesk<Answers>; now: Schemas['SectionNowDto'] | undefined }): ReactNode {
  const { draft } = desk;
  const one = (key: string, value: unknown): ReactNode => <AnswerList applicationId={applicationId} fields={section.fields.filter((field) => field.key === key)} answers={{ [key]: value }} />;
  if (draft.state !== 'stale' || draft.theirs === undefined) return <SaveTrouble desk={desk} show={(value) => <AnswerList applicationId={applicationId} fields={section.fields} answers={value} />} />;
  return (
    <Conflicts
      merged={mergeAnswers(draft.base ?? {}, draft.value, draft.theirs.value)}
      who={now === undefined || now.isOwn ? undefined : (now.savedBy ?? undefined)}
      labelOf={(key) => section.fields.find((field) => field.key === key)?.label ?? key}
      show={one}
      onSettle={desk.settle}
    />
  );
}
