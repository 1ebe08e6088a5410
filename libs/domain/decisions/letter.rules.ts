import { isDay } from '#domain/shared/day.js';
import { invalid } from '#domain/shared/error.js';
import { frenchDay, noBreak, typeset } from '#domain/shared/french.js';
import { total } from '#domain/shared/money.js';
import { appealBlocks } from './letter-appeal.js';
import { awardBlocks } from './letter-award.js';
import { ineligibleBlocks } from './letter-ineligible.js';
import { refusalBlocks, reserveBlocks } from './letter-others.js';
import { loanBlocks, servicesBlocks } from './letter-track.js';
import type { Block, Run } from '#domain/shared/document.js';
import type { LetterContent, LetterFacts, LetterKind } from './letter.js';
import { closing, groupedSiren, quoted } from './letter-phrases.js';

/** Grows with the words or the look of the letters: another version is another letter. */
export const letterTemplateVersion = 1;

interface Body {
  subject: string;
  blocks: (facts: LetterFacts) => Block[];
}

const subsidy: Body = { subject: 'Attribution d’une subvention', blocks: awardBlocks };
const loan: Body = { subject: 'Attribution d’un prêt sans intérêt', blocks: loanBlocks };
const services: Body = { subject: 'Attribution d’un accompagnement', blocks: servicesBlocks };

/** Accompaniment that carries money is paid as a subsidy is. */
const award = ({ support, amountCents }: LetterFacts): Body => (support === 'loan' ? loan : support === 'services' && amountCents === 0 ? services : subsidy);

const others: Record<Exclude<LetterKind, 'award'>, Body> = {
  reserve: { subject: 'Inscription sur la liste complémentaire', blocks: reserveBlocks },
  refusal: { subject: 'Décision de rejet', blocks: refusalBlocks },
  ineligible: { subject: 'Décision d’inéligibilité', blocks: ineligibleBlocks },
};

/** What each kind of letter cannot do without, beside what all need. */
const needs: Record<LetterKind, readonly (keyof LetterFacts)[]> = {
  award: ['amountCents', 'durationMonths', 'instalments'],
  reserve: ['reserveRank'],
  refusal: ['motivation'],
  ineligible: ['conditions'],
};
const neededByAll: readonly (keyof LetterFacts)[] = [
  'reference', 'applicationNumber', 'callTitle', 'callCode', 'poleName', 'poleSiren', 'poleAddress', 'projectTitle', 'decidedOn', 'releaseOn', 'signatory', 'support',
  'authority', 'court', 'appealLastDay', 'demonstration', 'verificationCode', 'verificationUrl',
];

const isMissing = (value: unknown): boolean => {
  if (value === undefined || value === null) return true;
  if (typeof value === 'string') return value.trim() === '';
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === 'object' && Object.values(value).some(isMissing);
};

const kebab = (key: string): string => key.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`);

function check(kind: LetterKind, facts: LetterFacts): void {
  const given = kind === 'award' && facts.support === 'loan' ? [...needs.award, 'repaidOverMonths' as const] : needs[kind];
  for (const key of [...neededByAll, ...given.filter((one) => one !== 'instalments' || facts.amountCents !== 0)]) {
    const value = key === 'conditions' ? facts.conditions?.filter(({ met }) => met === false) : facts[key];
    if (isMissing(value)) throw invalid(`letter.missing-${kebab(key)}`, { kind });
  }
  for (const day of [facts.decidedOn, facts.releaseOn, facts.appealLastDay]) if (!isDay(day)) throw invalid('letter.not-a-day', { day });
  if (kind === 'award' && total(facts.instalments.map(({ amountCents }) => amountCents)) !== facts.amountCents) {
    throw invalid('letter.instalments-not-amount', { amountCents: facts.amountCents });
  }
}

const set = (run: Run): Run => (typeof run === 'string' ? typeset(run) : { strong: typeset(run.strong) });

function setBlock(block: Block): Block {
  switch (block.kind) {
    case 'paragraph':
      return { ...block, runs: block.runs.map(set) };
    case 'heading':
      return { ...block, text: typeset(block.text) };
    case 'list':
      return { ...block, items: block.items.map((runs) => runs.map(set)) };
    case 'table':
      return { ...block, head: block.head.map(typeset), rows: block.rows.map((row) => row.map(typeset)) };
  }
}

/** « AAAA-BBBB-CCCC » */
const groupedCode = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1-');

/**
 * The letter that notifies a decision of `kind`, with the mentions that any notified decision bears: authority, name and quality of the
 * signatory (CRPA L212-1), date, reference, the ways to appeal and their last day (CJA R421-1, R421-5). Throws `invalid-input`
 * `letter.missing-<field>` for a fact that this kind needs, `letter.not-a-day`, `letter.instalments-not-amount`, `letter.wrong-appeal-last-day`.
 */
export function composeLetter(kind: LetterKind, facts: LetterFacts): LetterContent {
  check(kind, facts);
  const { subject, blocks } = kind === 'award' ? award(facts) : others[kind];
  return {
    reference: facts.reference,
    date: facts.decidedOn,
    placeAndDate: `Le ${frenchDay(facts.decidedOn)}`,
    sender: [typeset(facts.authority)],
    recipient: [typeset(facts.poleName), ...facts.poleAddress.map(typeset), `SIREN${noBreak}${groupedSiren(facts.poleSiren)}`],
    subject: typeset(`${subject} – dossier n° ${facts.applicationNumber}, projet ${quoted(facts.projectTitle)}`),
    blocks: [...blocks(facts), ...appealBlocks(facts), closing].map(setBlock),
    signatory: { name: facts.signatory.name, quality: typeset(facts.signatory.quality), authority: typeset(facts.authority) },
    verification: { code: groupedCode(facts.verificationCode), url: facts.verificationUrl },
    ...(facts.demonstration ? { notice: 'Document de démonstration' } : {}),
  };
}
