import type { ReactNode } from 'react';
import { isShown, type AnswersBySection, type Budget, type Field, type FormDefinition } from '#domain/calls/form.rules.js';
import { calendarDay, euros, number } from '../language/format.js';

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

const isBudget = (value: unknown): value is Budget => typeof value === 'object' && value !== null && 'charges' in value && 'products' in value;

/** What was answered to one field, to be read. */
function Answer({ field, value }: { field: Field; value: unknown }): ReactNode {
  const labelOf = (one: unknown): string => field.options?.find((option) => option.value === one)?.label ?? String(one);
  if (value === undefined || value === null || value === '') return <p className="es-muted">Pas de réponse.</p>;
  if (isBudget(value)) {
    return (
      <>
        <Side title="Dépenses" lines={value.charges} />
        <Side title="Ressources" lines={value.products} />
      </>
    );
  }
  if (Array.isArray(value)) return <p>{value.map(labelOf).join(', ')}</p>;
  if (typeof value === 'boolean') return <p>{value ? 'Oui' : 'Non'}</p>;
  if (typeof value === 'number') return <p>{field.kind === 'amount' ? euros(value) : number(value)}</p>;
  if (typeof value !== 'string') return null;
  return <p className="es-answer">{field.kind === 'date' ? calendarDay(value) : labelOf(value)}</p>;
}

/** The answers of a dossier under the questions of its form, section by section; each section is an anchor (`section-…`). */
export const Answers = ({ form, answers }: { form: FormDefinition; answers: AnswersBySection }): ReactNode => (
  <>
    {form.sections.map((section) => (
      <section key={section.key} id={`section-${section.key}`} aria-labelledby={`titre-${section.key}`}>
        <h2 id={`titre-${section.key}`}>{section.title}</h2>
        {section.fields
          .filter((field) => isShown(form, field, answers))
          .map((field) => (
            <div key={field.key} className="es-qa">
              <h3>{field.label}</h3>
              <Answer field={field} value={answers[section.key]?.[field.key]} />
            </div>
          ))}
      </section>
    ))}
  </>
);
