import { invalid } from '../shared/error.js';
import { toCents, type Cents } from '../shared/money.js';
import { checkYear } from './envelope.rules.js';

export interface RoadmapLine {
  readonly label: string;
  readonly amounts: readonly { readonly year: number; readonly amountCents: Cents }[];
}

/** A roadmap names one purpose at least, each with its amounts, a year once per line. Throws `invalid-input`. */
export function checkRoadmap(lines: readonly RoadmapLine[]): void {
  if (lines.length === 0) throw invalid('roadmap.no-lines');
  lines.forEach(({ label, amounts }, line) => {
    if (label.trim() === '') throw invalid('roadmap.no-label', { line });
    if (amounts.length === 0) throw invalid('roadmap.no-amounts', { line });
    if (new Set(amounts.map(({ year }) => year)).size < amounts.length) throw invalid('roadmap.year-twice', { line });
    for (const { year, amountCents } of amounts) {
      checkYear(year);
      if (toCents(amountCents) <= 0) throw invalid('roadmap.amount-not-positive', { line, year });
    }
  });
}
