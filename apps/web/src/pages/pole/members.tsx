import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { checkComposition, computeVerdict, type Composition } from '#domain/applications/eligibility.rules.js';
import { isPrivateLawPerson, slotsOf } from '#domain/directory/legal-category.js';
import { api, ask } from '../../client/client.js';
import { Cells, type Cell, type Slot } from '../../components/cells.js';
import { CompanySearch } from '../../components/company-search.js';
import { Message } from '../../components/message.js';
import { SaveTrouble } from '../../components/save-state.js';
import { legalFormName } from '../../language/legal-forms.js';
import { sentenceOfCode } from '../../language/problems.js';
import { Icon } from '../../shell/icons.js';
import { memberFaults, subjects, tidyMember, type Call, type Dossier, type Member } from './content.js';
import { usePartDesk } from './desks.js';
import { StepFrame, useDossier } from './frame.js';
import { MemberCard, memberOf } from './member-card.js';
import { polesQuery, profileQuery } from './queries.js';

const membersOf = ({ members }: Dossier): Member[] => members.map(tidyMember);
const blank: Member = { name: '', siren: '', legalCategory: '9220', slots: [], evidence: '' };

/** The three places of the decree as `members` fill them, by the domain's own check. */
export function cellsOf(members: readonly Member[], { slots }: Composition): Record<Slot, Cell> {
  const cell = (slot: Slot): Cell => {
    const holder = members.find(({ siren }) => siren !== null && siren === slots[slot]);
    if (holder !== undefined) {
      const note = `${legalFormName(holder.legalCategory)}, SIREN ${holder.siren}.`;
      return slotsOf(holder.legalCategory).byDefault.includes(slot) || slot === 'other' ? { state: 'full', who: holder.name, note } : { state: 'to-prove', who: holder.name, note: `${note} Le ministère jugera la pièce : ${holder.evidence}` };
    }
    const free = members.find(({ siren, legalCategory }) => siren !== null && !Object.values(slots).includes(siren) && slotsOf(legalCategory).onEvidence.includes(slot));
    return free === undefined ? { state: 'empty', note: wanted[slot] } : { state: 'to-prove', who: free.name, note: 'Peut tenir cette place : déclarez-la sur sa fiche et dites quelle pièce le montre.' };
  };
  return { ess: cell('ess'), 'non-ess': cell('non-ess'), other: cell('other') };
}

const wanted: Record<Slot, string> = {
  ess: 'Association, coopérative, mutuelle, fondation ou société agréée ESUS.',
  'non-ess': 'Une société commerciale, ou un groupement d’entreprises.',
  other: 'Collectivité, recherche, enseignement ou formation.',
};

