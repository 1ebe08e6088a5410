import type { ReactNode } from 'react';
import { checkComposition, type Member } from '#domain/applications/eligibility.rules.js';
import { slotsOf } from '#domain/directory/legal-category.js';
import type { Schemas } from '../client/client.js';
import { legalFormName } from '../language/legal-forms.js';
import { sentenceOfCode } from '../language/problems.js';
import { Cells, type Cell, type Slot } from './cells.js';
import { CompanyCheck } from './company-check.js';

/** The three places of the decree as the members of a dossier fill them, by the rules of the domain. */
export function MemberCells({ members, profile }: { members: readonly Member[]; profile: Schemas['CallDto']['compositionProfile'] }): ReactNode {
  const { slots, warnings } = checkComposition(members, profile);
  const cell = (slot: Slot): Cell => {
    const filledBy = members.find(({ siren }) => siren !== null && siren === slots[slot]);
    if (filledBy !== undefined) return { state: 'full', who: filledBy.name, ...(filledBy.slots.includes(slot) && filledBy.evidence !== '' ? { note: `Sur pièce : ${filledBy.evidence}` } : {}) };
    const provable = members.find(({ siren, legalCategory }) => siren !== null && slotsOf(legalCategory).onEvidence.includes(slot) && !Object.values(slots).includes(siren));
    return provable === undefined ? { state: 'empty' } : { state: 'to-prove', who: provable.name, note: 'Une pièce le prouverait.' };
  };
  return (
    <>
      <Cells cells={{ ess: cell('ess'), 'non-ess': cell('non-ess'), other: cell('other') }} />
      {warnings.length === 0 ? null : (
        <ul className="es-sm es-muted">
          {warnings.map((code) => (
            <li key={code}>{sentenceOfCode(code)}</li>
          ))}
        </ul>
      )}
    </>
  );
}

/** Who forms the pole: name, SIREN, legal category; with `checks`, what the register said of each. */
export const MemberTable = ({ members, checks }: { members: readonly Member[]; checks?: readonly Schemas['CompanyCheckDto'][] }): ReactNode => (
  <table className="es-table es-table--plain es-table--stack">
    <caption>Membres déclarés</caption>
    <thead>
      <tr>
        <th scope="col">Membre</th>
        <th scope="col">SIREN</th>
        <th scope="col">Forme juridique</th>
        {checks === undefined ? null : <th scope="col">Registre public</th>}
      </tr>
    </thead>
    <tbody>
      {members.map(({ name, siren, legalCategory }, index) => (
        <tr key={index}>
          <th scope="row">{name}</th>
          <td data-l="SIREN">
            <span>{siren ?? 'aucun'}</span>
          </td>
          <td data-l="Forme juridique">
            <span>
              {legalFormName(legalCategory)} <span className="es-muted">{legalCategory}</span>
            </span>
          </td>
          {checks === undefined ? null : (
            <td data-l="Registre public">
              <span>
                <CompanyCheck check={siren === null ? undefined : checks.find((one) => !one.isPole && one.siren === siren)} />
              </span>
            </td>
          )}
        </tr>
      ))}
    </tbody>
  </table>
);
