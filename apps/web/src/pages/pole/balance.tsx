import { useId, type ReactNode } from 'react';
import type { Budget, BudgetLine } from '#domain/calls/form.js';
import { ChartTable } from '../../components/chart-table.js';
import { euros, percent, wholeEuros } from '../../language/format.js';
import { Icon } from '../../shell/icons.js';
import { sumOf, type Call } from './content.js';

type Look = 'subsidy' | 'own' | 'kind' | 'gap';
interface Part {
  look: Look;
  label: string;
  cents: number;
}

const of = (lines: readonly BudgetLine[], test: (account: string) => boolean): number => sumOf(lines.filter(({ account }) => test(account)));

/** Who pays, in disjoint parts, and what nobody pays yet. */
export function partsOf({ charges, products }: Budget): Part[] {
  const isKind = (account: string): boolean => account.startsWith('87');
  const isSubsidy = (account: string): boolean => account.startsWith('74');
  const parts: Part[] = [
    { look: 'subsidy', label: 'Subventions', cents: of(products, isSubsidy) },
    { look: 'own', label: 'Ressources propres', cents: of(products, (account) => !isSubsidy(account) && !isKind(account)) },
    { look: 'kind', label: 'Contributions volontaires', cents: of(products, isKind) },
    { look: 'gap', label: 'À trouver', cents: Math.max(0, sumOf(charges) - sumOf(products)) },
  ];
  return parts.filter(({ cents }) => cents > 0);
}

/** The gap in euros, in one sentence: what to add, on which side. */
export function gapSentence({ charges, products }: Budget): { tone: 'ok' | 'warn' | 'none'; text: string } {
  const [out, into] = [sumOf(charges), sumOf(products)];
  if (out === 0 && into === 0) return { tone: 'none', text: 'Ajoutez une première dépense, puis une ressource.' };
  if (out === into) return { tone: 'ok', text: 'Les deux totaux sont égaux : le budget est équilibré.' };
  return out > into ? { tone: 'warn', text: `Il manque ${euros(out - into)} de ressources.` } : { tone: 'warn', text: `Il manque ${euros(into - out)} de dépenses : les ressources les dépassent.` };
}

/** What the call's aid would cover, out of the call's own terms. */
function aidSentence({ awardTerms: { minCents, maxCents } }: Call, charges: number): string {
  if (charges === 0) return '';
  if (minCents !== maxCents) return ` L’aide de cet appel va de ${wholeEuros(minCents)} à ${wholeEuros(maxCents)}.`;
  return maxCents <= charges ? ` L’aide de cet appel, ${wholeEuros(maxCents)}, couvrirait ${percent(maxCents, charges)} des dépenses.` : ` L’aide de cet appel, ${wholeEuros(maxCents)}, dépasse les dépenses prévues.`;
}

const boxOf = (look: Look, hatch: string): Record<string, string | number> => {
  if (look === 'gap') return { fill: 'none', stroke: 'var(--es-danger)', strokeWidth: 2, strokeDasharray: '5 4' };
  if (look === 'kind') return { fill: `url(#${hatch})`, stroke: 'var(--es-d3)', strokeWidth: 1 };
  return { fill: look === 'subsidy' ? 'var(--es-d1)' : 'var(--es-d3)' };
};

/** Two lengths on one scale: what is spent, and who pays. */
export function BudgetBars({ budget, children }: { budget: Budget; children?: ReactNode }): ReactNode {
  const hatch = useId();
  const [charges, products] = [sumOf(budget.charges), sumOf(budget.products)];
  const parts = partsOf(budget);
  const whole = Math.max(charges, products, 1);
  const width = (cents: number): number => (cents / whole) * 998;
  const start = (index: number): number => 1 + parts.slice(0, index).reduce((sum, { cents }) => sum + width(cents), 0);
  return (
    <>
      <div className="es-bar2">
        <span>Dépenses</span>
        <svg viewBox="0 0 1000 24" preserveAspectRatio="none" aria-hidden="true">
          <rect x="1" y="1" width={width(charges)} height="22" fill="var(--es-dot)" />
        </svg>
        <b>{euros(charges)}</b>
      </div>
      <div className="es-bar2">
        <span>Ressources</span>
        <svg viewBox="0 0 1000 24" preserveAspectRatio="none" role="img" aria-label={`Ressources : ${parts.map(({ label, cents }) => `${label} ${euros(cents)}`).join(', ')}`}>
          <defs>
            <pattern id={hatch} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <rect width="7" height="7" fill="var(--es-surface)" />
              <rect width="3" height="7" fill="var(--es-d3)" />
            </pattern>
          </defs>
          {parts.map(({ look, cents }, index) => (
            <rect key={look} x={start(index) + 1} y="1.5" width={Math.max(1, width(cents) - 3)} height="21" vectorEffect="non-scaling-stroke" {...boxOf(look, hatch)} />
          ))}
        </svg>
        <b>{euros(products)}</b>
      </div>
      <ul className="es-legend">
        {parts.map(({ look, label }) => (
          <li key={look}>
            <svg viewBox="0 0 14 14" aria-hidden="true">
              <rect x="1" y="1" width="12" height="12" {...boxOf(look, hatch)} />
            </svg>
            {label}
          </li>
        ))}
      </ul>
      <GapLine budget={budget}>{children}</GapLine>
    </>
  );
}

function GapLine({ budget, children }: { budget: Budget; children?: ReactNode }): ReactNode {
  const { tone, text } = gapSentence(budget);
  return (
    <p role="status" className="es-balance__say">
      {tone === 'none' ? null : (
        <span className={tone === 'ok' ? 'es-ok' : 'es-bad'}>
          <Icon name={tone === 'ok' ? 'tick' : 'warning'} />
        </span>
      )}
      <span>
        <b className="es-num">{text}</b>
        {children}
      </span>
    </p>
  );
}

/** The balance of a budget while one types it: drawn, said in euros, and in a table. */
export function Balance({ budget, call }: { budget: Budget; call: Call }): ReactNode {
  const [charges, products] = [sumOf(budget.charges), sumOf(budget.products)];
  return (
    <div className="es-panel es-panel--sunken es-balance">
      {charges + products === 0 ? <GapLine budget={budget} /> : <BudgetBars budget={budget}>{aidSentence(call, charges)}</BudgetBars>}
      {charges + products === 0 ? null : <ChartTable caption="Financement du projet" heads={['Ressource', 'Montant', 'Part des dépenses']} rows={partsOf(budget).map(({ label, cents }) => [label, euros(cents), percent(cents, charges)])} />}
    </div>
  );
}
