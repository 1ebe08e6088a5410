import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { parseRubric, type Rubric } from '#domain/calls/rubric.rules.js';
import { api, ask, type Schemas } from '../../client/client.js';
import { CommandButton, CommandOutcome } from '../../commands/command.js';
import { useCommand } from '../../commands/use-command.js';
import { Message } from '../../components/message.js';
import { SaveState, SaveTrouble } from '../../components/save-state.js';
import { useDraft, type DraftDesk } from '../../drafts/use-draft.js';
import { counted, mark as outOf100 } from '../../language/format.js';
import { sentenceOf } from '../../language/problems.js';
import { PageHead } from '../../shell/page.js';
import { Grid, MarkSoFar } from './grid.js';
import { isAnswered, obstacle, soFar, type MarkList } from './marks.js';
import { placeOf, trail } from './place.js';
import type { Assignment } from './queries.js';

type Review = Schemas['ReviewDto'];

/** How long after the last change a draft is saved, ms. */
const saveAfterMs = 1_000;

/** A draft: it saves itself, keeps on the device what could not leave, and is sent for good after a second look. */
export function Scoring({ review, dossier, next }: { review: Review; dossier: ReactNode; next: Assignment | undefined }): ReactNode {
  const rubric = parseRubric(review.rubric);
  const path = { params: { path: { id: review.id } } };
  const desk = useDraft<MarkList>({
    subject: `review.${review.id}`,
    saved: { value: review.marks, version: review.version },
    save: async (marks, version) => (await ask(api.PUT('/api/reviews/{id}/marks', { ...path, body: { version, marks } }))).version,
    reload: async () => {
      const { marks, version } = await ask(api.GET('/api/reviews/{id}', path));
      return { value: marks, version };
    },
    afterMs: saveAfterMs,
  });
  const [wanted, setWanted] = useState<readonly string[]>([]);
  const marks = desk.value;
  const left = marks.filter((mark) => !isAnswered(mark)).length;
  const trouble = wanted.length === 0 ? undefined : obstacle(rubric, marks);

  return (
    <>
      <PageHead
        title={review.submission.content.pole.name}
        trail={trail}
        lead={`${placeOf(review.submission)} ${left === 0 ? 'Tous les critères sont notés : il reste à rendre l’évaluation.' : `Il reste ${counted(left, 'critère')} à noter sur ${marks.length}.`}`}
        actions={
          <>
            <SaveState desk={desk} />
            <Link className="fr-btn fr-btn--tertiary-no-outline" to="/evaluation/$id/lien" params={{ id: review.id }}>
              Déclarer un conflit d’intérêts
            </Link>
          </>
        }
      />
      <div className="es-page es-end">
        <nav className="es-switch es-only-narrow" aria-label="Dossier ou grille">
          <a href="#dossier">Dossier</a>
          <a href="#grille">
            Grille, {marks.length - left} sur {marks.length}
          </a>
        </nav>
        <div className="es-split">
          {dossier}
          <div id="grille" role="region" aria-label="Grille">
            <h2 className="es-vh">Grille d’évaluation</h2>
            <SaveTrouble desk={desk} show={(list) => <MarksInWords rubric={review.rubric} marks={list} />} />
            <MarkSoFar rubric={rubric} marks={marks} />
            <Grid rubric={rubric} marks={marks} onChange={desk.change} readOnly={false} wanted={trouble?.criteria ?? []} />
            <Send review={review} desk={desk} next={next} onObstacle={setWanted} />
          </div>
        </div>
      </div>
    </>
  );
}

/** The keys that mark, as far as the rubric's scales have them. */
function keysOf({ criteria }: Rubric): string {
  const most = Math.max(...criteria.map(({ scale: { min, max } }) => (max - min > 10 ? 0 : Math.min(max, 9))));
  return `${most === 0 ? 'Flèches pour noter' : `Touches 0 à ${most} pour noter`}${criteria.some(({ allowsNotApplicable }) => allowsNotApplicable) ? ', S pour « sans objet »' : ''}`;
}

const MarksInWords = ({ rubric, marks }: { rubric: Review['rubric']; marks: MarkList }): ReactNode => (
  <ul>
    {rubric.criteria.map(({ key, label }, index) => (
      <li key={key}>
        {label} : {marks[index]!.notApplicable ? 'sans objet' : (marks[index]!.value ?? 'pas de note')}
        {marks[index]!.comment === '' ? '' : `. ${marks[index]!.comment}`}
      </li>
    ))}
  </ul>
);

/** Sending, in two steps: what it will do, then the thing. */
function Send({ review, desk, next, onObstacle }: { review: Review; desk: DraftDesk<MarkList>; next: Assignment | undefined; onObstacle: (criteria: readonly string[]) => void }): ReactNode {
  const rubric = parseRubric(review.rubric);
  const [asked, setAsked] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const found = obstacle(rubric, desk.value);
  const send = useCommand<void, Review>({
    act: () => ask(api.POST('/api/reviews/{id}/send', { params: { path: { id: review.id } }, body: { version: desk.draft.version } })),
    done: ({ basisPoints }) => `Évaluation rendue${basisPoints === null ? '' : ` : ${outOf100(basisPoints)} sur 100`}.`,
    refreshes: [['reviews', review.id], ['assignments']],
  });
  useEffect(() => {
    if (asked) box.current?.focus();
  }, [asked]);
  const start = (): void => {
    onObstacle(found?.criteria ?? []);
    setAsked(true);
    if (found === undefined) desk.save();
  };
  const { points, outOf } = soFar(rubric, desk.value);
  const isSaved = desk.draft.state === 'saved';

  return (
    <div className="es-send">
      <p className="es-xs es-muted">{keysOf(rubric)}, Alt et flèche haut ou bas pour changer de critère.</p>
      {asked ? (
        <div ref={box} tabIndex={-1} className="es-panel es-stack" role="group" aria-label="Avant de rendre">
          {found === undefined ? (
            <>
              <p>
                <b>Vous allez rendre {outOf === 0 ? '' : outOf100(Math.round((points * 10_000) / outOf))} sur 100.</b> Vos notes et vos motifs ne changeront plus. Ensuite, les notes des autres vous seront montrées.
              </p>
              {isSaved ? null : <p className="es-muted">Vos dernières notes ne sont pas encore enregistrées : elles doivent l’être avant.</p>}
            </>
          ) : (
            <Message tone="warn">{sentenceOf(found)}</Message>
          )}
          <div className="es-row">
            <button type="button" className="fr-btn fr-btn--tertiary-no-outline" onClick={() => setAsked(false)}>
              Continuer à noter
            </button>
            {found === undefined && isSaved ? (
              <CommandButton command={send} input={undefined}>
                Rendre pour de bon
              </CommandButton>
            ) : null}
          </div>
        </div>
      ) : (
        <div className="es-row es-send__row">
          {next === undefined ? null : (
            <Link className="fr-btn fr-btn--tertiary-no-outline" to="/evaluation/$id" params={{ id: next.reviewId }}>
              Dossier suivant
            </Link>
          )}
          <button type="button" className="fr-btn" onClick={start}>
            Rendre l’évaluation
          </button>
        </div>
      )}
      <CommandOutcome command={send} />
      <p className="es-xs es-muted">Les notes des autres vous seront montrées après l’envoi de la vôtre.</p>
    </div>
  );
}
