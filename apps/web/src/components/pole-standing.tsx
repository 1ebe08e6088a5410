import { useState, type ReactNode } from 'react';
import { api, ask, type Schemas } from '../client/client.js';
import { CommandOutcome } from '../commands/command.js';
import { useCommand } from '../commands/use-command.js';
import { calendarDay } from '../language/format.js';
import { poleActivity, sideNames } from '../language/words.js';
import { Field, TextArea } from './field.js';
import { StateBadge } from './state-badge.js';

type Profile = Schemas['ProfileDto'];
const shortest = 10;
const refreshes = (id: string) => [['poles', id], ['directory']];

/** Is the pole active, since when, who said so: and the way to say otherwise. */
export function PoleActivity({ profile, version }: { profile: Profile; version: number }): ReactNode {
  const { id, activity, mayTellActivity } = profile;
  const [asked, setAsked] = useState(false);
  const [since, setSince] = useState('');
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const tell = useCommand<void, Profile>({
    act: () => ask(api.POST('/api/poles/{id}/activity', { params: { path: { id } }, body: { version, active: !activity.active, since, reason: reason.trim() } })),
    done: (after) => (after.activity.active ? 'La fiche dit maintenant que le pôle est actif.' : 'La fiche dit maintenant que le pôle n’est plus actif.'),
    refreshes: refreshes(id),
    onDone: () => {
      setAsked(false);
      setTried(false);
      setReason('');
    },
  });
  const wrong = { since: since === '' ? 'Donnez le jour, en jour, mois et année.' : undefined, reason: reason.trim().length < shortest ? `Ce motif est trop court : ${shortest} signes au moins.` : undefined };
  return (
    <section className="es-panel es-stack" aria-labelledby="activite">
      <h2 id="activite" className="es-panel__h">
        Activité du pôle
      </h2>
      <p>
        <StateBadge of={poleActivity[activity.active ? 'active' : 'inactive']} />{' '}
        {activity.since === null || activity.side === null ? null : (
          <span className="es-sm es-muted">
            depuis le {calendarDay(activity.since)}, d’après {sideNames[activity.side]} : {activity.reason}
          </span>
        )}
      </p>
      {!mayTellActivity ? (
        <p className="es-sm es-muted">Le ministère l’a dit lui-même : écrivez-lui pour le faire changer.</p>
      ) : asked ? (
        <form
          className="es-stack"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            setTried(true);
            if (wrong.since === undefined && wrong.reason === undefined) tell.run();
          }}
        >
          <Field label="Depuis le" type="date" value={since} error={tried ? wrong.since : undefined} onChange={({ target }) => setSince(target.value)} />
          <TextArea label="Pourquoi" hint="Ce motif paraît sur la fiche publique." rows={2} maxLength={500} value={reason} error={tried ? wrong.reason : undefined} onChange={({ target }) => setReason(target.value)} />
          <div className="es-row">
            <button type="submit" className="fr-btn" aria-disabled={tell.state === 'running'}>
              {activity.active ? 'Déclarer le pôle inactif' : 'Déclarer le pôle actif'}
            </button>
            <button type="button" className="fr-btn fr-btn--tertiary-no-outline" onClick={() => setAsked(false)}>
              Ne rien changer
            </button>
          </div>
        </form>
      ) : (
        <div>
          <button type="button" className="fr-btn fr-btn--secondary fr-btn--sm" onClick={() => setAsked(true)}>
            {activity.active ? 'Le pôle n’est plus actif' : 'Le pôle est de nouveau actif'}
          </button>
        </div>
      )}
      <CommandOutcome command={tell} />
    </section>
  );
}

/** An officer takes a pole out of the directory, or puts it back. */
export function PoleListing({ profile }: { profile: Profile }): ReactNode {
  const { id, version, listed, unlistedReason, mayList } = profile;
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const list = useCommand<boolean, Profile>({
    act: (wanted) => ask(api.POST('/api/poles/{id}/listing', { params: { path: { id } }, body: { version, listed: wanted, reason: wanted ? '' : reason.trim() } })),
    done: (after) => (after.listed ? 'Le pôle paraît de nouveau dans l’annuaire.' : 'Le pôle ne paraît plus dans l’annuaire.'),
    refreshes: refreshes(id),
    onDone: () => {
      setReason('');
      setTried(false);
    },
  });
  const wrong = reason.trim().length < shortest ? `Ce motif est trop court : ${shortest} signes au moins.` : undefined;
  return (
    <section className="es-panel es-stack" aria-labelledby="parution">
      <h2 id="parution" className="es-panel__h">
        Parution dans l’annuaire
      </h2>
      <p>{listed ? 'La fiche paraît dans l’annuaire.' : unlistedReason === null ? 'Le pôle n’a pas publié sa fiche : lui seul peut le faire.' : `Retirée de l’annuaire par le ministère : ${unlistedReason}`}</p>
      {!mayList ? null : listed ? (
        <>
          <TextArea label="Motif du retrait" hint="Le pôle le lit sur sa fiche. Lui-même ne pourra pas la faire reparaître." rows={2} maxLength={500} value={reason} error={tried ? wrong : undefined} onChange={({ target }) => setReason(target.value)} />
          <div>
            <button
              type="button"
              className="fr-btn fr-btn--secondary"
              aria-disabled={list.state === 'running'}
              onClick={() => {
                setTried(true);
                if (wrong === undefined) list.run(false);
              }}
            >
              Retirer de l’annuaire
            </button>
          </div>
        </>
      ) : (
        <div>
          <button type="button" className="fr-btn fr-btn--secondary" aria-disabled={list.state === 'running'} onClick={() => list.run(true)}>
            Remettre dans l’annuaire
          </button>
        </div>
      )}
      <CommandOutcome command={list} />
    </section>
  );
}
