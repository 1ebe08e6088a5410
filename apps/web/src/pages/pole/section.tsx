import { useParams, useSearch } from '@tanstack/react-router';
import { useEffect, useState, type ReactNode } from 'react';
import { evaluate } from '#domain/calls/evaluation.rules.js';
import type { Section } from '#domain/calls/form.js';
import { cleanJson } from '#domain/shared/text.js';
import { Refusal } from '../../client/refusal.js';
import { ErrorSummary } from '../../components/error-summary.js';
import { Message } from '../../components/message.js';
import { SaveTrouble } from '../../components/save-state.js';
import { list } from '../../language/format.js';
import { AnswerList } from './answer-list.js';
import { answersOf, fieldId, formGap, formOf, tidyAnswers, told, wrongIn, wrongInside, type Call, type Dossier } from './content.js';
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
  const { desk, cleaned } = useSectionDesk(dossier, section);
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
      <SaveTrouble desk={desk} show={(value) => <AnswerList fields={section.fields} answers={value} />} />
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
            scope={evaluation}
            evaluation={evaluation}
            onValue={(value) => answer(field.key, value)}
            onLeave={() => leave(field.key)}
          />
        );
      })}
    </StepFrame>
  );
}
