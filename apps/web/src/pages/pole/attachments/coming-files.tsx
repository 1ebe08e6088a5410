import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Message } from '../../../components/message.js';
import { counted, list } from '../../../language/format.js';
import { mayCome, type Transfer } from '../../../uploads/board.js';
import { sectionOf, useComing, type Trace } from './coming.js';

const named = (files: readonly { name: string }[]): string => list(files.map(({ name }) => `« ${name} »`));

/** How many files are on their way, in words. */
export const comingWords = (count: number): string => `${counted(count, 'fichier')} en cours d’envoi`;

/** Of a section, what is still coming. */
export const comingTo = (transfers: readonly Transfer[], section: string): number => transfers.filter((one) => mayCome(one) && sectionOf(one.place) === section).length;

const ToQuestion = ({ id, files }: { id: string; files: readonly { place: string; name: string }[] }): ReactNode =>
  [...new Map(files.map((file) => [file.place, file])).values()].map(({ place, name }) => (
    <span key={place} className="es-block">
      <Link to="/pole/dossiers/$id/rubriques/$section" params={{ id, section: sectionOf(place) }} search={{ manque: place.split('.')[1] }}>
        Aller à la question <span className="es-vh">de {name}</span>
      </Link>
    </span>
  ));

/** Before a dossier is submitted: the files that are not in it yet, and where they are. */
export function ComingFiles({ id }: { id: string }): ReactNode {
  const { transfers, interrupted } = useComing(id);
  const coming = transfers.filter(mayCome);
  const refused = transfers.filter((one) => !mayCome(one));
  return (
    <div role="status">
      {coming.length === 0 ? null : (
        <Message tone="warn" more={<ToQuestion id={id} files={coming} />}>
          <b>{comingWords(coming.length)} : {named(coming)}.</b> Attendez pour déposer : ce qui n’est pas encore joint n’est pas déposé.
        </Message>
      )}
      {refused.length === 0 ? null : (
        <Message tone="bad" more={<ToQuestion id={id} files={refused} />}>
          <b>{counted(refused.length, 'fichier n’a pas été joint', 'fichiers n’ont pas été joints')} : {named(refused)}.</b> La question dit pourquoi.
        </Message>
      )}
      {interrupted.length === 0 ? null : (
        <Message tone="warn" more={<ToQuestion id={id} files={interrupted} />}>
          <b>
            {interrupted.length === 1 ? 'L’envoi d’un fichier a été interrompu' : `L’envoi de ${counted(interrupted.length, 'fichier')} a été interrompu`} : {named(interrupted)}.
          </b>{' '}
          Choisissez de nouveau le même fichier : l’envoi reprend où il s’est arrêté.
        </Message>
      )}
    </div>
  );
}

/** Under a question: the files whose sending was interrupted, one line each. */
export const Interrupted = ({ traces, forget }: { traces: readonly Trace[]; forget: (key: string) => void }): ReactNode =>
  traces.length === 0 ? null : (
    <ul className="es-plain-list es-todo">
      {traces.map(({ key, name }) => (
        <li key={key}>
          <div>
            <b className="es-break">{name}</b>
            <small>L’envoi a été interrompu. Choisissez de nouveau le même fichier : il reprend où il s’est arrêté.</small>
          </div>
          <span className="es-todo__end">
            <button type="button" className="fr-btn fr-btn--tertiary-no-outline fr-btn--sm" onClick={() => forget(key)}>
              Ne plus l’envoyer <span className="es-vh">{name}</span>
            </button>
          </span>
        </li>
      ))}
    </ul>
  );
