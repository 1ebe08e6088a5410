import type { ReactNode } from 'react';
import { fileSize } from '../language/format.js';
import { sentenceOf } from '../language/problems.js';
import { mayCome, type Transfer } from './board.js';

interface Actions {
  pause: (key: string) => void;
  resume: (key: string) => void;
  cancel: (key: string) => void;
}

const wordOf = ({ state, sent, bytes }: Transfer): string => {
  const far = `${fileSize(sent)} sur ${fileSize(bytes)}`;
  if (state === 'refused') return 'Non joint';
  if (state === 'joining') return 'Reçu : la réponse s’enregistre…';
  if (state === 'paused') return `En pause, ${far}`;
  if (state === 'cut') return `La connexion est coupée, ${far} : l’envoi reprendra de là`;
  return sent >= bytes ? 'Vérification…' : `Envoi, ${far}`;
};

/** A file on its way: how far it is, and what can be done. */
export function TransferLine({ transfer, pause, resume, cancel }: { transfer: Transfer } & Actions): ReactNode {
  const { key, name, bytes, sent, state, problem } = transfer;
  return (
    <li>
      <div>
        <b className="es-break">{name}</b>
        {state === 'refused' ? null : <progress className="es-progress" max={Math.max(bytes, 1)} value={sent} aria-label={`Envoi de ${name}`} />}
        <small role="status">{wordOf(transfer)}</small>
        {state === 'refused' && problem !== undefined ? (
          <p className="fr-error-text" role="alert">
            {sentenceOf(problem)}
          </p>
        ) : null}
      </div>
      <span className="es-todo__end">
        {state === 'sending' ? (
          <button type="button" className="fr-btn fr-btn--tertiary-no-outline fr-btn--sm" onClick={() => pause(key)}>
            Mettre en pause <span className="es-vh">{name}</span>
          </button>
        ) : null}
        {state !== 'sending' && state !== 'joining' && mayCome(transfer) ? (
          <button type="button" className="fr-btn fr-btn--secondary fr-btn--sm" onClick={() => resume(key)}>
            Reprendre <span className="es-vh">{name}</span>
          </button>
        ) : null}
        {state === 'joining' ? null : (
          <button type="button" className="fr-btn fr-btn--tertiary-no-outline fr-btn--sm" onClick={() => cancel(key)}>
            {state === 'refused' ? 'Effacer' : 'Abandonner'} <span className="es-vh">{name}</span>
          </button>
        )}
      </span>
    </li>
  );
}
