import type { ReactNode } from 'react';
import { answerText } from '#domain/calls/answer-text.js';
import type { Scope } from '#domain/calls/evaluation.rules.js';
import { isRecord, type Field } from '#domain/calls/form.js';
import { PlaceNote } from './place-note.js';

/** The items of a repeated block, each with what it answers; `items` add what is computed and take away what is hidden. */
export const RepeatAnswer = ({ field, value, items }: { field: Field; value: unknown; items: readonly Scope[] | undefined }): ReactNode => (
  <ol className="es-repeat">
    {(Array.isArray(value) ? value : []).map((item, index) => (
      <li key={index}>
        <b>
          {field.itemLabel ?? 'Élément'} {index + 1}
        </b>
        <dl className="es-facts">
          {(field.fields ?? [])
            .map((inner) => ({ inner, given: items === undefined ? (isRecord(item) ? item[inner.key] : undefined) : items[index]?.values.get(inner.key) }))
            .map(({ inner, given }) => ({ inner, given, text: answerText(inner, given) }))
            .filter(({ text }) => text !== undefined)
            .map(({ inner, given, text }) => (
              <div key={inner.key}>
                <dt>{inner.label}</dt>
                <dd className="es-written">
                  {text}
                  <PlaceNote field={inner} value={given} />
                </dd>
              </div>
            ))}
        </dl>
      </li>
    ))}
  </ol>
);
