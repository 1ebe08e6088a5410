import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Message } from '../../components/message.js';
import { SaveState } from '../../components/save-state.js';
import type { DraftDesk } from '../../drafts/use-draft.js';
import { Icon } from '../../shell/icons.js';
import type { StepInfo } from './content.js';

/** Where the whole dossier is now: what is typed on this step, and what other steps have on this device only. */
export function WholeState<Value>({ desk, kept, leaving, isEnded }: { desk: DraftDesk<Value>; kept: readonly StepInfo[]; leaving: boolean; isEnded: boolean }): ReactNode {
  const isSaved = desk.draft.state === 'saved';
  const ended = isEnded && isSaved;
  return (
    <span className="es-row">
      {isSaved && (kept.length > 0 || leaving || ended) ? null : <SaveState desk={desk} />}
      {isSaved && leaving && kept.length === 0 && !ended ? (
        <span className="es-save" role="status">
          <Icon name="saved" />
          Enregistrement…
        </span>
      ) : null}
      {ended ? (
        <span className="es-save es-save--off" role="status">
          <Icon name="offline" />
          Session terminée
        </span>
      ) : null}
      {kept.length === 0 ? null : (
        <span className="es-save es-save--off" role="status">
          <Icon name="offline" />
          <span>
            Seulement sur cet appareil :{' '}
            {kept.map(({ key, title, to, params }, index) => (
              <span key={key}>
                {index === 0 ? '' : ', '}
                <Link to={to} params={params as never}>
                  {title}
                </Link>
              </span>
            ))}
          </span>
        </span>
      )}
    </span>
  );
}

/** The session ended on another step, or before anything was typed on this one. */
export const SessionOver = (): ReactNode => (
  <Message tone="warn" more={<a href={`/connexion?retour=${encodeURIComponent(location.pathname)}`}>Me reconnecter et revenir ici</a>}>
    <b>Votre session est terminée : rien ne s’enregistre plus.</b> Ce que vous avez tapé est gardé sur cet appareil et partira quand vous rouvrirez son étape.
  </Message>
);
