import type { ReactNode } from 'react';
import { isLegalPerson, slotsOf } from '#domain/directory/legal-category.js';
import type { Company } from '../../client/companies.js';
import type { Slot } from '../../components/cells.js';
import { CompanyEcho } from '../../components/company-search.js';
import { Field, Select, TextArea } from '../../components/field.js';
import { legalForms } from '../../language/legal-forms.js';
import { sentenceOfCode } from '../../language/problems.js';
import { slotNames } from '../../language/words.js';
import { Icon } from '../../shell/icons.js';
import { memberFaults, type Member } from './content.js';
import { sirenTrouble, withoutBlanks } from './siren.js';

const other = 'autre';
const slots: readonly Slot[] = ['ess', 'non-ess', 'other'];

/** What the public company search says of a member. */
export const memberOf = ({ name, legalCategory, siren }: Company): Pick<Member, 'name' | 'siren'> & Partial<Member> => ({ name: name ?? '', siren, ...(legalCategory === null ? {} : { legalCategory }) });

/** One member: its name, legal form and SIREN; the place that it declares, if its legal form does not say it. */
export function MemberCard({ member, index, isTold, onLeave, onChange, onRemove }: { member: Member; index: number; isTold: (field: string) => boolean; onLeave: (field: string) => void; onChange: (change: Partial<Member>) => void; onRemove: () => void }): ReactNode {
  const faults = memberFaults(member);
  const known = legalForms.some(({ code }) => code === member.legalCategory);
  const isPerson = member.legalCategory !== '1000' && (member.siren !== null || isLegalPerson(member.legalCategory));
  const needsProof = member.slots.some((slot) => !slotsOf(member.legalCategory).byDefault.includes(slot));
  const title = member.name.trim() === '' ? `Membre ${index + 1}` : member.name;
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
        <Field label="Nom" value={member.name} error={isTold('name') && faults.includes('name') ? sentenceOfCode('answer.missing') : undefined} onChange={({ target }) => onChange({ name: target.value.slice(0, 300) })} onBlur={() => onLeave('name')} />
        <Select
          label="Forme juridique"
          value={known ? member.legalCategory : other}
          onChange={({ target }) => {
            const legalCategory = target.value === other ? '' : target.value;
            onChange({ legalCategory, siren: legalCategory === '1000' ? null : (member.siren ?? '') });
          }}
        >
          {legalForms.map(({ code, label }) => (
            <option key={code} value={code}>
              {label}
            </option>
          ))}
          <option value={other}>Autre : donner le code de l’INSEE</option>
        </Select>
        {known ? null : (
          <Field
            label="Catégorie juridique"
            hint="Quatre chiffres, sur l’avis de situation"
            inputMode="numeric"
            value={member.legalCategory}
            error={isTold('legalCategory') && faults.includes('legalCategory') ? 'Le code de la catégorie juridique a quatre chiffres.' : undefined}
            onChange={({ target }) => onChange({ legalCategory: withoutBlanks(target.value) })}
            onBlur={() => onLeave('legalCategory')}
          />
        )}
        {isPerson ? (
          <Field
            label="SIREN"
            hint="Neuf chiffres, avec ou sans espaces"
            inputMode="numeric"
            autoComplete="off"
            value={member.siren ?? ''}
            error={isTold('siren') ? sirenTrouble(member.siren ?? '') : undefined}
            onChange={({ target }) => onChange({ siren: withoutBlanks(target.value) })}
            onBlur={() => onLeave('siren')}
          />
        ) : null}
      </div>
      {isPerson ? <CompanyEcho siren={member.siren ?? ''} name={member.name} onFound={(company) => onChange(memberOf(company))} /> : null}
      {isPerson ? (
        <details className="es-data es-places" open={needsProof ? true : undefined}>
          <summary>Déclarer une autre place que celle de sa forme juridique</summary>
          <fieldset className="es-choices es-gap-t">
            <legend className="es-vh">Place tenue par {title}</legend>
            {slots.map((slot) => (
              <div key={slot} className="fr-checkbox-group">
                <input type="checkbox" id={`membre-${index}-${slot}`} checked={member.slots.includes(slot)} onChange={({ target }) => onChange({ slots: slots.filter((one) => (one === slot ? target.checked : member.slots.includes(one))) })} />
                <label className="fr-label" htmlFor={`membre-${index}-${slot}`}>
                  {slotNames[slot].long}
                </label>
              </div>
            ))}
          </fieldset>
          {member.slots.length === 0 ? null : (
            <TextArea label="Pièce qui le montre" hint="Par exemple : extrait du registre avec la mention ESS, agrément ESUS, liste des adhérents" rows={2} value={member.evidence} onChange={({ target }) => onChange({ evidence: target.value.slice(0, 2_000) })} />
          )}
        </details>
      ) : (
        <p className="es-sm es-muted es-m0">Une personne physique participe au pôle, mais ne compte pas parmi les trois personnes morales.</p>
      )}
    </li>
  );
}
