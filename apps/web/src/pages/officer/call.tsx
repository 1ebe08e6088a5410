import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { wasPublished } from '#domain/calls/call.rules.js';
import { api, ask, type Schemas } from '../../client/client.js';
import { CommandButton, CommandOutcome } from '../../commands/command.js';
import { useCommand } from '../../commands/use-command.js';
import { Select } from '../../components/field.js';
import { Message } from '../../components/message.js';
import { dayAndTime, list, opening } from '../../language/format.js';
import { useSession } from '../../session/site.js';
import { PageHead } from '../../shell/page.js';
import { callQuery, documentsQuery } from '../visitor/queries.js';
import { DeskAddenda } from './addenda.js';
import { AsOthersSee, CallFacts } from './call-facts.js';
import { callsTrail, DraftCallForm } from './call-form.js';
import { Clone } from './clone.js';
import { DiscardCall } from './discard-call.js';
import { DeskDocuments, NoSpecification } from './documents.js';
import { DeskQuestions } from './questions.js';
import { deskCallsQuery } from './queries.js';

type Call = Schemas['CallDto'];

/** A call as its desk sees it: a form while it is prepared, its publication by another person, then its facts. */
export function DeskCallPage(): ReactNode {
  const { id } = useParams({ from: '/instruction/appels/$id' });
  const call = useSuspenseQuery(callQuery(id)).data;
  const session = useSession();
  const holds = (role: string): boolean => session?.grants.some((grant) => grant.role === role && (grant.scope.callId === undefined || grant.scope.callId === id)) === true;
  if (call.state === 'draft' && holds('officer')) {
    return (
      <DraftCallForm key={id} call={call} actions={<AsOthersSee call={call} />}>
        <Definitions call={call} mayReuse />
        <div className="es-callform">
          <DeskDocuments call={call} mayEdit />
          <DiscardCall call={call} />
        </div>
      </DraftCallForm>
    );
  }
  return (
    <>
      <PageHead
        title={call.title}
        trail={callsTrail}
        lead={call.state === 'discarded' ? 'Abandonné avant sa publication : il reste lisible ici et ne change plus.' : call.state === 'draft' ? 'Brouillon : il attend sa publication.' : `Publié${call.publishedAt === null ? '' : ` le ${dayAndTime(call.publishedAt)}`} : il ne change que par additif.`}
        actions={
          <>
            <AsOthersSee call={call} />
            {!wasPublished(call.state) ? null : (
              <Link className="fr-btn" to="/instruction/pilotage" search={{ appel: id }}>
                Piloter cet appel
              </Link>
            )}
          </>
        }
      />
      <div className="es-page es-end">
        <div className="es-read es-read--desk es-stack--lg">
          <CallFacts call={call} />
          <Definitions call={call} mayReuse={false} />
          <DeskDocuments call={call} mayEdit={wasPublished(call.state) && holds('officer')} />
          {call.state === 'draft' && holds('publisher') ? <Publish call={call} /> : null}
          {!wasPublished(call.state) ? null : <DeskAddenda call={call} mayPropose={holds('officer')} mayPublish={holds('publisher')} />}
          {!wasPublished(call.state) ? null : <DeskQuestions callId={id} mayAnswer={holds('officer')} />}
          {call.state !== 'draft' && holds('officer') ? <Clone key={id} call={call} /> : null}
        </div>
      </div>
    </>
  );
}

interface Listed {
  sections?: { title: string; fields: unknown[] }[];
  criteria?: { label: string; weight: number }[];
}

