import { useEffect, useRef, type ReactNode } from 'react';
import type { DraftDesk } from '../drafts/use-draft.js';
import { sentenceOf } from '../language/problems.js';
import { time } from '../language/format.js';
import { Icon } from '../shell/icons.js';
import { Message } from './message.js';

const words = { unsaved: 'Non enregistré', saving: 'Enregistrement…', kept: 'Gardé sur cet appareil', stale: 'À choisir', refused: 'Non enregistré' } as const;

/** Where the text is now: one place at the top of the page, read out when it changes. */
export const SaveState = ({ desk: { draft, savedAt } }: { desk: Pick<DraftDesk<unknown>, 'draft' | 'savedAt'> }): ReactNode => {
  const off = draft.state === 'kept' || draft.state === 'stale' || draft.state === 'refused';
  const isSafe = draft.state === 'saved' || draft.state === 'saving';
  return (
    <span className={`es-save ${off ? 'es-save--off' : isSafe ? '' : 'es-save--open'}`} role="status">
      <Icon name={isSafe ? 'saved' : 'offline'} />
      {draft.state === 'saved' ? (savedAt === undefined ? 'Tout est enregistré' : `Enregistré à ${time(savedAt)}`) : words[draft.state]}
    </span>
  );
};

/** Takes the focus when it appears: whoever asked for the save may be far below. */
function Told({ takesFocus, children }: { takesFocus: boolean; children: ReactNode }): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (takesFocus) box.current?.focus();
  }, [takesFocus]);
  return takesFocus ? (
    <div role="alert" tabIndex={-1} ref={box}>
      {children}
    </div>
  ) : (
    children
  );
}

/**
 * What keeps the text from being saved, and the choice when somebody else has saved meanwhile (`show` renders a version, `level` is that of its
 * title). `takesFocus` where people ask for the save; never where it happens while they type.
 */
export function SaveTrouble<Value>({ desk, show, level = 2, takesFocus = false }: { desk: DraftDesk<Value>; show: (value: Value) => ReactNode; level?: 2 | 3 | 4; takesFocus?: boolean }): ReactNode {
  const Heading = `h${level}` as const;
  const { draft, isKept, keepMine, takeTheirs, save } = desk;
  if (draft.state === 'kept') {
    return (
      <Message tone="warn" more={isKept ? 'Ne videz pas les données du navigateur d’ici là.' : 'Cet appareil refuse de garder les textes : ne fermez pas cette page.'}>
        <b>La connexion est coupée.</b> Continuez d’écrire : votre texte est gardé ici et partira dès son retour.
      </Message>
    );
  }
  if (draft.state === 'refused' && draft.problem?.code.startsWith('session.') === true) {
    return (
      <Told takesFocus={takesFocus}>
        <Message tone="warn" more={<a href={`/connexion?retour=${encodeURIComponent(location.pathname)}`}>Me reconnecter et revenir ici</a>}>
          {isKept ? sentenceOf(draft.problem) : 'Votre session est terminée, et cet appareil refuse de garder les textes : copiez le vôtre ailleurs avant de vous reconnecter.'}
        </Message>
      </Told>
    );
  }
  if (draft.state === 'refused' && draft.problem !== undefined) {
    return (
      <Told takesFocus={takesFocus}>
        <Message
          tone="bad"
          more={
            <button type="button" className="fr-btn fr-btn--secondary fr-btn--sm" onClick={save}>
              Enregistrer de nouveau
            </button>
          }
        >
          {sentenceOf(draft.problem)}
        </Message>
      </Told>
    );
  }
  if (draft.state !== 'stale' || draft.theirs === undefined) return null;
  return (
    <Told takesFocus={takesFocus}>
      <section className="es-panel es-stack" aria-label="Deux versions de cette réponse">
        <Heading className="es-panel__h">Une autre personne a changé cette réponse</Heading>
        <p className="es-muted">Votre version n’est pas perdue. Choisissez celle à garder ; rien n’est enregistré avant.</p>
        <dl className="es-facts">
          <div>
            <dt>Votre version, non enregistrée</dt>
            <dd className="es-break">{show(draft.value)}</dd>
          </div>
          <div>
            <dt>L’autre version, enregistrée</dt>
            <dd className="es-break">{show(draft.theirs.value)}</dd>
          </div>
        </dl>
        <div className="es-row">
          <button type="button" className="fr-btn fr-btn--secondary" onClick={takeTheirs}>
            Prendre l’autre version
          </button>
          <button type="button" className="fr-btn" onClick={keepMine}>
            Garder ma version
          </button>
        </div>
      </section>
    </Told>
  );
}
