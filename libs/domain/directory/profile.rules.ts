import { isEmail } from '../identity/email.js';
import { isDay, type Day } from '../shared/day.js';
import { conflict, invalid, ruleViolated } from '../shared/error.js';
import { departments } from './department.js';
import { isRna } from './identifiers.js';
import type { MemberKind } from './member-kind.js';
import { regionOf } from './region.js';
import { isSiren, isSiret } from './siren.js';

/** A member as the pole lists it in its profile: known by its SIREN, with or without the SIRET of an establishment, or by its RNA alone. */
export interface ProfileMember {
  readonly name: string;
  /** Nine digits; null when the RNA alone names it. */
  readonly siren: string | null;
  /** Fourteen digits that begin with `siren`. */
  readonly siret: string | null;
  readonly rna: string | null;
  /** INSEE's four digits. */
  readonly legalCategory: string;
  readonly kind: MemberKind;
}

/** What a pole says of itself, all of it public once it is `listed`, but for an address that it does not show. */
export interface PoleProfile {
  readonly description: string;
  readonly website: string | null;
  readonly contactEmail: string | null;
  readonly showsContactEmail: boolean;
  readonly rna: string | null;
  /** The department of its seat (INSEE); null: not known. */
  readonly departmentCode: string | null;
  readonly themes: readonly string[];
  /** Where it acts, in codes of INSEE and in its own words. */
  readonly regions: readonly string[];
  readonly departments: readonly string[];
  readonly territory: string;
  readonly listed: boolean;
  readonly members: readonly ProfileMember[];
}

/** How long each text may be, and how many of each there may be. */
export const profileLimits = { description: 3_000, territory: 500, website: 300, theme: 60, themes: 8, memberName: 300, members: 100 } as const;

/** One thing that is wrong with a profile: where (`website`, `members[2].siren`) and its code. */
export interface ProfileFault {
  readonly path: string;
  readonly code: string;
}

const address = /^https?:\/\/([\p{L}\p{N}-]+\.)+\p{L}{2,}(:\d{1,5})?([/?#]\S*)?$/iu;

/** Is `text` the address of a web page, with its http:// or https://, and nobody's name or password in it? */
export const isWebAddress = (text: string): boolean => text.length <= profileLimits.website && address.test(text);

const isDepartment = (code: string): boolean => departments.some((one) => one.code === code);

function memberFaults(member: ProfileMember, index: number, before: readonly ProfileMember[]): ProfileFault[] {
  const { name, siren, siret, rna, legalCategory } = member;
  const fault = (field: string, code: string): ProfileFault => ({ path: `members[${index}].${field}`, code });
  const faults: ProfileFault[] = [];
  if (name.trim() === '') faults.push(fault('name', 'pole.member-nameless'));
  if (siren === null && rna === null) faults.push(fault('siren', 'pole.member-without-number'));
  if (siren !== null && !isSiren(siren)) faults.push(fault('siren', 'pole.siren-malformed'));
  if (siret !== null && (!isSiret(siret) || siren === null || !siret.startsWith(siren))) faults.push(fault('siren', 'pole.siret-malformed'));
  if (rna !== null && !isRna(rna)) faults.push(fault('rna', 'pole.rna-malformed'));
  if (!/^\d{4}$/.test(legalCategory)) faults.push(fault('legalCategory', 'pole.category-malformed'));
  if (siren !== null && before.some((one) => one.siren === siren)) faults.push(fault('siren', 'pole.member-twice'));
  if (rna !== null && before.some((one) => one.rna === rna)) faults.push(fault('rna', 'pole.member-twice'));
  return faults;
}

/** Everything that is wrong with a profile; empty when nothing is. A member counts once by SIREN, whatever its establishments. */
export function profileFaults(profile: PoleProfile): ProfileFault[] {
  const faults: ProfileFault[] = [];
  const told = (wrong: boolean, path: string, code: string): void => {
    if (wrong) faults.push({ path, code });
  };
  told(profile.website !== null && !isWebAddress(profile.website), 'website', 'pole.website-malformed');
  told(profile.contactEmail !== null && !isEmail(profile.contactEmail), 'contactEmail', 'email.malformed');
  told(profile.showsContactEmail && profile.contactEmail === null, 'contactEmail', 'pole.no-email-to-show');
  told(profile.rna !== null && !isRna(profile.rna), 'rna', 'pole.rna-malformed');
  told(profile.departmentCode !== null && !isDepartment(profile.departmentCode), 'departmentCode', 'pole.department-unknown');
  told(profile.regions.some((code) => regionOf(code) === undefined), 'regions', 'pole.region-unknown');
  told(profile.departments.some((code) => !isDepartment(code)), 'departments', 'pole.department-unknown');
  return [...faults, ...profile.members.flatMap((member, index) => memberFaults(member, index, profile.members.slice(0, index)))];
}

const distinct = (list: readonly string[]): string[] => [...new Set(list)];

/** A profile as it is kept: without blanks around, without empty or repeated themes and codes. */
export const tidyProfile = (profile: PoleProfile): PoleProfile => ({
  ...profile,
  description: profile.description.trim(),
  territory: profile.territory.trim(),
  themes: distinct(profile.themes.map((theme) => theme.trim().replace(/\s+/g, ' ')).filter((theme) => theme !== '')),
  regions: distinct(profile.regions),
  departments: distinct(profile.departments),
  members: profile.members.map((member) => ({ ...member, name: member.name.trim() })),
});

/** Throws `invalid-input` `pole.profile-malformed` with each fault as `path: code`. */
export function checkProfile(profile: PoleProfile): void {
  const faults = profileFaults(profile);
  if (faults.length > 0) throw invalid('pole.profile-malformed', { problems: faults.map(({ path, code }) => `${path}: ${code}`) });
}

/** The parts of a profile in which two differ, by their names: what an event tells of a change. */
export const changedParts = (before: PoleProfile, after: PoleProfile): string[] =>
  (Object.keys(after) as (keyof PoleProfile)[]).filter((part) => JSON.stringify(before[part]) !== JSON.stringify(after[part]));

/** Who says something of a pole: its own people, or the ministry's. */
export type Side = 'pole' | 'officer';

export interface Activity {
  readonly active: boolean;
  /** Who said so last; null: nobody did. */
  readonly side: Side | null;
}

const shortestReason = 10;

/** Throws `pole.told-by-officer`: what an officer said of a pole, an officer changes. */
export function checkOfficerSaid(saidBy: Side | null, by: Side): void {
  if (saidBy === 'officer' && by === 'pole') throw ruleViolated('pole.told-by-officer');
}

/** Throws unless `by` may say, on the day `today` in Paris, that the pole is `active` or not since the day `since`, for a `reason` that is told. */
export function checkActivity(now: Activity, told: { active: boolean; since: Day; reason: string }, by: Side, today: Day): void {
  checkOfficerSaid(now.side, by);
  if (now.active === told.active) throw conflict('pole.activity-unchanged');
  if (!isDay(told.since)) throw invalid('pole.activity-day-malformed');
  if (told.since > today) throw ruleViolated('pole.activity-in-the-future');
  checkReason(told.reason);
}

/** Throws `pole.reason-too-short`: a reason is shown to everybody, so it says something. */
export function checkReason(reason: string): void {
  if (reason.trim().length < shortestReason) throw ruleViolated('pole.reason-too-short', { min: shortestReason });
}
