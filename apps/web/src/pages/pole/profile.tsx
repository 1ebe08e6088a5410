import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { departmentName, departments } from '#domain/directory/department.js';
import { profileFaults, profileLimits, tidyProfile, type PoleProfile, type ProfileFault } from '#domain/directory/profile.rules.js';
import { regionName, regions } from '#domain/directory/region.js';
import { api, ask } from '../../client/client.js';
import { Refusal } from '../../client/refusal.js';
import { ErrorSummary } from '../../components/error-summary.js';
import { Field, Select, TextArea } from '../../components/field.js';
import { Message } from '../../components/message.js';
import { PickList } from '../../components/pick-list.js';
import { PoleActivity } from '../../components/pole-standing.js';
import { SaveState, SaveTrouble } from '../../components/save-state.js';
import { useDraft, type DraftDesk } from '../../drafts/use-draft.js';
import { PageHead } from '../../shell/page.js';
import { directoryFiguresQuery } from '../visitor/queries.js';
import { ProfileMembers } from './profile-members.js';
import { fieldOf, mergeProfiles, profileOf, troubleAt } from './profile-value.js';
import { profileQuery } from './queries.js';
import { withoutBlanks } from './siren.js';

/** What a pole says of itself in the directory: nothing is saved, and nothing shown to others, before its people say so. */
export function ProfilePage(): ReactNode {
  const { id } = useParams({ from: '/pole/fiche/$id' });
  return <Profile key={id} id={id} />;
}

function Profile({ id }: { id: string }): ReactNode {
  const profile = useSuspenseQuery(profileQuery(id)).data;
  const themes = useSuspenseQuery(directoryFiguresQuery({})).data.themes.map(({ theme }) => theme);
  const queryClient = useQueryClient();
  const [tried, setTried] = useState(false);
  const path = { params: { path: { id } } };
  const desk = useDraft<PoleProfile>({
    subject: `pole.${id}.profile`,
    saved: { value: profileOf(profile), version: profile.version },
    save: async (value, version) => {
      const sent = tidyProfile(value);
      if (profileFaults(sent).length > 0) throw new Refusal({ status: 400, code: 'pole.profile-malformed', params: { problems: profileFaults(sent).map((one) => one.path) } });
      const after = await ask(api.PUT('/api/poles/{id}/profile', { ...path, body: { version, ...sent } as never }));
      queryClient.setQueryData(profileQuery(id).queryKey, after);
      void queryClient.invalidateQueries({ queryKey: ['directory'] });
      return after.version;
    },
    reload: async () => {
      const now = await ask(api.GET('/api/poles/{id}/profile', path));
      queryClient.setQueryData(profileQuery(id).queryKey, now);
      return { value: profileOf(now), version: now.version };
    },
    merge: mergeProfiles,
  });
  const latest = useRef(desk.show);
  useEffect(() => {
    latest.current = desk.show;
  });
  useEffect(() => latest.current({ value: profileOf(profile), version: profile.version }), [profile]);
  const faults = tried ? profileFaults(desk.value) : [];
  const change = (part: Partial<PoleProfile>): void => desk.change({ ...desk.value, ...part });
  return (
    <>
      <PageHead
        title={`Fiche : ${profile.name}`}
        trail={[{ label: 'À faire', to: '/pole' }]}
        lead={profile.listed ? 'La fiche paraît dans l’annuaire public des pôles.' : 'La fiche ne paraît pas dans l’annuaire public.'}
        actions={<SaveState desk={desk} />}
      />
      <div className="es-page es-end">
        <form
          className="es-callform es-stack es-stack--lg"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            setTried(true);
            if (profileFaults(desk.value).length === 0) desk.save();
          }}
        >
          <SaveTrouble desk={desk} show={(version) => <Short profile={version} />} />
          {desk.isMerged && desk.draft.state === 'unsaved' ? (
            <Message tone="info" more="Relisez, puis enregistrez.">
              Une autre personne a changé la fiche entre-temps : ses changements sont réunis aux vôtres.
            </Message>
          ) : null}
          <ErrorSummary errors={faults.map(({ path: at, code: _ }) => ({ ...fieldOf(at, desk.value.members), ...errorOf(faults, at) }))} />
          <Listing desk={desk} id={id} isListed={profile.listed} unlistedReason={profile.unlistedReason} change={change} />
          <Presentation value={desk.value} faults={faults} themes={themes} change={change} />
          <Places value={desk.value} change={change} />
          <ProfileMembers members={desk.value.members} faults={faults} onChange={(members) => change({ members })} />
          <div>
            <button type="submit" className="fr-btn" aria-disabled={desk.draft.state === 'saving'}>
              Enregistrer la fiche
            </button>
          </div>
        </form>
        <div className="es-callform es-gap-t">
          <PoleActivity profile={profile} version={profile.version} />
        </div>
      </div>
    </>
  );
}

const errorOf = (faults: readonly ProfileFault[], path: string): { error?: string } => {
  const error = troubleAt(faults, path);
  return error === undefined ? {} : { error };
};

/** A version in a few lines, for the choice between two. */
const Short = ({ profile }: { profile: PoleProfile }): ReactNode => (
  <>
    {profile.description}
    <small className="es-block">
      {profile.themes.join(', ')}. {profile.members.map(({ name }) => name).join(', ')}.
    </small>
  </>
);

