/** What the register said of a SIREN; null when it did not know it. */
export interface CompanyFacts {
  /** null: the register keeps it back. */
  readonly name: string | null;
  readonly legalCategory: string | null;
  /** Has the legal person ceased (« cessée »)? */
  readonly closed: boolean;
}

/** What differs between what a pole declares and what the register says: for an officer to look at, it decides nothing. */
export type CompanyDifference = 'not-found' | 'closed' | 'name' | 'legal-category';

const marks = /[\u0300-\u036f]/g;
/** Words without accents, signs and articles: « L’Étang-Bleu » and « ETANG BLEU » are one name. */
const words = (name: string): string[] =>
  name
    .normalize('NFD')
    .replace(marks, '')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '' && !/^(l|d|le|la|les|de|du|des|et|en)$/.test(word));

/** Do two names have the same words, or one all of the other's? A register adds acronyms and trade names, people leave words out. */
function isSameName(declared: string, registered: string): boolean {
  const [one, other] = [new Set(words(declared)), new Set(words(registered))];
  const [small, large] = one.size <= other.size ? [one, other] : [other, one];
  return small.size > 0 ? [...small].every((word) => large.has(word)) : one.size === other.size;
}

/** How what was declared of a SIREN differs from what the register says of it. */
export function companyDifferences(declared: { name: string; legalCategory: string }, facts: CompanyFacts | null): CompanyDifference[] {
  if (facts === null) return ['not-found'];
  return [
    ...(facts.closed ? (['closed'] as const) : []),
    ...(facts.name !== null && !isSameName(declared.name, facts.name) ? (['name'] as const) : []),
    ...(facts.legalCategory !== null && facts.legalCategory !== declared.legalCategory ? (['legal-category'] as const) : []),
  ];
}

/** How long what the register said is not asked again, ms: a day. */
export const factsLastMs = 86_400_000;
