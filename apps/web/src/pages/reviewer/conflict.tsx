import { useSuspenseQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { api, ask, type Schemas } from '../../client/client.js';
import { CommandButton, CommandOutcome } from '../../commands/command.js';
import { useCommand } from '../../commands/use-command.js';
import { Choices } from '../../components/field.js';
import { Message } from '../../components/message.js';
import { conflictBases } from '../../language/words.js';
import { PageHead } from '../../shell/page.js';
import { reviewQuery } from './queries.js';

type Basis = Schemas['ConflictBody']['basis'];
const bases = Object.entries(conflictBases) as [Basis, string][];
const capital = (word: string): string => word[0]!.toUpperCase() + word.slice(1);

/** A link with a dossier: its nature, no more; it says what declaring it will do before it is done. */
export function ConflictPage(): ReactNode {
  const { id } = useParams({ from: '/evaluation/$id/lien' });
  const [review] = useState(useSuspenseQuery(reviewQuery(id)).data);
  const [basis, setBasis] = useState<Basis>();
  const pole = review.submission.content.pole.name;
  const declare = useCommand<Basis, Schemas['ConflictDto']>({
    act: (chosen) => ask(api.POST('/api/applications/{id}/conflicts', { params: { path: { id: review.applicationId } }, body: { basis: chosen } })),
    done: ({ endedAssignmentId }) => (endedAssignmentId === null ? 'Votre lien est déclaré. Votre évaluation, déjà rendue, ne compte plus.' : 'Votre lien est déclaré. Ce dossier est retiré de vos évaluations, une autre personne le reprendra.'),
    refreshes: [['assignments']],
  });
  return (
    <>
      <PageHead
        title="Déclarer un conflit d’intérêts"
        trail={[
          { label: 'À faire', to: '/evaluation' },
          { label: pole, to: '/evaluation/$id', params: { id } },
        ]}
        lead={`Dossier ${review.submission.number}, ${pole}. Seule la nature du lien est enregistrée.`}
      />
      <div className="es-page es-end">
        <div className="es-narrow es-stack">
          {declare.state === 'done' ? null : (
            <>
              <Choices legend="Quel lien avez-vous avec ce pôle ou l’un de ses membres ?" options={bases.map(([value, label]) => ({ value, label: capital(label) }))} value={basis} onChoose={setBasis} />
              <Message tone="info" more="Loi n° 2013-907, article 2. Une déclaration ne se retire pas depuis cette page.">
                {review.state === 'draft' ? 'Ce dossier vous sera retiré tout de suite. Vos notes en cours ne compteront pas, et vous ne le verrez plus.' : 'Votre évaluation est déjà rendue : elle restera au dossier, mais ne comptera plus.'}
              </Message>
              <div className="es-row">
                <Link className="fr-btn fr-btn--tertiary-no-outline" to="/evaluation/$id" params={{ id }}>
                  Revenir au dossier
                </Link>
                {basis === undefined ? null : (
                  <CommandButton command={declare} input={basis}>
                    Déclarer ce lien
                  </CommandButton>
                )}
              </div>
            </>
          )}
          <CommandOutcome command={declare} />
          {declare.state === 'done' ? (
            <Link className="fr-btn" to="/evaluation">
              Revenir à mes évaluations
            </Link>
          ) : null}
        </div>
      </div>
    </>
  );
}
