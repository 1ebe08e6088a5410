import type { ReactNode } from 'react';
import type { Answers, Budget, Field } from '#domain/calls/form.rules.js';
import { answerText } from '../../components/answer-text.js';
import { accountName } from '../../language/accounts.js';
import { euros } from '../../language/format.js';
import { gapSentence } from './balance.js';
import { sumOf } from './content.js';

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

function Answer({ field, value }: { field: Field; value: unknown }): ReactNode {
  const text = answerText(field, value);
  if (text === undefined) return <span className="es-muted">Pas de réponse</span>;
  if (field.kind !== 'budget') return <span className="es-written">{text}</span>;
  const budget = value as Budget;
  return (
    <div className="es-stack">
      <Lines side="charges" budget={budget} />
      <Lines side="products" budget={budget} />
      <p className="es-m0">{gapSentence(budget).text}</p>
    </div>
  );
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
