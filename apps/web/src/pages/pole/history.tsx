import { useQuery, useSuspenseInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { differingFields } from '#domain/applications/merge.rules.js';
import type { Section } from '#domain/calls/form.js';
import { Refusal } from '../../client/refusal.js';
import { api, ask, type Schemas } from '../../client/client.js';
import { CommandButton, CommandOutcome } from '../../commands/command.js';
import { useCommand } from '../../commands/use-command.js';
import { answerLine } from '../../components/submission-diff.js';
import { VersionDiff } from '../../components/version-diff.js';
import { dayAndTime } from '../../language/format.js';
import { itemsOf } from '../../lists/keyset.js';
import { moreOf, MoreButton } from '../../lists/more-button.js';
import { PageHead } from '../../shell/page.js';
import { formOf, isWritable, type Dossier } from './content.js';
import { useDossier } from './frame.js';
import { revisionQuery, revisionsQuery, sectionQuery } from './queries.js';

/** Everything that was ever sent for a section: who, when; one version at a time beside what is there now, and the way back to it. */
export function HistoryPage(): ReactNode {
  const { id, section: key } = useParams({ from: '/pole/dossiers/$id/rubriques/$section/historique' });
  const { version } = useSearch({ from: '/pole/dossiers/$id/rubriques/$section/historique' });
  const { dossier } = useDossier(id);
  const revisions = useSuspenseInfiniteQuery(revisionsQuery(id, key));
  const section = formOf(dossier).sections.find((one) => one.key === key);
  if (section === undefined) throw new Refusal({ status: 404, code: 'application.not-found', params: {} });
  const found = itemsOf(revisions.data);
  return (
    <>
      <PageHead
        title={`Historique : ${section.title}`}
        trail={[
          { label: 'À faire', to: '/pole' },
          { label: dossier.projectTitle, to: '/pole/dossiers/$id', params: { id } },
        ]}
        lead={found.length === 0 ? 'Rien n’a encore été enregistré dans cette rubrique.' : 'Chaque texte envoyé est gardé, même celui qui n’a pas pu être enregistré.'}
      />
      <div className="es-page es-end es-two">
        <div>{version === undefined ? <p className="es-muted">Choisissez une version pour voir ce qui diffère d’aujourd’hui.</p> : <Version key={version} id={version} dossier={dossier} section={section} />}</div>
        <aside aria-labelledby="versions">
          <h2 id="versions" className="fr-h4">
            Versions
          </h2>
          <ul className="es-plain-list es-todo">
            {found.map((one) => (
              <li key={one.id} aria-current={one.id === version}>
                <div>
                  <Link to="/pole/dossiers/$id/rubriques/$section/historique" params={{ id, section: key }} search={{ version: one.id }}>
                    {dayAndTime(one.savedAt)}
                  </Link>
                  <small>
                    {one.savedBy}
                    {one.kept ? '' : ', non enregistrée : trop tard, ou une autre personne venait d’enregistrer'}
                  </small>
                </div>
              </li>
            ))}
          </ul>
          <MoreButton more={moreOf(revisions)} look="quiet" />
        </aside>
      </div>
    </>
  );
}

function Version({ id, dossier, section }: { id: string; dossier: Dossier; section: Section }): ReactNode {
  const revision = useQuery(revisionQuery(id)).data;
  const now = useQuery(sectionQuery(dossier.id, section.key)).data;
  if (revision === undefined || now === undefined) return <p role="status">Chargement…</p>;
  const changed = differingFields(revision.answers, now.answers);
  const lines = section.fields
    .filter(({ key }) => changed.includes(key))
    .map((field) => ({ key: field.key, label: field.label, was: answerLine(field, revision.answers[field.key]), is: answerLine(field, now.answers[field.key]) }));
  return (
    <div className="es-stack">
      <h2>Version du {dayAndTime(revision.savedAt)}</h2>
      <VersionDiff before="Dans cette version" after="Aujourd’hui" lines={lines} none="Cette version dit la même chose que la rubrique aujourd’hui." />
      {lines.length > 0 && isWritable(dossier, section.key) ? <Restore dossier={dossier} revision={revision} now={now} /> : null}
    </div>
  );
}

/** Taking an old version up again is a save like another: over the version that was read, and itself in the history. */
function Restore({ dossier, revision, now }: { dossier: Dossier; revision: Schemas['RevisionContentDto']; now: Schemas['SectionNowDto'] }): ReactNode {
  const navigate = useNavigate();
  const params = { id: dossier.id, section: now.key };
  const restore = useCommand({
    act: () => ask(api.PUT('/api/applications/{id}/sections/{key}', { params: { path: { id: dossier.id, key: now.key } }, body: { version: now.version, answers: revision.answers } })),
    done: () => 'Cette version est reprise.',
    refreshes: [['applications']],
    onDone: () => navigate({ to: '/pole/dossiers/$id/rubriques/$section', params }),
  });
  return (
    <>
      <div>
        <CommandButton command={restore} input={undefined}>
          Reprendre cette version
        </CommandButton>
      </div>
      <CommandOutcome command={restore} />
    </>
  );
}
