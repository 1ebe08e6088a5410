import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { api, ask, type Schemas } from '../../client/client.js';
import { AskedTwice } from '../../commands/asked-twice.js';
import { useCommand } from '../../commands/use-command.js';
import { CharterText } from '../../components/charter.js';
import { EmptyState } from '../../components/empty-state.js';
import { TodoSection } from '../../components/todo.js';
import { calendarDay, counted, day } from '../../language/format.js';
import { charterWords } from '../../language/words.js';
import { useSession } from '../../session/site.js';
import { PageHead } from '../../shell/page.js';
import { charterQuery, chartersQuery } from '../visitor/charter-queries.js';
import { DraftCharter, NewCharter } from './charter-form.js';
import { charterInputOf, emptyCharter } from './charter-input.js';

const path = (id: string) => ({ params: { path: { id } } });

/** The charter of the poles as the ministry keeps it: the version in preparation, its publication by another person, the versions that poles signed. */
export function DeskCharterPage(): ReactNode {
  const charters = useSuspenseQuery(chartersQuery).data;
  const session = useSession();
  const holds = (role: string): boolean => session?.grants.some(({ role: held, scope }) => held === role && Object.keys(scope).length === 0) === true;
  const draft = charters.find(({ state }) => state === 'draft');
  const published = charters.filter(({ state }) => state === 'published');
  const inForce = published.find(({ isInForce }) => isInForce);
  return (
    <>
      <PageHead
        title="La charte des pôles"
        trail={[{ label: 'À faire', to: '/instruction' }]}
        lead={`${inForce === undefined ? 'Aucune version n’est en vigueur' : `« ${inForce.title} » est en vigueur`}${draft === undefined ? '.' : ' ; une autre est en préparation.'}`}
        actions={
          inForce === undefined ? undefined : (
            <Link className="fr-btn fr-btn--tertiary-no-outline" to="/charte">
              Voir la page publique
            </Link>
          )
        }
      />
      <div className="es-page es-end es-stack es-stack--lg">
        {draft === undefined ? <Beginning inForceId={inForce?.id} mayDraft={holds('officer')} /> : <Draft key={draft.id} id={draft.id} mayDraft={holds('officer')} mayPublish={holds('publisher')} />}
        <TodoSection
          title="Versions publiées"
          what={['version', 'versions']}
          none="Aucune version n’est publiée."
          tasks={published.map(({ id, title, adoptedOn, publishedAt, signatures, isInForce }) => ({
            key: id,
            title,
            note: `Adoptée le ${calendarDay(adoptedOn)}${publishedAt === null ? '' : `, publiée le ${day(publishedAt)}`} : ${signatures === 0 ? 'aucune signature' : counted(signatures, 'pôle signataire', 'pôles signataires')}.`,
            state: charterWords[isInForce ? 'in-force' : 'past'],
          }))}
        />
      </div>
    </>
  );
}

/** Nothing is in preparation: a new version begins with the text in force. */
function Beginning({ inForceId, mayDraft }: { inForceId: string | undefined; mayDraft: boolean }): ReactNode {
  const [begun, setBegun] = useState(false);
  const inForce = useQuery({ ...charterQuery(inForceId ?? ''), enabled: begun && inForceId !== undefined }).data;
  if (!mayDraft) return null;
  if (!begun) {
    return (
      <EmptyState dots="none" level={2} title="Aucune version en préparation" text="Une nouvelle version part du texte en vigueur. Une autre personne la publie ; les pôles la signent à leur tour.">
        <button type="button" className="fr-btn" onClick={() => setBegun(true)}>
          Préparer une version
        </button>
      </EmptyState>
    );
  }
  if (inForceId !== undefined && inForce === undefined) return null;
  return (
    <section aria-labelledby="preparation">
      <h2 id="preparation">La version en préparation</h2>
      <NewCharter start={inForce === undefined ? emptyCharter : { ...charterInputOf(inForce), adoptedOn: '' }} />
    </section>
  );
}

function Draft({ id, mayDraft, mayPublish }: { id: string; mayDraft: boolean; mayPublish: boolean }): ReactNode {
  const charter = useSuspenseQuery(charterQuery(id)).data;
  const refreshes = [['charters']];
  const publish = useCommand<void>({ act: () => ask(api.POST('/api/charters/{id}/publish', path(id))), done: () => 'La charte est publiée. Les pôles concernés en sont avertis.', refreshes });
  const drop = useCommand<void>({ act: () => ask(api.POST('/api/charters/{id}/drop', path(id))), done: () => 'La version est abandonnée.', refreshes });
  return (
    <>
      <section aria-labelledby="preparation" className="es-stack">
        <h2 id="preparation">La version en préparation</h2>
        {mayDraft ? <DraftCharter charter={charter} /> : <Read charter={charter} />}
      </section>
      {mayPublish ? (
        <AskedTwice
          id="publier"
          title="Publier"
          note="Relisez la version : elle entre en vigueur aussitôt et ne change plus."
          warning={`« ${charter.title} » entre en vigueur tout de suite, pour tous les pôles.`}
          more="Ceux qui préparent un dossier dans un appel qui la demande reçoivent un courriel. Les dossiers déjà déposés restent tels quels."
          first="Publier la version"
          keep="Ne pas publier"
          second="Publier pour de bon"
          command={publish}
        />
      ) : null}
      {mayDraft || mayPublish ? (
        <AskedTwice id="abandonner" title="Abandonner" warning="La version ne paraîtra pas." more="Une autre pourra être préparée ensuite." first="Abandonner la version" keep="Garder la version" second="Abandonner pour de bon" command={drop} />
      ) : null}
    </>
  );
}

const Read = ({ charter }: { charter: Schemas['CharterDto'] }): ReactNode => (
  <div className="es-read es-read--desk es-stack">
    <p>
      « {charter.title} », adoptée le {calendarDay(charter.adoptedOn)}. Écrite par {charter.changedByName}.
    </p>
    <CharterText charter={charter} />
  </div>
);
