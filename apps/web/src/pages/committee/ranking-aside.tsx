import type { ReactNode } from 'react';
import { AmountField } from '../../components/amount-field.js';
import { RegionTiles } from '../../components/region-tiles.js';
import { wideSpread } from '../../components/spread.js';
import { counted, wholeEuros } from '../../language/format.js';
import { Icon } from '../../shell/icons.js';
import type { Board, Line, Moves } from './board.js';
import type { Ranking } from './queries.js';

/** The envelope, the ties to settle, the widest disagreements, and where the funded dossiers are. */
export function RankingAside({ board, ranking, open, moves, onAward, onKeep }: { board: Board; ranking: Ranking; open: readonly string[][]; moves: Moves; onAward: (cents: number) => void; onKeep: (tie: string[]) => void }): ReactNode {
  const { lines } = board;
  const { bounds } = ranking;
  const wide = lines.filter(({ spread }) => spread >= wideSpread).sort((one, other) => other.spread - one.spread);
  return (
    <aside className="es-board__aside es-stack--lg" aria-label="Enveloppe et débats">
      <section className="es-panel es-first" aria-labelledby="enveloppe">
        <h2 id="enveloppe">Enveloppe</h2>
        <p className="es-figure">
          {wholeEuros(board.remainingCents)} <small>restants sur {wholeEuros(board.envelopeCents)}</small>
        </p>
        <Lengths board={board} />
        <p className="es-chart-note">
          Une case par aide, à l’échelle. {counted(board.funded.length, 'aide tient', 'aides tiennent')} dans l’enveloppe.
        </p>
        {bounds !== null && bounds.minCents < bounds.maxCents && ranking.canFreeze ? (
          <div className="es-gap-t">
            <AmountField label="Aide par lauréat, à l’essai" hint={`De ${wholeEuros(bounds.minCents)} à ${wholeEuros(bounds.maxCents)}. Rien n’est enregistré : la ligne se déplace.`} cents={moves.awardCents ?? bounds.maxCents} min={bounds.minCents} max={bounds.maxCents} onCents={onAward} />
          </div>
        ) : null}
      </section>
      {open.length === 0 ? null : <Ties open={open} lines={lines} mayMove={ranking.canFreeze} onKeep={onKeep} />}
      {wide.length === 0 ? null : (
        <section className="es-panel" aria-labelledby="debattre">
          <h2 id="debattre">À débattre d’abord</h2>
          <ul className="es-blocks">
            {wide.slice(0, 5).map((line) => (
              <li key={line.id}>
                <span className="es-warn">
                  <Icon name="warning" />
                </span>
                <b>
                  <a href={`#dossier-${line.id}`}>{line.poleName}</a>
                </b>
                <span className="amt">{Math.round(line.spread / 100)} pts</span>
                <small>{debate(line)}</small>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className="es-panel" aria-labelledby="regions">
        <h2 id="regions">Aides par région</h2>
        <RegionTiles counts={regionsOf(lines)} what={{ one: 'aide', many: 'aides', outOf: 'dossiers classés' }} />
      </section>
    </aside>
  );
}

const debate = ({ rank, withinEnvelope, scores }: Line): string => `${rank === null ? 'Éliminé' : `Rang ${rank}`}, ${withinEnvelope ? 'financé' : 'non financé'}. Notes de ${Math.round(scores[0]! / 100)} à ${Math.round(scores.at(-1)! / 100)}.`;

const Ties = ({ open, lines, mayMove, onKeep }: { open: readonly string[][]; lines: readonly Line[]; mayMove: boolean; onKeep: (tie: string[]) => void }): ReactNode => (
  <section className="es-panel es-first" aria-labelledby="egalites">
    <h2 id="egalites">Égalités à départager</h2>
    <p className="es-sm es-muted">Les règles de l’appel ne séparent pas ces dossiers. Montez-les ou descendez-les dans la liste, ou gardez l’ordre affiché.</p>
    <ul className="es-blocks">
      {open.map((tie) => {
        const first = lines.findIndex(({ id }) => tie.includes(id));
        return (
          <li key={tie[0]}>
            <Icon name="columns" />
            <b>
              Rangs {first + 1} à {first + tie.length}
            </b>
            <span />
            <small>{lines.filter(({ id }) => tie.includes(id)).map(({ poleName }) => poleName).join(', ')}</small>
            {mayMove ? (
              <small>
                <button type="button" className="fr-btn fr-btn--secondary fr-btn--sm" onClick={() => onKeep(tie)}>
                  Garder l’ordre des rangs {first + 1} à {first + tie.length}
                </button>
              </small>
            ) : null}
          </li>
        );
      })}
    </ul>
  </section>
);

/** One euro, one length: a box per award that the envelope holds, and what is left. */
function Lengths({ board: { funded, envelopeCents, remainingCents } }: { board: Board }): ReactNode {
  const width = (cents: number): number => (envelopeCents === 0 ? 0 : (cents / envelopeCents) * 300);
  const starts = funded.map((_, index) => funded.slice(0, index).reduce((sum, { amountCents }) => sum + width(amountCents), 0));
  const end = 300 - width(Math.max(0, remainingCents));
  return (
    <svg className="es-lengths" viewBox="0 0 300 40" preserveAspectRatio="none" role="img" aria-label={`${counted(funded.length, 'aide')}, ${wholeEuros(envelopeCents - remainingCents)} sur ${wholeEuros(envelopeCents)} ; reste ${wholeEuros(remainingCents)}`}>
      <path d="M0 36H300" stroke="var(--es-line-strong)" vectorEffect="non-scaling-stroke" />
      {funded.map(({ id, amountCents, state }, index) => (
        <rect key={id} x={starts[index]! + 0.6} y="6" width={Math.max(0.5, width(amountCents) - 1.2)} height="26" fill={state === 'awarded' ? 'var(--es-d1)' : 'var(--es-d2)'} />
      ))}
      <path d={`M${Math.min(299, end)} 0V40`} stroke="var(--es-text)" strokeWidth="2" vectorEffect="non-scaling-stroke" />
    </svg>
  );
}

function regionsOf(lines: readonly Line[]): { regionCode: string; count: number; outOf: number }[] {
  const of = new Map<string, { regionCode: string; count: number; outOf: number }>();
  for (const { regionCode, withinEnvelope } of lines) {
    const { count, outOf } = of.get(regionCode) ?? { count: 0, outOf: 0 };
    of.set(regionCode, { regionCode, count: count + (withinEnvelope ? 1 : 0), outOf: outOf + 1 });
  }
  return [...of.values()];
}
