import { useRef, type ReactNode } from 'react';
import { kindOf, memberKinds, type MemberKind } from '#domain/directory/member-kind.js';
import { profileLimits, type ProfileFault, type ProfileMember } from '#domain/directory/profile.rules.js';
import { CompanyEcho, CompanySearch } from '../../components/company-search.js';
import { Field, Select } from '../../components/field.js';
import { legalFormName, legalForms } from '../../language/legal-forms.js';
import { memberKindNames } from '../../language/words.js';
import { Icon } from '../../shell/icons.js';
import { blankMember, fieldOf, listedMemberOf, numbersOf, troubleAt } from './profile-value.js';
import { withoutBlanks } from './siren.js';

/** Who forms the pole, in a list that its dossiers may start from. */
export function ProfileMembers({ members, faults, onChange }: { members: readonly ProfileMember[]; faults: readonly ProfileFault[]; onChange: (members: ProfileMember[]) => void }): ReactNode {
  const addButton = useRef<HTMLButtonElement>(null);
  return (
    <section aria-labelledby="membres">
      <h2 id="membres">Les membres</h2>
      <p className="es-muted">La liste paraît sur la fiche, sans les personnes physiques. Un nouveau dossier peut la reprendre ; la changer ici ne change pas les dossiers.</p>
      <ol className="es-plain-list es-members">
        {members.map((member, index) => (
          <MemberLine
            key={index}
            member={member}
            index={index}
            members={members}
            faults={faults}
            onChange={(change) => onChange(members.map((one, at) => (at === index ? { ...one, ...change } : one)))}
            onRemove={() => {
              onChange(members.filter((_, at) => at !== index));
              addButton.current?.focus();
            }}
          />
        ))}
      </ol>
      {members.length >= profileLimits.members ? null : (
        <>
          <div className="es-gap-t">
            <CompanySearch label="Trouver un membre au registre public" onFound={(company) => onChange([...members, { ...blankMember, ...listedMemberOf(company) }])} />
          </div>
          <div className="es-gap-t">
            <button type="button" ref={addButton} className="fr-btn fr-btn--secondary" onClick={() => onChange([...members, blankMember])}>
              <Icon name="plus" />
              Ajouter un membre à la main
            </button>
          </div>
        </>
      )}
    </section>
  );
}

function MemberLine({ member, index, members, faults, onChange, onRemove }: { member: ProfileMember; index: number; members: readonly ProfileMember[]; faults: readonly ProfileFault[]; onChange: (change: Partial<ProfileMember>) => void; onRemove: () => void }): ReactNode {
  const at = (field: string): { id: string; error: string | undefined } => {
    const path = `members[${index}].${field}`;
    return { id: fieldOf(path, members).id, error: troubleAt(faults, path) };
  };
  const title = member.name.trim() === '' ? `Membre ${index + 1}` : member.name;
  const isListed = legalForms.some(({ code }) => code === member.legalCategory);
  return (
    <li className="es-panel es-stack">
      <div className="es-row es-row--between">
        <h3 className="fr-h4 es-m0 es-break">{title}</h3>
        <button type="button" className="fr-btn fr-btn--tertiary-no-outline fr-btn--sm" onClick={onRemove}>
          <Icon name="bin" />
          Retirer <span className="es-vh">{title}</span>
        </button>
      </div>
      <div className="es-pair">
        <Field label="Nom" {...at('name')} value={member.name} maxLength={profileLimits.memberName} onChange={({ target }) => onChange({ name: target.value })} />
        <Field label="SIREN ou SIRET" hint="Neuf ou quatorze chiffres, avec ou sans espaces" inputMode="numeric" autoComplete="off" {...at('siren')} value={member.siret ?? member.siren ?? ''} onChange={({ target }) => onChange(numbersOf(target.value))} />
        <Select label="Forme juridique" {...at('legalCategory')} value={member.legalCategory} onChange={({ target }) => onChange({ legalCategory: target.value, kind: kindOf(target.value) })}>
          {isListed ? null : <option value={member.legalCategory}>{legalFormName(member.legalCategory)}</option>}
          {legalForms.map(({ code, label }) => (
            <option key={code} value={code}>
              {label}
            </option>
          ))}
        </Select>
        <Select label="Nature" value={member.kind} onChange={({ target }) => onChange({ kind: target.value as MemberKind })}>
          {memberKinds.map((kind) => (
            <option key={kind} value={kind}>
              {memberKindNames[kind]}
            </option>
          ))}
        </Select>
        {member.legalCategory.startsWith('92') ? <Field label="Numéro RNA" hint="Facultatif si le SIREN est donné" autoComplete="off" {...at('rna')} value={member.rna ?? ''} onChange={({ target }) => onChange({ rna: withoutBlanks(target.value).toUpperCase().slice(0, 10) || null })} /> : null}
      </div>
      <CompanyEcho siren={member.siren ?? ''} name={member.name} onFound={(company) => onChange({ ...listedMemberOf(company), siret: member.siret })} />
    </li>
  );
}
