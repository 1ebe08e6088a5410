import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { Message } from '../../components/message.js';
import { useSession } from '../../session/site.js';
import type { Dossier } from './content.js';
import { deviceParts, partText, type DevicePart } from './device-text.js';

/** Of a dossier that is closed: what was typed on this device and never left it, to be read and copied, and what can be done. */
export function DeviceTexts({ dossier }: { dossier: Dossier }): ReactNode {
  const userId = useSession()?.userId ?? 'visiteur';
  const parts = deviceParts(dossier, userId);
  if (parts.length === 0) return null;
  const { id, callId, submittedAt } = dossier;
  return (
    <section className="es-stack es-gap-b" aria-labelledby="appareil">
      <h2 className="fr-h3 es-m0" id="appareil">
        Ce qui n’est que sur cet appareil
      </h2>
      <Message
        tone="warn"
        more={
          submittedAt === null ? (
            <>
              Si un incident vous a empêché d’enregistrer à temps, demandez au ministère un délai supplémentaire pour votre pôle, à l’adresse que donnent les documents de l’appel : <Link to="/appels/$id" params={{ id: callId }}>page de l’appel</Link>. S’il l’accorde, ces textes sont repris dans leur rubrique, sur cet appareil.
            </>
          ) : (
            <>
              Si ces textes doivent être pris en compte, demandez-le au ministère : <Link to="/pole/dossiers/$id/messages" params={{ id }}>écrire un message</Link>. S’il rouvre le dossier, ils sont repris dans leur rubrique, sur cet appareil.
            </>
          )
        }
      >
        <b>Ces textes n’ont pas pu être enregistrés avant la clôture : ils ne sont pas dans le dossier.</b> Copiez-les, et ne videz pas les données du navigateur d’ici là.
      </Message>
      {parts.map((part) => (
        <DeviceText key={part.key} part={part} />
      ))}
    </section>
  );
}

function DeviceText({ part }: { part: DevicePart }): ReactNode {
  const [said, setSaid] = useState('');
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(partText(part));
      setSaid('Le texte est copié.');
    } catch {
      setSaid('Ce navigateur refuse la copie : sélectionnez le texte, puis copiez-le.');
    }
  };
  return (
    <article className="es-panel es-stack" aria-labelledby={`appareil-${part.key}`}>
      <h3 className="fr-h6 es-m0" id={`appareil-${part.key}`}>
        {part.title}
      </h3>
      <dl className="es-answers">
        {part.answers.map(({ label, text }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd className="es-break es-written">{text}</dd>
          </div>
        ))}
      </dl>
      <div className="es-row">
        <button type="button" className="fr-btn fr-btn--secondary fr-btn--sm" onClick={() => void copy()}>
          Copier <span className="es-vh">ce qui n’est pas enregistré : {part.title}</span>
        </button>
        <span role="status" className="es-sm es-muted">
          {said}
        </span>
      </div>
    </article>
  );
}
