import type { ReactNode } from 'react';
import type { Schemas } from '../client/client.js';
import { calendarDay, day } from '../language/format.js';
import { assessmentWords } from '../language/words.js';
import { StateBadge } from './state-badge.js';

/** What a version of the charter says: its preamble, then its commitments. */
export const CharterText = ({ charter: { preamble, items } }: { charter: Pick<Schemas['CharterDto'], 'preamble' | 'items'> }): ReactNode => (
  <>
    {preamble === '' ? null : <p className="es-written">{preamble}</p>}
    <ol className="es-crit">
      {items.map(({ key, title, help }, index) => (
        <li key={key}>
          <b>{index + 1}</b>
          <span>
            <b>{title}</b>
            {help === '' ? null : <span className="es-block es-written">{help}</span>}
          </span>
        </li>
      ))}
    </ol>
  </>
);

/** Where a pole says it stands, commitment by commitment. */
export const SignedItems = ({ items }: { items: NonNullable<Schemas['SignatureDto']['items']> }): ReactNode => (
  <ul className="es-plain-list es-todo">
    {items.map(({ item, title, level, comment }) => (
      <li key={item}>
        <div>
          <b>{title}</b>
          {comment === '' ? null : <small className="es-written es-break">{comment}</small>}
        </div>
        <StateBadge of={assessmentWords[level]} />
      </li>
    ))}
  </ul>
);

/** The charter that a pole signed, for everybody: the last version first, its self-assessment where the pole shows it. Nothing while it has signed none. */
export function PoleCharter({ signatures, level = 2 }: { signatures: readonly Schemas['SignatureDto'][]; level?: 2 | 3 }): ReactNode {
  const [last, ...earlier] = signatures;
  if (last === undefined) return null;
  const Heading = `h${level}` as const;
  return (
    <section className="es-sec" aria-labelledby="charte-du-pole">
      <Heading id="charte-du-pole" className="fr-h4">Charte des pôles</Heading>
      <p>
        Signée le {day(last.signedAt)} ({last.signedAs}) : « {last.title} », adoptée le {calendarDay(last.adoptedOn)}.{last.isInForce ? '' : ' Une version plus récente est en vigueur depuis.'}
      </p>
      {last.items === null ? <p className="es-muted">Le pôle ne publie pas son autoévaluation.</p> : <SignedItems items={last.items} />}
      {earlier.length === 0 ? null : <p className="es-sm es-muted">Avant : {earlier.map(({ title, signedAt }) => `« ${title} », signée le ${day(signedAt)}`).join(' ; ')}.</p>}
    </section>
  );
}
