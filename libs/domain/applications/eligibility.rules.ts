import { isLegalPerson, isPrivateLawPerson, slots as everySlot, slotsOf } from '#domain/directory/legal-category.js';
import type { Slot } from '#domain/directory/legal-category.js';
import { isSiren } from '#domain/directory/siren.js';

export interface Member {
  readonly name: string;
  /** null for a natural person */
  readonly siren: string | null;
  /** INSEE's four digits; 1000 for a sole trader */
  readonly legalCategory: string;
  /** What the pole declares this member to be; empty: what its category gives by default. */
  readonly slots: readonly Slot[];
  /** What supports the declaration; empty when nothing does. */
  readonly evidence: string;
}

/**
 * Loose: any third distinct member is the "other person", since the law ends its list with "any other natural or legal person".
 * Strict: only a body of the kinds that the law names, or one that documents it. The call chooses.
 */
export type Profile = 'strict' | 'loose';

export interface Composition {
  readonly met: boolean;
  /** legal persons, one per SIREN */
  readonly countedLegalPersons: number;
  /** The SIREN that fills each slot, no SIREN twice; a slot that nobody can fill is absent. */
  readonly slots: Readonly<Partial<Record<Slot, string>>>;
  /** codes that an officer should look at, which do not stop the pole */
  readonly warnings: readonly string[];
  /** codes of what is not met; empty when met */
  readonly reasons: readonly string[];
}

interface Candidate {
  readonly siren: string;
  readonly fills: Set<Slot>;
}

const reasonOfEmptySlot: Record<Slot, string> = {
  ess: 'eligibility.no-ess-enterprise',
  'non-ess': 'eligibility.no-non-ess-enterprise',
  other: 'eligibility.no-other-person',
};

const isCounted = (member: Member): member is Member & { siren: string } =>
  member.siren !== null && isSiren(member.siren) && isLegalPerson(member.legalCategory);

/** The slots that `member` may stand for; what it declares beyond them goes to `warnings`. */
function fillsOf(member: Member, profile: Profile, warnings: Set<string>): Set<Slot> {
  const { byDefault, onEvidence } = slotsOf(member.legalCategory);
  const fills = new Set<Slot>();
  for (const slot of member.slots.length > 0 ? member.slots : byDefault) {
    if (byDefault.includes(slot)) fills.add(slot);
    else if (slot === 'other' && profile === 'loose') continue;
    else if (!onEvidence.includes(slot)) warnings.add('eligibility.slot-not-of-this-category');
    else if (member.evidence.trim() === '') warnings.add('eligibility.evidence-missing');
    else {
      fills.add(slot);
      warnings.add('eligibility.slot-on-evidence');
    }
  }
  if (profile === 'loose') fills.add('other');
  return fills;
}

type Assignment = Partial<Record<Slot, string>>;

/**
 * The fullest choice of one distinct candidate per slot; among equals the first in the members' order. Three slots: brute force. A slot
 * that somebody can fill is in one of the fullest choices, so it is left empty only when nobody is free for it.
 */
function represent(candidates: readonly Candidate[], wanted: readonly Slot[] = everySlot, taken: Assignment = {}): Assignment {
  const [slot, ...rest] = wanted;
  if (slot === undefined) return taken;
  let best: Assignment | undefined;
  const used = Object.values(taken);
  for (const { siren, fills } of candidates) {
    if (!fills.has(slot) || used.includes(siren)) continue;
    const tried = represent(candidates, rest, { ...taken, [slot]: siren });
    if (best === undefined || size(tried) > size(best)) best = tried;
    if (size(best) === size(taken) + wanted.length) return best;
  }
  return best ?? represent(candidates, rest, taken);
}

const size = (assignment: Assignment): number => Object.keys(assignment).length;

/**
 * Décret 2015-431 art. 3, 2°: at least three legal persons, among them an enterprise of the ESS, one outside of it (or a grouping
 * mostly of such) and another person of loi 2014-856 art. 9. "Among them" is read as three different persons, told apart by SIREN.
 * Natural persons and sole traders may be members but are not counted; two members of one SIREN count once.
 */
