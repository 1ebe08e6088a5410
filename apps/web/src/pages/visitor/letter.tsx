import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { problemOf } from '../../client/refusal.js';
import { Field } from '../../components/field.js';
import { Message } from '../../components/message.js';
import { calendarDay, euros } from '../../language/format.js';
import { sentenceOf } from '../../language/problems.js';
import { PageHead } from '../../shell/page.js';
import { letterQuery } from './queries.js';

export const LettersPage = (): ReactNode => <Check code="" />;

export function LetterPage(): ReactNode {
  const { code } = useParams({ from: '/lettres/$code' });
  return <Check key={code} code={code} />;
}

/** Anybody who holds a letter types its code, or scans it, and reads what the authority sent. */
function Check({ code }: { code: string }): ReactNode {
  const [typed, setTyped] = useState(code);
  const navigate = useNavigate();
  return (
    <>
      <PageHead title="Vérifier une lettre" trail={[{ label: 'Accueil', to: '/' }]} lead="Le code est au bas de chaque lettre, à côté du carré à scanner. Comparez ensuite ce que vous lisez ici à ce que dit la lettre." />
      <div className="es-page es-end es-two">
        <form
          className="es-narrow es-stack"
          onSubmit={(event) => {
            event.preventDefault();
            if (typed.trim() !== '') void navigate({ to: '/lettres/$code', params: { code: typed.trim() } });
          }}
        >
          <Field label="Code de vérification" hint="Douze signes, par exemple 7K3M-Q9TZ-4HXA" required autoComplete="off" spellCheck={false} value={typed} onChange={(event) => setTyped(event.target.value)} />
          <button type="submit" className="fr-btn">
            Vérifier la lettre
          </button>
        </form>
        <div role="status">{code === '' ? null : <Answer code={code} />}</div>
      </div>
    </>
  );
}

function Answer({ code }: { code: string }): ReactNode {
  const { data, error } = useQuery(letterQuery(code));
  if (error !== null) return <Message tone="warn">{sentenceOf(problemOf(error))}</Message>;
  if (data === undefined) return <p className="es-muted">Recherche…</p>;
  return (
    <div className="es-stack">
      <Message tone="ok">
        <b>Cette lettre a bien été envoyée.</b> Voici ce qu’elle dit.
      </Message>
      <dl className="es-facts">
        <div>
          <dt>Décision</dt>
          <dd>{data.label}</dd>
        </div>
        <div>
          <dt>Référence</dt>
          <dd className="es-num">{data.reference}</dd>
        </div>
        <div>
          <dt>Bénéficiaire</dt>
          <dd>{data.poleName}</dd>
        </div>
        {data.amountCents === null ? null : (
          <div>
            <dt>Montant</dt>
            <dd className="es-num">{euros(data.amountCents)}</dd>
          </div>
        )}
        <div>
          <dt>Date</dt>
          <dd>{calendarDay(data.decidedOn)}</dd>
        </div>
        <div>
          <dt>Autorité</dt>
          <dd>{data.authority}</dd>
        </div>
        <div>
          <dt>Empreinte SHA-256 du fichier</dt>
          <dd className="es-break es-sm">{data.sha256}</dd>
        </div>
      </dl>
    </div>
  );
}
