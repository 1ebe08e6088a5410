import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useRef, useState, type ReactNode } from 'react';
import type { Grant } from '#domain/identity/actor.js';
import { checkAssignee, levels, type Level } from '#domain/reviews/assignment.rules.js';
import { DomainError } from '#domain/shared/error.js';
import { api, ask, type Schemas } from '../../client/client.js';
import { problemOf } from '../../client/refusal.js';
import { Message } from '../../components/message.js';
import { StateBadge } from '../../components/state-badge.js';
import { counted } from '../../language/format.js';
import { sentenceOf } from '../../language/problems.js';
import { reviewLevels, type StateWord } from '../../language/words.js';
import type { Call, Dossier } from './queries.js';

type Load = Schemas['ReviewerLoadDto'];

interface Pair {
  key: string;
  dossier: Dossier;
  load: Load;
  level: Level | undefined;
  /** Why the domain refuses it beforehand. */
  refused: string | undefined;
}

type Result = { done: true } | { done: false; why: string };

/** The first level at which the person may review this dossier, by the rule that the api applies again. */
function pairOf(call: Call, dossier: Dossier, load: Load): Pair {
  const key = `${dossier.id} ${load.reviewerId}`;
  let why = 'Cette personne n’a pas de rôle d’évaluation pour cet appel.';
  for (const level of levels) {
    try {
      checkAssignee({ userId: load.reviewerId, grants: load.grants as Grant[], conflicted: false }, level, { callId: call.id, poleId: '', regionCode: dossier.regionCode });
      return { key, dossier, load, level, refused: undefined };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      why = sentenceOf(error);
    }
  }
  return { key, dossier, load, level: undefined, refused: why };
}

const waiting: StateWord = { word: 'À affecter', shape: 'quarter', tint: 'plain' };
const doneWord: StateWord = { word: 'Affectée', shape: 'tick', tint: 'ok' };
const refusedWord: StateWord = { word: 'Refusée', shape: 'barred', tint: 'bad' };

/** Each dossier with each reviewer, seen before and told after, line by line; every line passes the same door of the api as a single one. */
export function AssignAction({ call, dossiers, loads, onDone }: { call: Call; dossiers: readonly Dossier[]; loads: readonly Load[]; onDone: () => void }): ReactNode {
  const queryClient = useQueryClient();
  const [ran, setRan] = useState<{ pairs: readonly Pair[]; results: Readonly<Record<string, Result>>; running: boolean }>();
  const busy = useRef(false);
  const preview = dossiers.flatMap((dossier) => loads.map((load) => pairOf(call, dossier, load)));
  const isNew = ran === undefined || (!ran.running && preview.length > 0);
  const pairs = isNew ? preview : ran.pairs;
  const results = isNew ? {} : ran.results;
  const possible = pairs.filter(({ level }) => level !== undefined);

  const run = async (): Promise<void> => {
    if (busy.current) return;
    busy.current = true;
    const found: Record<string, Result> = {};
    setRan({ pairs, results: found, running: true });
    for (const { key, dossier, load, level } of possible) {
      try {
        await ask(api.POST('/api/assignments', { body: { applicationId: dossier.id, reviewerId: load.reviewerId, level: level! } }));
        found[key] = { done: true };
      } catch (error) {
        found[key] = { done: false, why: sentenceOf(problemOf(error)) };
      }
      setRan({ pairs, results: { ...found }, running: true });
    }
    await Promise.all([['assignments'], ['dossiers'], ['progress'], ['applications']].map((queryKey) => queryClient.invalidateQueries({ queryKey })));
    setRan({ pairs, results: found, running: false });
    busy.current = false;
    onDone();
  };

  const made = Object.values(results).filter(({ done }) => done).length;
  const tried = Object.keys(results).length;
  return (
    <section className="es-panel" aria-labelledby="apercu">
      <h2 id="apercu">3. L’aperçu</h2>
      {pairs.length === 0 ? (
        <p className="es-muted">Choisissez un dossier au moins et un évaluateur au moins : chaque affectation paraît ici avant d’être faite.</p>
      ) : (
        <>
          <table className="es-table es-table--plain es-table--stack">
            <caption className="es-vh">Affectations à faire, une par ligne</caption>
            <thead>
              <tr>
                <th scope="col">Dossier</th>
                <th scope="col">Évaluateur</th>
                <th scope="col">Niveau</th>
                <th scope="col">Résultat</th>
              </tr>
            </thead>
            <tbody>
              {pairs.map(({ key, dossier, load, level, refused }) => {
                const result = results[key];
                return (
                  <tr key={key}>
                    <th scope="row">
                      <Link to="/instruction/dossiers/$id" params={{ id: dossier.id }}>
                        {dossier.poleName}
                      </Link>
                    </th>
                    <td data-l="Évaluateur">
                      <span>{load.reviewerName}</span>
                    </td>
                    <td data-l="Niveau">
                      <span>{level === undefined ? '–' : reviewLevels[level]}</span>
                    </td>
                    <td data-l="Résultat">
                      <span>
                        <StateBadge of={refused !== undefined || result?.done === false ? refusedWord : result?.done === true ? doneWord : waiting} />
                        {refused === undefined && (result === undefined || result.done) ? null : <span className="sub">{refused ?? (result?.done === false ? result.why : '')}</span>}
                      </span>
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
          {isNew || ran.running ? (
            <div className="es-row es-gap-t">
              <button type="button" className="fr-btn" disabled={possible.length === 0} aria-disabled={ran?.running === true} aria-busy={ran?.running === true} onClick={() => void run()}>
                {ran?.running === true ? `${tried} sur ${possible.length}…` : `Affecter ${counted(possible.length, 'évaluation')}`}
              </button>
              <span className="es-sm es-muted">Chaque personne reçoit le dossier tel qu’il a été déposé.</span>
            </div>
          ) : null}
        </>
      )}
      <div role="status" className="es-outcome">
        {isNew || ran.running ? null : (
          <Message tone={made === tried ? 'ok' : 'warn'} more={made === tried ? undefined : 'Le motif de chaque refus est sur sa ligne. Rien d’autre n’a été modifié.'}>
            {made === tried ? `${counted(made, 'évaluation affectée', 'évaluations affectées')}.` : `${counted(made, 'évaluation affectée', 'évaluations affectées')} sur ${tried}.`}
          </Message>
        )}
      </div>
    </section>
  );
}