/** The form and the rubric: what they hold, and, while there is none, those of another call to begin with. */
function Definitions({ call, mayReuse }: { call: Call; mayReuse: boolean }): ReactNode {
  const others = useSuspenseQuery(deskCallsQuery).data.filter(({ id }) => id !== call.id);
  const [from, setFrom] = useState('');
  const [isAsked, setIsAsked] = useState(false);
  const choose = (id: string): void => {
    setFrom(id);
    setIsAsked(false);
  };
  const isReplacing = call.form !== null || call.rubric !== null;
  const { sections = [] } = (call.form ?? {}) as Listed;
  const { criteria = [] } = (call.rubric ?? {}) as Listed;
  const reuse = useCommand<string>({
    act: async (otherId) => {
      const other = await ask(api.GET('/api/calls/{id}', { params: { path: { id: otherId } } }));
      const path = { params: { path: { id: call.id } } };
      let { version } = call;
      if (other.form !== null) ({ version } = await ask(api.PUT('/api/calls/{id}/form', { ...path, body: { version, definition: other.form } })));
      if (other.rubric !== null) await ask(api.PUT('/api/calls/{id}/rubric', { ...path, body: { version, definition: other.rubric } }));
    },
    done: () => 'Le formulaire et la grille sont repris.',
    refreshes: [['calls']],
    onDone: () => choose(''),
  });
  return (
    <section className="es-sec" aria-labelledby="definitions">
      <h2 id="definitions">Le formulaire et la grille</h2>
      <p>{call.form === null ? 'Pas encore de formulaire.' : `Formulaire : ${sections.map(({ title }) => title).join(', ')}.`}</p>
      <p>{call.rubric === null ? 'Pas encore de grille.' : `Grille : ${criteria.map(({ label, weight }) => `${label} (${weight} %)`).join(', ')}.`}</p>
      {mayReuse ? (
        <div className="es-row es-gap-t">
          <Link className="fr-btn fr-btn--secondary fr-btn--sm" to="/instruction/appels/$id/formulaire" params={{ id: call.id }}>
            Construire le formulaire
          </Link>
          <Link className="fr-btn fr-btn--secondary fr-btn--sm" to="/instruction/appels/$id/grille" params={{ id: call.id }}>
            Construire la grille
          </Link>
        </div>
      ) : null}
      {mayReuse && others.length > 0 ? (
        <div className="es-narrow es-gap-t">
          <Select label="Reprendre ceux d’un autre appel" hint="Ils remplacent ceux de ce brouillon." value={from} onChange={(event) => choose(event.target.value)}>
            <option value="">Choisir un appel</option>
            {others.map(({ id, title }) => (
              <option key={id} value={id}>
                {title}
              </option>
            ))}
          </Select>
          {from === '' ? null : !isReplacing ? (
            <CommandButton command={reuse} input={from} kind="secondary">
              Reprendre le formulaire et la grille
            </CommandButton>
          ) : !isAsked ? (
            <button type="button" className="fr-btn fr-btn--secondary" onClick={() => setIsAsked(true)}>
              Reprendre le formulaire et la grille
            </button>
          ) : (
            <>
              <Message tone="warn" more="Exportez d’abord le formulaire si vous voulez le garder.">
                Le formulaire et la grille de ce brouillon seront remplacés par ceux de « {others.find(({ id }) => id === from)?.title} ». Cela ne se défait pas.
              </Message>
              <div className="es-row es-gap-t">
                <button type="button" className="fr-btn fr-btn--tertiary-no-outline" onClick={() => setIsAsked(false)}>
                  Garder les miens
                </button>
                <CommandButton command={reuse} input={from} kind="secondary">
                  Remplacer le formulaire et la grille
                </CommandButton>
              </div>
            </>
          )}
        </div>
      ) : null}
      <CommandOutcome command={reuse} />
    </section>
  );
}

/** Publication, in two steps: what it will do, then the thing. */
function Publish({ call }: { call: Call }): ReactNode {
  const [asked, setAsked] = useState(false);
  const publish = useCommand({
    act: () => ask(api.POST('/api/calls/{id}/publish', { params: { path: { id: call.id } } })),
    done: () => 'L’appel est publié.',
    refreshes: [['calls']],
  });
  const first = call.phases[0];
  const documents = useQuery(documentsQuery(call.id)).data;
  const kept = (documents ?? []).filter(({ isGiven }) => !isGiven);
  return (
    <section className="es-sec" aria-labelledby="publier">
      <h2 id="publier">Publier</h2>
      <p>
        L’appel paraîtra tout de suite pour tout le monde et ne changera plus que par additif{first === undefined ? '' : ` ; le dépôt ouvrira le ${opening(first.opensAt)}`}.
      </p>
      {documents === undefined || documents.some(({ kind }) => kind === 'specification') ? null : <NoSpecification isDraft />}
      {kept.length === 0 ? null : <Message tone="warn">Le public ne pourra pas encore télécharger : {list(kept.map(({ title }) => `« ${title} »`))}. L’antivirus ne les a pas trouvés sains.</Message>}
      <div className="es-row es-gap-t">
        {asked ? (
          <>
            <button type="button" className="fr-btn fr-btn--tertiary-no-outline" onClick={() => setAsked(false)}>
              Ne pas publier
            </button>
            <CommandButton command={publish} input={undefined}>
              Publier pour de bon
            </CommandButton>
          </>
        ) : (
          <button type="button" className="fr-btn" onClick={() => setAsked(true)}>
            Publier l’appel
          </button>
        )}
      </div>
      <CommandOutcome command={publish} />
    </section>
  );
}
