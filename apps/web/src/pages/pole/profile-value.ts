import { kindOf } from '#domain/directory/member-kind.js';
import { tidyProfile, type PoleProfile, type ProfileFault, type ProfileMember } from '#domain/directory/profile.rules.js';
import type { Company } from '../../client/companies.js';
import type { Schemas } from '../../client/client.js';
import { sentenceOfCode } from '../../language/problems.js';
import { withoutBlanks } from './siren.js';

export const profileOf = ({ description, website, contactEmail, showsContactEmail, rna, departmentCode, themes, regions, departments, territory, listed, members }: Schemas['ProfileDto']): PoleProfile =>
  tidyProfile({ description, website, contactEmail, showsContactEmail, rna, departmentCode, themes, regions, departments, territory, listed, members: members.map(({ name, siren, siret, rna: own, legalCategory, kind }) => ({ name, siren, siret, rna: own, legalCategory, kind })) });

const parts = ['description', 'website', 'contactEmail', 'showsContactEmail', 'rna', 'departmentCode', 'themes', 'regions', 'departments', 'territory', 'listed', 'members'] as const;
const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Two profiles that came from one: each part from whoever changed it; a person chooses when both did. */
export function mergeProfiles(base: PoleProfile, mine: PoleProfile, theirs: PoleProfile): { value: PoleProfile; isWhole: boolean } {
  const isDisputed = (part: (typeof parts)[number]): boolean => !isSame(mine[part], base[part]) && !isSame(theirs[part], base[part]) && !isSame(mine[part], theirs[part]);
  const value = Object.fromEntries(parts.map((part) => [part, isSame(mine[part], base[part]) ? theirs[part] : mine[part]])) as unknown as PoleProfile;
  return { value, isWhole: !parts.some(isDisputed) };
}

export const blankMember: ProfileMember = { name: '', siren: null, siret: null, rna: null, legalCategory: '9220', kind: 'ess' };

/** What the public company search says of a member. */
export const listedMemberOf = ({ name, siren, rna, legalCategory }: Company): Partial<ProfileMember> => ({
  name: name ?? '',
  siren,
  rna,
  ...(legalCategory === null ? {} : { legalCategory, kind: kindOf(legalCategory) }),
});

/** A SIREN or a SIRET as it is typed, which its first nine digits are the SIREN of. */
export function numbersOf(typed: string): Pick<ProfileMember, 'siren' | 'siret'> {
  const text = withoutBlanks(typed).slice(0, 14);
  if (text === '') return { siren: null, siret: null };
  return text.length > 9 ? { siren: text.slice(0, 9), siret: text } : { siren: text, siret: null };
}

/** The sentence of what is wrong at a place, if anything is. */
export const troubleAt = (faults: readonly ProfileFault[], path: string): string | undefined => {
  const fault = faults.find((one) => one.path === path);
  return fault === undefined ? undefined : sentenceOfCode(fault.code);
};

const labels: Readonly<Record<string, string>> = {
  website: 'Site',
  contactEmail: 'Courriel de contact',
  rna: 'Numéro RNA',
  departmentCode: 'Département du siège',
  regions: 'Régions',
  departments: 'Départements',
};

/** The id of a place's field, and what it is called. */
export const fieldOf = (path: string, members: readonly ProfileMember[]): { id: string; label: string } => {
  const [, index] = /^members\[(\d+)\]/.exec(path) ?? [];
  if (index === undefined) return { id: `fiche-${path}`, label: labels[path] ?? path };
  return { id: `fiche-${path.replace(/[[\].]+/g, '-')}`, label: members[Number(index)]?.name.trim() || `Membre ${Number(index) + 1}` };
};
