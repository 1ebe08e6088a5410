import { useState, type ReactNode } from 'react';
import { missingAnswers } from '#domain/calls/answer.rules.js';
import { evaluate } from '#domain/calls/evaluation.rules.js';
import type { AnswersBySection, FormDefinition, Section } from '#domain/calls/form.js';
import { ErrorSummary } from '../../../components/error-summary.js';
import { Message } from '../../../components/message.js';
import { fieldId, formGap, tidyAnswers, told, wrongIn, wrongInside, type Call } from '../../pole/content.js';
import { FieldInput } from '../../pole/field-input.js';
import { useLeft } from '../../pole/left.js';

/** The form as an applicant sees it: filled in and checked by the same rules, and kept nowhere. */
export function FormPreview({ form, call }: { form: FormDefinition; call: Call }): ReactNode {
  const [typed, setTyped] = useState<AnswersBySection>({});
  const [asked, setAsked] = useState(0);
  const evaluation = evaluate(form, typed);
  const tidy = Object.fromEntries(form.sections.map((section) => [section.key, tidyAnswers(section, typed[section.key] ?? {})]));
  const missing = asked === 0 ? [] : missingAnswers(form, tidy);
  return (
    <form
      noValidate
      aria-label="Essai du formulaire"
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(asked + 1);
      }}
    >
      <Message tone="info">Essai : rien n’est enregistré, et les réponses disparaissent en quittant la page.</Message>
      {asked === 0 ? null : missing.length === 0 ? (
        <div role="status" className="es-gap-t">
          <Message tone="ok">Ces réponses suffiraient pour déposer un dossier.</Message>
        </div>
      ) : (
        <div className="es-gap-t">
          <ErrorSummary key={asked} errors={missing.map((problem) => formGap(form, problem))} />
        </div>
      )}
      {form.sections
        .filter(({ key }) => evaluation.sections.has(key))
        .map((section) => (
          <SectionPreview key={section.key} form={form} section={section} call={call} evaluation={evaluation} answers={typed} tidy={tidy} isAsked={asked > 0} onAnswers={(answers) => setTyped({ ...typed, [section.key]: answers })} />
        ))}
      <div className="es-gap-t">
        <button type="submit" className="fr-btn">
          Vérifier ces réponses
        </button>
      </div>
    </form>
  );
}

function SectionPreview({ form, section, call, evaluation, answers: all, tidy, isAsked, onAnswers }: { form: FormDefinition; section: Section; call: Call; evaluation: ReturnType<typeof evaluate>; answers: AnswersBySection; tidy: AnswersBySection; isAsked: boolean; onAnswers: (answers: Record<string, unknown>) => void }): ReactNode {
  const { left, leave } = useLeft();
  const answers = all[section.key] ?? {};
  const wrong = isAsked ? wrongIn(form, section, tidy, true) : wrongIn(form, section, tidy);
  const isTold = (key: string): boolean => isAsked || left.has(key);
  return (
    <section className="es-sec es-stack--lg" aria-labelledby={`essai-${section.key}`}>
      <h2 id={`essai-${section.key}`}>{section.title}</h2>
      {section.help === undefined ? null : <p className="es-written">{section.help}</p>}
      {section.fields
        .filter(({ key }) => evaluation.shown.has(key))
        .map((field) => (
          <FieldInput
            key={field.key}
            field={field}
            id={fieldId(section.key, field.key)}
            value={answers[field.key]}
            error={isTold(field.key) || field.kind === 'computed' ? told(wrong.get(field.key)) : undefined}
            inside={isTold(field.key) ? wrongInside(wrong, field.key) : new Map()}
            call={call}
            applicationId={undefined}
            scope={evaluation}
            evaluation={evaluation}
            onValue={(value) => onAnswers({ ...answers, [field.key]: value })}
            onLeave={() => leave(field.key)}
          />
        ))}
    </section>
  );
}
