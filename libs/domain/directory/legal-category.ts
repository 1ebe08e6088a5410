/** The three kinds of members that décret 2015-431 art. 3, 2° wants in a pole. */
export type Slot = 'ess' | 'non-ess' | 'other';
export const slots: readonly Slot[] = ['ess', 'non-ess', 'other'];

/** What a legal category (INSEE, level III, four digits) lets a member be. A code alone proves neither ESS nor non-ESS. */
export interface CategorySlots {
  /** filled without more ado */
  readonly byDefault: readonly Slot[];
  /** filled when the member declares it with evidence, which an officer then judges */
  readonly onEvidence: readonly Slot[];
}

const set = (codes: string): ReadonlySet<string> => new Set(codes.split(' '));

// 9210 (undeclared) and 9224 (lawyers' AARPI) have no legal personality, so they are absent here.
const associations = set('9220 9221 9222 9223 9230 9240 9260');
const foundations = set('9300');
const mutuals = set('8210 8250 8290 6411');
const cooperatives = set(
  '5191 5192 5193 5194 5195 5196 5203 5307 5309 5443 5451 5453 5454 5455 5458 5459 5460 5543 5547 5551 5552 5553 5554 5555 5558 5559 5560 ' +
    '5643 5647 5651 5652 5653 5654 5655 5658 5659 5660 6100 6316 6317 6318 6543 6551 6554 6558 6560 6595 6596',
);
const semiPublicCompanies = set('5415 5515 5615');
const enterpriseGroupings = set('6210 6220');
const withoutPersonality = set('9210 9224');

const isCode = (code: string): boolean => /^[0-9]{4}$/.test(code);

/**
 * The slots that a member of legal category `code` may fill. Loi 2014-856 art. 1-II: associations, foundations, mutuals and
 * cooperatives are ESS by nature; a company is ESS by quality, on evidence (its mention in the register). A grouping of
 * enterprises, be it an association, fills 'non-ess' on evidence: the list of its members.
 */
export function slotsOf(code: string): CategorySlots {
  if (!isLegalPerson(code)) return { byDefault: [], onEvidence: [] };
  if (associations.has(code)) return { byDefault: ['ess'], onEvidence: ['non-ess', 'other'] };
  if (foundations.has(code) || mutuals.has(code) || cooperatives.has(code)) return { byDefault: ['ess'], onEvidence: ['other'] };
  if (semiPublicCompanies.has(code) || enterpriseGroupings.has(code)) return { byDefault: [], onEvidence: ['non-ess', 'other'] };
  if (/^(52|53|54|55|56|57|58|65)/.test(code)) return { byDefault: ['non-ess'], onEvidence: ['ess', 'other'] };
  if (/^(41|84)/.test(code)) return { byDefault: ['other'], onEvidence: ['non-ess'] };
  if (/^(7|83)/.test(code)) return { byDefault: ['other'], onEvidence: [] };
  return { byDefault: [], onEvidence: ['other'] };
}

/**
 * Is a body of this category a personne morale? Natural persons and sole traders (1xxx, so 1000 too), groupings without
 * personality (2xxx), undeclared associations (9210) and AARPI (9224) are not. Anything but four digits is not either.
 */
export const isLegalPerson = (code: string): boolean => isCode(code) && /^[3-9]/.test(code) && !withoutPersonality.has(code);

/**
 * Décret 2015-431 art. 3, 1°: is the applicant a legal person of private law? 'manual' for what the code cannot tell:
 * foreign bodies (3xxx), social security (81xx), and codes that are none.
 */
export function isPrivateLawPerson(code: string): 'yes' | 'no' | 'manual' {
  if (!isCode(code) || /^(0|3|81)/.test(code)) return 'manual';
  return isLegalPerson(code) && /^[5689]/.test(code) ? 'yes' : 'no';
}

/** Must an applicant of this category subscribe to the contrat d'engagement républicain? Associations and foundations (loi 2000-321 art. 10-1). */
export const needsRepublicanCommitment = (code: string): boolean => isCode(code) && /^(92|93)/.test(code);
