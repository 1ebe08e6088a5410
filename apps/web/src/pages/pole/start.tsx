import { useSuspenseInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { canStart } from '#domain/applications/application.policy.js';
import { api, ask, type Schemas } from '../../client/client.js';
import { CommandOutcome } from '../../commands/command.js';
import { useCommand } from '../../commands/use-command.js';
import { remaining } from '../../components/countdown.js';
import { EmptyState } from '../../components/empty-state.js';
import { Choices, Field } from '../../components/field.js';
import { Message } from '../../components/message.js';
import { OutsideRegions } from '../../components/outside-regions.js';
import { dayAndTime, lastMinute } from '../../language/format.js';
import { itemsOf } from '../../lists/keyset.js';
import { useNow, useSession } from '../../session/site.js';
import { PageHead } from '../../shell/page.js';
import { momentOf } from '../visitor/moment.js';
import { callQuery } from '../visitor/queries.js';
import { sentenceOf, trackOf } from '../visitor/tracks.js';
import { PoleForm } from './pole-form.js';
import { applicationsQuery, polesQuery } from './queries.js';

/** Starting an application to an open call: for which pole, in which track, under which title. */
export function StartPage(): ReactNode {
  const { callId } = useParams({ from: '/pole/candidater/$callId' });
  const call = useSuspenseQuery(callQuery(callId)).data;
  const session = useSession()!;
  const poles = useSuspenseQuery(polesQuery).data.items.filter(({ id }) => canStart(session, id));
  const dossiers = itemsOf(useSuspenseInfiniteQuery(applicationsQuery).data).filter((one) => one.callId === callId);
  const now = useNow();
  const closing = call.phases.find(({ closesAt }) => now < new Date(closesAt));
  const isOpen = momentOf(call, now) === 'open' && closing !== undefined;
  const [creating, setCreating] = useState(false);
  const trail = [
    { label: 'À faire', to: '/pole' as const },
    { label: call.title, to: '/appels/$id' as const, params: { id: callId } },
  ];
  if (!isOpen) {
    return (
      <>
        <PageHead title="Candidater" trail={trail} lead={`${call.title} ne reçoit pas de dossier aujourd’hui.`} />
        <div className="es-page es-end">
          <EmptyState dots="none" level={2} title="Le dépôt n’est pas ouvert" text="Les dates sont sur la page de l’appel.">
            <Link className="fr-btn fr-btn--secondary" to="/appels/$id" params={{ id: callId }}>
              Lire l’appel
            </Link>
          </EmptyState>
        </div>
      </>
    );
  }
  const free = poles.filter(({ id }) => tracksFree(call, id, dossiers).length > 0);
  const showsForm = poles.length === 0 || creating;
  return (
    <>
      <PageHead title="Candidater" trail={trail} lead={`${call.title} : ${remaining(now, closing.closesAt)} pour déposer, jusqu’au ${dayAndTime(lastMinute(closing.closesAt))}.`} />
      <div className="es-page es-end es-stack es-stack--lg">
        {dossiers.map(({ id, poleName, projectTitle, track }) => (
          <Message key={id} tone="info" more={<Link to="/pole/dossiers/$id" params={{ id }}>Reprendre « {projectTitle} »</Link>}>
            {poleName} a déjà un dossier pour {track === null ? 'cet appel' : `le volet « ${track.title} »`}.
          </Message>
        ))}
        {showsForm ? (
          <PoleForm first={poles.length === 0} onDone={() => setCreating(false)} />
        ) : (
          <>
            {free.length === 0 ? null : <StartForm call={call} poles={free} dossiers={dossiers} />}
            <div>
              <button type="button" className="fr-btn fr-btn--tertiary-no-outline" onClick={() => setCreating(true)}>
                Inscrire un autre pôle
              </button>
            </div>
          </>
        )}
      </div>
    </>
  );
}

type Dossiers = readonly Schemas['ApplicationSummaryDto'][];

/** The keys of the tracks that a pole may still ask for: one dossier for each; null where the call has none. */
function tracksFree(call: Schemas['CallDto'], poleId: string | undefined, dossiers: Dossiers): (string | null)[] {
  const taken = dossiers.filter((one) => one.poleId === poleId && one.state !== 'discarded').map(({ track }) => track?.key ?? null);
  return (call.tracks.length === 0 ? [null] : call.tracks.map(({ key }) => key)).filter((key) => !taken.includes(key));
}

/** Has the pole an award in that track? A pole reads « awarded » once its decision is released. */
const isLaureate = (dossiers: Dossiers, poleId: string | undefined, track: string): boolean => dossiers.some((one) => one.poleId === poleId && one.track?.key === track && one.state === 'awarded');

function StartForm({ call, poles, dossiers }: { call: Schemas['CallDto']; poles: readonly Schemas['PoleDto'][]; dossiers: Dossiers }): ReactNode {
  const navigate = useNavigate();
  const [poleId, setPoleId] = useState(poles.length === 1 ? poles[0]!.id : undefined);
  const [track, setTrack] = useState<string>();
  const [projectTitle, setTitle] = useState('');
  const [declared, setDeclared] = useState<'oui' | 'non'>();
  const [tried, setTried] = useState(false);
  const titleOf = (key: string): string => call.tracks.find((one) => one.key === key)?.title ?? key;
  /** Why this pole may not ask for that track. */
  const blocked = (key: string): string | undefined => {
    const requires = call.tracks.find((one) => one.key === key)?.requiresTrack ?? null;
    if (poleId === undefined) return undefined;
    if (!tracksFree(call, poleId, dossiers).includes(key)) return 'Ce pôle a déjà un dossier pour ce volet.';
    return requires === null || isLaureate(dossiers, poleId, requires) ? undefined : `Ce volet est réservé aux lauréats du volet « ${titleOf(requires)} », et ce pôle n’a pas encore cette décision.`;
  };
  const wrong = {
    pole: poleId === undefined ? 'Choisissez le pôle qui candidate.' : undefined,
    track: call.tracks.length === 0 ? undefined : track === undefined ? 'Choisissez le volet que votre pôle demande.' : blocked(track),
    title: projectTitle.trim() === '' ? 'Donnez un titre au projet : vous pourrez le changer.' : projectTitle.length > 300 ? 'Ce titre est trop long : 300 caractères au plus.' : undefined,
    declared: call.prerequisite !== null && declared === undefined ? 'Répondez par oui ou par non : vous pourrez changer.' : undefined,
  };
  const start = useCommand<void, Schemas['Created']>({
    act: () => ask(api.POST('/api/applications', { body: { callId: call.id, poleId: poleId!, projectTitle: projectTitle.trim(), prerequisiteDeclared: declared === 'oui', ...(track === undefined ? {} : { trackKey: track }) } })),
    done: () => 'Votre dossier est commencé.',
    refreshes: [['applications']],
    onDone: ({ id }) => navigate({ to: '/pole/dossiers/$id', params: { id } }),
  });
  return (
    <form
      className="es-narrow es-stack es-stack--lg"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (Object.values(wrong).every((one) => one === undefined)) return start.run();
        event.currentTarget.querySelector<HTMLElement>(wrong.pole !== undefined ? '[name="pole"]' : wrong.track !== undefined ? '[name="volet"]' : wrong.title !== undefined ? '#titre' : '[name="prealable"]')?.focus();
      }}
    >
      <Choices legend="Pour quel pôle ?" name="pole" error={tried ? wrong.pole : undefined} options={poles.map(({ id, name, siren, city }) => ({ value: id, label: name, hint: `SIREN ${siren}, ${city}` }))} value={poleId} onChoose={setPoleId} />
      <OutsideRegions call={call} pole={poles.find(({ id }) => id === poleId)} reader="pole" />
      {call.tracks.length === 0 ? null : (
        <Choices
          legend="Quel volet demandez-vous ?"
          hint="Un dossier par volet. Le volet ne change plus ensuite."
          name="volet"
          error={tried || (track !== undefined && poleId !== undefined) ? wrong.track : undefined}
          options={call.tracks.map(trackOf).map((one) => ({ value: one.key, label: one.title, hint: [sentenceOf(one), one.requiresTrack === null ? '' : `Réservé aux lauréats du volet « ${titleOf(one.requiresTrack)} ».`].join(' ').trim() }))}
          value={track}
          onChoose={setTrack}
        />
      )}
      <Field id="titre" label="Titre du projet" hint="Une ligne. Vous pourrez la changer jusqu’au dépôt." value={projectTitle} error={tried ? wrong.title : undefined} onChange={({ target }) => setTitle(target.value)} />
      {call.prerequisite === null ? null : (
        <Choices
          legend={`${call.prerequisite} : est-ce votre cas ?`}
          name="prealable"
          error={tried ? wrong.declared : undefined}
          options={[
            { value: 'oui', label: 'Oui' },
            { value: 'non', label: 'Non' },
          ]}
          value={declared}
          onChoose={setDeclared}
        />
      )}
      <div>
        <button type="submit" className="fr-btn" aria-disabled={start.state === 'running'}>
          Commencer mon dossier
        </button>
        <p className="es-sm es-muted es-gap-t">Rien n’est envoyé à l’administration avant le dépôt. Vous pouvez vous arrêter et reprendre.</p>
      </div>
      <CommandOutcome command={start} />
    </form>
  );
}