export function checkComposition(members: readonly Member[], profile: Profile): Composition {
  const warnings = new Set<string>();
  const candidates = new Map<string, Candidate>();
  let sameSirenTwice = false;
  let notCounted = false;
  for (const member of members) {
    if (!isCounted(member)) {
      if (member.siren !== null && !isSiren(member.siren)) warnings.add('eligibility.siren-invalid');
      notCounted = true;
      continue;
    }
    const fills = fillsOf(member, profile, warnings);
    const known = candidates.get(member.siren);
    if (known) {
      sameSirenTwice = true;
      for (const slot of fills) known.fills.add(slot);
    } else candidates.set(member.siren, { siren: member.siren, fills });
  }

  const counted = [...candidates.values()];
  const slots = represent(counted);
  const reasons: string[] = [];
  if (counted.length < 3) {
    reasons.push('eligibility.fewer-than-three-legal-persons');
    if (sameSirenTwice) reasons.push('eligibility.same-siren-twice');
    if (notCounted) reasons.push('eligibility.not-a-legal-person');
  } else if (sameSirenTwice) warnings.add('eligibility.same-siren-twice');

  const empty = everySlot.filter((slot) => !counted.some(({ fills }) => fills.has(slot)));
  reasons.push(...empty.map((slot) => reasonOfEmptySlot[slot]));
  if (empty.length === 0 && counted.length >= 3 && size(slots) < everySlot.length) reasons.push('eligibility.no-distinct-representatives');
  // The law speaks of ESS enterprises in the plural, the décret of one: worth a look, no ground for refusal.
  if (counted.filter(({ fills }) => fills.has('ess')).length === 1) warnings.add('eligibility.single-ess-enterprise');

  return { met: reasons.length === 0, countedLegalPersons: counted.length, slots, warnings: [...warnings], reasons };
}

/** Conditions 3 to 6, which an officer judges; 'private-law' settles condition 1 where the legal category cannot. */
export type FindingKey = 'innovation' | 'territory' | 'specification' | 'not-already-funded' | 'private-law';
export interface Finding {
  readonly met: boolean;
  /** the officer's own words, in French */
  readonly reason: string;
}

export interface Condition {
  /** the number in décret 2015-431 art. 3; 'prerequisite' is the call's own */
  readonly number: 1 | 2 | 3 | 4 | 5 | 6 | 'prerequisite';
  readonly key: 'private-law' | 'composition' | 'innovation' | 'territory' | 'specification' | 'not-already-funded' | 'prerequisite';
  /** null: not yet known */
  readonly met: boolean | null;
  /** codes; empty when met */
  readonly reasons: readonly string[];
  /** the officer's words where a person judged, else null */
  readonly note: string | null;
}

export interface Verdict {
  readonly conditions: readonly Condition[];
  readonly outcome: 'eligible' | 'ineligible' | 'unfinished';
}

export interface Case {
  readonly pole: { readonly legalCategory: string };
  readonly members: readonly Member[];
  readonly profile: Profile;
  /** Laureate of the phase before, as the pole declares and an officer validates (null: not yet looked at); null: nothing said yet. */
  readonly prerequisite: { readonly declared: boolean; readonly validated: boolean | null } | null;
  readonly requiresPrerequisite: boolean;
  readonly findings: Readonly<Partial<Record<FindingKey, Finding | undefined>>>;
}

const judged = [
  { number: 3, key: 'innovation' },
  { number: 4, key: 'territory' },
  { number: 5, key: 'specification' },
  { number: 6, key: 'not-already-funded' },
] as const;

const ruled = (number: Condition['number'], key: Condition['key'], met: boolean | null, reason: string, note: string | null = null): Condition => ({
  number,
  key,
  met,
  reasons: met === true ? [] : [reason],
  note,
});

function privateLaw({ pole, findings }: Case): Condition {
  const answer = isPrivateLawPerson(pole.legalCategory);
  if (answer !== 'manual') return ruled(1, 'private-law', answer === 'yes', 'eligibility.not-a-private-law-person');
  const finding = findings['private-law'];
  if (!finding) return ruled(1, 'private-law', null, 'eligibility.private-law-to-check');
  return ruled(1, 'private-law', finding.met, 'eligibility.not-a-private-law-person', finding.reason);
}

function prerequisite({ prerequisite: said }: Case): Condition {
  if (said === null) return ruled('prerequisite', 'prerequisite', null, 'eligibility.prerequisite-unknown');
  if (said.validated !== null) return ruled('prerequisite', 'prerequisite', said.validated, 'eligibility.prerequisite-not-validated');
  if (!said.declared) return ruled('prerequisite', 'prerequisite', false, 'eligibility.prerequisite-not-declared');
  return ruled('prerequisite', 'prerequisite', null, 'eligibility.prerequisite-to-validate');
}

/**
 * The six conditions of décret 2015-431 art. 3, and the call's prerequisite where it has one. One unmet condition makes the dossier
 * ineligible; otherwise one not yet known leaves it unfinished, which is never taken for met.
 */
export function computeVerdict(of: Case): Verdict {
  const composition = checkComposition(of.members, of.profile);
  const conditions: Condition[] = [
    privateLaw(of),
    { number: 2, key: 'composition', met: composition.met, reasons: composition.reasons, note: null },
    ...judged.map(({ number, key }) => {
      const finding = of.findings[key];
      if (!finding) return ruled(number, key, null, `eligibility.${key}-to-judge`);
      return ruled(number, key, finding.met, `eligibility.${key}-not-met`, finding.reason);
    }),
    ...(of.requiresPrerequisite ? [prerequisite(of)] : []),
  ];
  const outcome = conditions.some(({ met }) => met === false) ? 'ineligible' : conditions.some(({ met }) => met === null) ? 'unfinished' : 'eligible';
  return { conditions, outcome };
}
