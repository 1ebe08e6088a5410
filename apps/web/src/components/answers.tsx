import type { ReactNode } from 'react';
import { answerText } from '#domain/calls/answer-text.js';
import { evaluate, type Scope } from '#domain/calls/evaluation.rules.js';
import type { AnswersBySection, Budget, Field, FormDefinition } from '#domain/calls/form.js';
import { euros } from '../language/format.js';
import { FileList, type GivenFiles } from './file-list.js';
import { PlaceNote } from './place-note.js';
import { RepeatAnswer } from './repeat-answer.js';

const sum = (lines: Budget['charges']): number => lines.reduce((total, { cents }) => total + cents, 0);

const Side = ({ title, lines }: { title: string; lines: Budget['charges'] }): ReactNode => (
  <table className="es-table es-table--plain">
    <caption>{title}</caption>
    <thead>
      <tr>
        <th scope="col">Compte</th>
        <th scope="col">Intitulé</th>
        <th scope="col" className="n">
          Montant
        </th>
      </tr>
    </thead>
    <tbody>
      {lines.map(({ account, label, cents }, index) => (
        <tr key={index}>
          <td>{account}</td>
          <th scope="row">{label}</th>
          <td className="n">{euros(cents)}</td>
        </tr>
      ))}
    </tbody>
    <tfoot>
      <tr>
        <td />
        <th scope="row">Total</th>
        <td className="n">{euros(sum(lines))}</td>
      </tr>
    </tfoot>
  </table>
);

function Answer({ field, value, items, files }: { field: Field; value: unknown; items: readonly Scope[] | undefined; files: GivenFiles }): ReactNode {
  const text = answerText(field, value);
  if (text === undefined) return <p className="es-muted">Pas de réponse.</p>;
  if (field.kind === 'repeat') return <RepeatAnswer field={field} value={value} items={items} />;
  if (field.kind === 'attachment') return <FileList ids={value as string[]} files={files} />;
  if (field.kind !== 'budget') {
    return (
      <p className="es-written">
        {text}
        <PlaceNote field={field} value={value} />
      </p>
    );
  }
  const { charges, products } = value as Budget;
  return (
    <>
      <Side title="Dépenses" lines={charges} />
      <Side title="Ressources" lines={products} />
    </>
  );
}

/** The answers of a dossier under the questions of its form that are shown, section by section; each section is an anchor (`section-…`). */
export function Answers({ form, answers, files }: { form: FormDefinition; answers: AnswersBySection; files: GivenFiles }): ReactNode {
  const { sections, shown, values, items } = evaluate(form, answers);
  return form.sections
    .filter(({ key }) => sections.has(key))
    .map((section) => (
      <section key={section.key} id={`section-${section.key}`} aria-labelledby={`titre-${section.key}`}>
        <h2 id={`titre-${section.key}`}>{section.title}</h2>
        {section.fields
          .filter(({ key }) => shown.has(key))
          .map((field) => (
            <div key={field.key} className="es-qa">
              <h3>{field.label}</h3>
              <Answer field={field} value={values.get(field.key) ?? answers[section.key]?.[field.key]} items={items.get(field.key)} files={files} />
            </div>
          ))}
      </section>
    ));
}
