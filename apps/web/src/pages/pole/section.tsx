import { useParams, useSearch } from '@tanstack/react-router';
import { useEffect, useState, type ReactNode } from 'react';
import { isShown, type Section } from '#domain/calls/form.rules.js';
import { cleanText } from '#domain/shared/text.js';
import { Refusal } from '../../client/refusal.js';
import { Message } from '../../components/message.js';
import { SaveTrouble } from '../../components/save-state.js';
import { list } from '../../language/format.js';
import { AnswerList } from './answer-list.js';
import { answersOf, fieldId, formOf, tidyAnswers, told, wrongIn, type Call, type Dossier } from './content.js';
import { useSectionDesk } from './desks.js';
import { FieldInput } from './field-input.js';
import { StepFrame, useDossier } from './frame.js';

/** One section of the call's form. */
export function SectionPage(): ReactNode {
  const { id, section: key } = useParams({ from: '/pole/dossiers/$id/rubriques/$section' });
  const { dossier, call } = useDossier(id);
  const section = formOf(call).sections.find((one) => one.key === key);
  if (section === undefined) throw new Refusal({ status: 404, code: 'application.not-found', params: {} });
  return <SectionForm key={`${id}-${key}`} dossier={dossier} call={call} section={section} />;
}

function SectionForm({ dossier, call, section }: { dossier: Dossier; call: Call; section: Section }): ReactNode {
  const { manque } = useSearch({ from: '/pole/dossiers/$id/rubriques/$section' });
  const { desk, cleaned } = useSectionDesk(dossier, section);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [stripped, setStripped] = useState<ReadonlySet<string>>(new Set());
  const form = formOf(call);
  const answers = desk.value;
  const all = { ...answersOf(dossier), [section.key]: answers };
  const wrong = wrongIn(section, tidyAnswers(section, answers));
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
    const clean = typeof value === 'string' ? cleanText(value) : { text: value, changed: false };
    if (clean.changed) setStripped((before) => new Set([...before, key]));
    desk.change({ ...answers, [key]: clean.text });
  };

  return (
    <StepFrame id={dossier.id} current={`rubrique-${section.key}`} desk={desk}>
      <SaveTrouble desk={desk} show={(value) => <AnswerList applicationId={dossier.id} fields={section.fields} answers={value} />} />
      <div role="status" className="es-outcome">
        {names.length === 0 ? null : (
          <Message tone="info" more="Le reste du texte est intact. Relisez-le si vous l’avez collé depuis un autre logiciel.">
            Des caractères invisibles, qui ne peuvent pas être gardés, ont été retirés de {list(names)}.
          </Message>
        )}
      </div>
      {section.fields
        .filter((field) => isShown(form, field, all))
        .map((field) => {
          const own = wrong.get(field.key);
          const inside = new Map([...wrong].filter(([path]) => path.startsWith(`${field.key}.`)).map(([path, code]) => [path.slice(field.key.length + 1), code]));
          return (
            <FieldInput
              key={field.key}
              field={field}
              id={fieldId(section.key, field.key)}
              value={answers[field.key]}
              error={isTold(field.key) || own === 'answer.text-too-long' ? told(own) : undefined}
              lineErrors={isTold(field.key) ? inside : new Map()}
              call={call}
              applicationId={dossier.id}
              onValue={(value) => answer(field.key, value)}
              onLeave={() => setLeft((before) => (before.has(field.key) ? before : new Set([...before, field.key])))}
            />
          );
        })}
    </StepFrame>
  );
}
