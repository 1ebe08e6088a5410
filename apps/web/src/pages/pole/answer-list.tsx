import type { ReactNode } from 'react';
import type { Answers, Budget, Field } from '#domain/calls/form.rules.js';
import { isDay } from '#domain/shared/day.js';
import { accountName } from '../../language/accounts.js';
import { calendarDay, euros, list } from '../../language/format.js';
import { gapSentence } from './balance.js';
import { sumOf } from './content.js';
import { showNumber } from './typed-field.js';

const nameOf = (field: Field, value: unknown): string => field.options?.find((option) => option.value === value)?.label ?? String(value);

function Lines({ side, budget }: { side: 'charges' | 'products'; budget: Budget }): ReactNode {
  return (
    <table className="es-table">
      <caption className="es-vh">{side === 'charges' ? 'Dépenses' : 'Ressources'}</caption>
      <thead>
        <tr>
          <th scope="col">{side === 'charges' ? 'Dépenses' : 'Ressources'}</th>
          <th scope="col" className="n">
            Montant
          </th>
        </tr>
      </thead>
      <tbody>
        {budget[side].map(({ account, label, cents }, index) => (
          <tr key={index}>
            <th scope="row">
              {label === '' ? accountName(side, account) : label}
              {label === '' ? null : <span className="sub">{accountName(side, account)}</span>}
            </th>
            <td className="n">{typeof cents === 'number' ? euros(cents) : String(cents)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">Total</th>
          <td className="n">{euros(sumOf(budget[side]))}</td>
        </tr>
      </tfoot>
    </table>
  );
}

/** An answer to be read. What cannot be read as its kind is shown as it was typed. */
export function Answer({ field, value }: { field: Field; value: unknown }): ReactNode {
  if (value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)) return <span className="es-muted">Pas de réponse</span>;
  if (field.kind === 'amount' && typeof value === 'number') return euros(value);
  if (field.kind === 'number' && typeof value === 'number') return showNumber(value);
  if (field.kind === 'yes-no') return value === true ? 'Oui' : 'Non';
  if (field.kind === 'date' && typeof value === 'string' && isDay(value)) return calendarDay(value);
  if (field.kind === 'choice') return nameOf(field, value);
  if (field.kind === 'choices' && Array.isArray(value)) return list(value.map((one) => nameOf(field, one)));
  if (field.kind === 'budget') {
    const budget = value as Budget;
    return (
      <div className="es-stack">
        <Lines side="charges" budget={budget} />
        <Lines side="products" budget={budget} />
        <p className="es-m0">{gapSentence(budget).text}</p>
      </div>
    );
  }
  return <span className="es-written">{typeof value === 'object' ? JSON.stringify(value) : String(value as string | number)}</span>;
}

export const AnswerList = ({ fields, answers }: { fields: readonly Field[]; answers: Answers }): ReactNode => (
  <dl className="es-answers">
    {fields.map((field) => (
      <div key={field.key}>
        <dt>{field.label}</dt>
        <dd className="es-break">
          <Answer field={field} value={answers[field.key]} />
        </dd>
      </div>
    ))}
  </dl>
);
