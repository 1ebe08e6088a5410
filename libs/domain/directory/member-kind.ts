import { slotsOf } from './legal-category.js';

/** Who a member is among those that loi 2014-856 art. 9, I names; 'other' is "any other natural or legal person". */
export const memberKinds = ['ess', 'enterprise', 'authority', 'research', 'education', 'training', 'other'] as const;
export type MemberKind = (typeof memberKinds)[number];

/** The kind that a legal category (INSEE, four digits) suggests; what a code cannot tell (research, training, ESS by quality) its pole says. */
export function kindOf(legalCategory: string): MemberKind {
  if (/^(72|73[45])/.test(legalCategory)) return 'authority';
  if (/^738[34]$/.test(legalCategory)) return 'education';
  const [slot] = slotsOf(legalCategory).byDefault;
  if (slot === 'ess') return 'ess';
  return slot === 'non-ess' || /^(1|62|5[45]15|5615)/.test(legalCategory) ? 'enterprise' : 'other';
}