function Listing({ desk, id, isListed, unlistedReason, change }: { desk: DraftDesk<PoleProfile>; id: string; isListed: boolean; unlistedReason: string | null; change: (part: Partial<PoleProfile>) => void }): ReactNode {
  if (unlistedReason !== null) {
    return (
      <Message tone="warn" more="Corrigez la fiche, puis écrivez au ministère : lui seul peut la faire reparaître.">
        <b>Le ministère a retiré cette fiche de l’annuaire.</b> {unlistedReason}
      </Message>
    );
  }
  return (
    <div>
      <div className="fr-checkbox-group">
        <input type="checkbox" id="fiche-listed" checked={desk.value.listed} onChange={({ target }) => change({ listed: target.checked })} />
        <label className="fr-label" htmlFor="fiche-listed">
          Faire paraître cette fiche dans l’annuaire public
          <span className="fr-hint-text">Chacun lit alors tout ce qui suit, avec le siège et le SIREN du pôle ; jamais vos dossiers.</span>
        </label>
      </div>
      {isListed ? (
        <p className="es-gap-t">
          <Link to="/poles/$id" params={{ id }}>
            Voir la fiche publique
          </Link>
        </p>
      ) : null}
    </div>
  );
}

function Presentation({ value, faults, themes, change }: { value: PoleProfile; faults: readonly ProfileFault[]; themes: readonly string[]; change: (part: Partial<PoleProfile>) => void }): ReactNode {
  return (
    <section aria-labelledby="presentation" className="es-stack">
      <h2 id="presentation">Le pôle en quelques mots</h2>
      <TextArea label="Présentation" hint="Ce que le pôle fait, avec qui, pour qui." rows={6} maxLength={profileLimits.description} value={value.description} onChange={({ target }) => change({ description: target.value })} />
      <Themes value={value.themes} known={themes} onChange={(list) => change({ themes: list })} />
      <div className="es-pair">
        <Field id="fiche-website" label="Site" hint="Par exemple https://www.exemple.fr" type="url" value={value.website ?? ''} error={troubleAt(faults, 'website')} onChange={({ target }) => change({ website: target.value.trim() || null })} onBlur={() => value.website !== null && !/^[a-z]+:/i.test(value.website) && change({ website: `https://${value.website}` })} />
        <Field id="fiche-rna" label="Numéro RNA" hint="W et neuf signes, si le pôle est une association" autoComplete="off" value={value.rna ?? ''} error={troubleAt(faults, 'rna')} onChange={({ target }) => change({ rna: withoutBlanks(target.value).toUpperCase().slice(0, 10) || null })} />
      </div>
      <Field id="fiche-contactEmail" label="Courriel de contact" type="email" value={value.contactEmail ?? ''} error={troubleAt(faults, 'contactEmail')} onChange={({ target }) => change({ contactEmail: target.value.trim() || null, ...(target.value.trim() === '' ? { showsContactEmail: false } : {}) })} />
      <div className="fr-checkbox-group">
        <input type="checkbox" id="fiche-showsContactEmail" checked={value.showsContactEmail} onChange={({ target }) => change({ showsContactEmail: target.checked })} />
        <label className="fr-label" htmlFor="fiche-showsContactEmail">
          Montrer cette adresse à tous
          <span className="fr-hint-text">Sinon, seuls le pôle et le ministère la lisent.</span>
        </label>
      </div>
    </section>
  );
}

/** Themes in one line, told apart by commas; those of the directory are proposed. */
function Themes({ value, known, onChange }: { value: readonly string[]; known: readonly string[]; onChange: (themes: string[]) => void }): ReactNode {
  const [typed, setTyped] = useState('');
  const add = (theme: string): void => {
    const clean = theme.trim().replace(/\s+/g, ' ').slice(0, profileLimits.theme);
    setTyped('');
    if (clean !== '' && !value.includes(clean) && value.length < profileLimits.themes) onChange([...value, clean]);
  };
  return (
    <div>
      <PickList label="Thèmes" hint={`Ceux de l’annuaire, ou les vôtres ; ${profileLimits.themes} au plus.`} options={[...new Set([...known, ...value])].map((theme) => ({ value: theme, label: theme }))} values={value} onChange={(list) => onChange(list.slice(0, profileLimits.themes))} />
      <Field
        label="Un thème qui n’est pas dans la liste"
        hint="Entrée pour l’ajouter"
        value={typed}
        maxLength={profileLimits.theme}
        onChange={({ target }) => setTyped(target.value)}
        onBlur={() => add(typed)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          add(typed);
        }}
      />
    </div>
  );
}

function Places({ value, change }: { value: PoleProfile; change: (part: Partial<PoleProfile>) => void }): ReactNode {
  return (
    <section aria-labelledby="territoire" className="es-stack">
      <h2 id="territoire">Le territoire</h2>
      <Field label="Territoire d’action" hint="En vos mots : un pays, une vallée, une agglomération" maxLength={profileLimits.territory} value={value.territory} onChange={({ target }) => change({ territory: target.value })} />
      <div className="es-pair">
        <Select id="fiche-departmentCode" label="Département du siège" value={value.departmentCode ?? ''} onChange={({ target }) => change({ departmentCode: target.value || null })}>
          <option value="">À préciser</option>
          {departments.map(({ code }) => (
            <option key={code} value={code}>
              {code} {departmentName(code)}
            </option>
          ))}
        </Select>
        <PickList label="Départements d’action" options={departments.map(({ code }) => ({ value: code, label: `${code} ${departmentName(code)}` }))} values={value.departments} onChange={(list) => change({ departments: list })} />
        <PickList label="Régions d’action" options={regions.map(({ code }) => ({ value: code, label: regionName(code) }))} values={value.regions} onChange={(list) => change({ regions: list })} />
      </div>
    </section>
  );
}