/** What the rules say of the pole now: conditions 1 and 2, and the call's own; the ministry judges the others. */
export function Verdict({ members, dossier, call, legalCategory }: { members: readonly Member[]; dossier: Dossier; call: Call; legalCategory: string | undefined }): ReactNode {
  const composition = checkComposition(members, call.compositionProfile);
  const { conditions } = computeVerdict({
    pole: { legalCategory: legalCategory ?? '' },
    members,
    profile: call.compositionProfile,
    requiresPrerequisite: call.prerequisite !== null,
    prerequisite: { declared: dossier.prerequisiteDeclared, validated: null },
    findings: {},
  });
  const unmet = conditions.filter(({ met }) => met === false).flatMap(({ reasons }) => reasons);
  const notes = [...(isPrivateLawPerson(legalCategory ?? '') === 'manual' ? ['eligibility.private-law-to-check'] : []), ...composition.warnings].map(sentenceOfCode);
  const more = 'Vous pouvez continuer et y revenir. Le verdict définitif est rendu par le ministère.';
  return (
    <div role="status">
      {unmet.length > 0 ? (
        <Message tone="warn" more={more}>
          <b>En l’état, votre pôle ne remplit pas les conditions.</b> {unmet.map(sentenceOfCode).join(' ')}
        </Message>
      ) : (
        <Message tone="ok" more={more}>
          <b>Votre pôle remplit les conditions qui se vérifient ici.</b> Le ministère appréciera le reste sur le dossier.
        </Message>
      )}
      {notes.length === 0 ? null : (
        <ul className="es-sm es-muted es-gap-t">
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** Who makes up the pole, the three places that they fill, and what the rules say of it. */
export function MembersPage(): ReactNode {
  const { id } = useParams({ from: '/pole/dossiers/$id/membres' });
  const { dossier, call } = useDossier(id);
  const poles = useSuspenseQuery(polesQuery).data.items;
  const pole = poles.find((one) => one.id === dossier.poleId);
  // A partner of this dossier alone does not read the pole's list.
  const listed = useQuery({ ...profileQuery(dossier.poleId), enabled: pole !== undefined }).data?.members ?? [];
  const list = useRef<HTMLOListElement>(null);
  const grown = useRef(false);
  const addButton = useRef<HTMLButtonElement>(null);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const desk = usePartDesk<Member[]>({
    dossier,
    subject: subjects.members(id),
    pick: membersOf,
    put: (members, version) => ask(api.PUT('/api/applications/{id}/members', { params: { path: { id } }, body: { version, members } })),
    isWhole: (members) => members.every((member) => memberFaults(member).length === 0),
  });
  const members = desk.value;
  useEffect(() => {
    if (!grown.current) return;
    grown.current = false;
    list.current?.querySelector<HTMLInputElement>('li:last-child input')?.focus();
  }, [members.length]);
  const add = (member: Member): void => {
    grown.current = true;
    desk.change([...members, member]);
  };
  /** Those of the pole's list that are not here yet: a copy, which later changes of that list do not touch. */
  const absent = listed.filter(({ siren, name }) => !members.some((one) => (siren === null ? one.name === name : one.siren === siren)));
  const leave = (name: string): void => setLeft((before) => (before.has(name) ? before : new Set([...before, name])));
  return (
    <StepFrame id={id} current="membres" desk={desk}>
      <SaveTrouble
        desk={desk}
        show={(version) => (
          <ul>
            {version.map(({ name, siren, legalCategory }, index) => (
              <li key={index}>
                {name}, {legalFormName(legalCategory)}
                {siren === null ? '' : `, SIREN ${siren}`}
              </li>
            ))}
          </ul>
        )}
      />
      <section aria-labelledby="places">
        <h2 id="places">Les trois places du décret</h2>
        <p className="es-muted">Un pôle réunit au moins trois personnes morales différentes, une par place. Vos membres se placent d’après leur forme juridique.</p>
        <Cells cells={cellsOf(members, checkComposition(members, call.compositionProfile))} />
        <Verdict members={members} dossier={dossier} call={call} legalCategory={pole?.legalCategory} />
      </section>
      <section aria-labelledby="liste">
        <h2 id="liste">Les membres</h2>
        {members.length === 0 ? <p className="es-muted">Aucun membre pour l’instant. Commencez par la structure qui porte le pôle.</p> : null}
        <ol className="es-plain-list es-members" ref={list}>
          {members.map((member, index) => (
            <MemberCard
              key={index}
              member={member}
              index={index}
              isTold={(field) => left.has(`${index}.${field}`) || desk.draft.state === 'refused'}
              onLeave={(field) => leave(`${index}.${field}`)}
              onChange={(change) => desk.change(members.map((one, at) => (at === index ? { ...one, ...change } : one)))}
              onRemove={() => {
                desk.change(members.filter((_, at) => at !== index));
                setLeft(new Set());
                addButton.current?.focus();
              }}
            />
          ))}
        </ol>
        <div className="es-gap-t">
          <CompanySearch label="Trouver un membre au registre public" onFound={(company) => add({ ...blank, ...memberOf(company) })} />
        </div>
        <div className="es-row es-gap-t">
          <button type="button" ref={addButton} className="fr-btn fr-btn--secondary" onClick={() => add(blank)}>
            <Icon name="plus" />
            Ajouter un membre
          </button>
          {absent.length === 0 ? null : (
            <button type="button" className="fr-btn fr-btn--tertiary-no-outline" onClick={() => desk.change([...members, ...absent.map(({ name, siren, legalCategory }) => ({ ...blank, name, siren: siren ?? '', legalCategory }))])}>
              Reprendre les membres du pôle ({absent.length})
            </button>
          )}
          {members.length === 0 && pole !== undefined ? (
            <button type="button" className="fr-btn fr-btn--tertiary-no-outline" onClick={() => add({ ...blank, name: pole.name, siren: pole.siren, legalCategory: pole.legalCategory })}>
              Reprendre la structure porteuse
            </button>
          ) : null}
        </div>
      </section>
    </StepFrame>
  );
}
