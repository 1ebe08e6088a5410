import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { answerText } from '#domain/calls/answer-text.js';
import type { Evaluation, Scope } from '#domain/calls/evaluation.rules.js';
import type { Answers, Budget, Field } from '#domain/calls/form.js';
import { attachmentAddress, FileList } from '../../components/file-list.js';
import { PlaceNote } from '../../components/place-note.js';
import { RepeatAnswer } from '../../components/repeat-answer.js';
import { accountName } from '../../language/accounts.js';
import { euros } from '../../language/format.js';
import { attachmentsQuery } from './attachments/queries.js';
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

function Files({ applicationId, ids }: { applicationId: string; ids: readonly string[] }): ReactNode {
  const items = useQuery(attachmentsQuery(applicationId)).data ?? [];
  return <FileList ids={ids} files={{ items, address: attachmentAddress }} />;
}

function Answer({ field, value, items, applicationId }: { field: Field; value: unknown; items: readonly Scope[] | undefined; applicationId: string }): ReactNode {
  const text = answerText(field, value);
  if (text === undefined) return <span className="es-muted">Pas de réponse</span>;
  if (field.kind === 'repeat') return <RepeatAnswer field={field} value={value} items={items} />;
  if (field.kind === 'attachment' && Array.isArray(value)) return <Files applicationId={applicationId} ids={value as string[]} />;
  if (field.kind !== 'budget') {
    return (
      <span className="es-written">
        {text}
        <PlaceNote field={field} value={value} />
      </span>
    );
  }
  const budget = value as Budget;
  return (
    <div className="es-stack">
      <Lines side="charges" budget={budget} />
      <Lines side="products" budget={budget} />
      <p className="es-m0">{gapSentence(budget).text}</p>
    </div>
  );
}

/** The answers under their questions; with the form's `evaluation`, without the hidden ones and with the computed ones. */
export const AnswerList = ({ applicationId, fields, answers, evaluation }: { applicationId: string; fields: readonly Field[]; answers: Answers; evaluation?: Evaluation }): ReactNode => (
  <dl className="es-answers">
    {fields
      .filter(({ key, kind }) => (evaluation === undefined ? kind !== 'computed' : evaluation.shown.has(key)))
      .map((field) => (
        <div key={field.key}>
          <dt>{field.label}</dt>
          <dd className="es-break">
            <Answer field={field} value={field.kind === 'computed' ? evaluation?.values.get(field.key) : answers[field.key]} items={evaluation?.items.get(field.key)} applicationId={applicationId} />
          </dd>
        </div>
      ))}
  </dl>
);
