import type { KeyboardEvent, ReactNode } from 'react';
import { regions } from '#domain/directory/region.js';
import { counted, list } from '../language/format.js';
import { ChartTable } from './chart-table.js';
import { hexagon } from './hexagon.js';

/** Short name, and where its tile is: column (halves allowed) and row; the five overseas in a row below. */
const tiles: Record<string, readonly [string, number, number]> = {
  '32': ['HDF', 3, 0],
  '53': ['BRE', 0.5, 1],
  '28': ['NOR', 1.5, 1],
  '11': ['IDF', 2.5, 1],
  '44': ['GES', 3.5, 1],
  '52': ['PDL', 1, 2],
  '24': ['CVL', 2, 2],
  '27': ['BFC', 3, 2],
  '75': ['NAQ', 1.5, 3],
  '84': ['ARA', 2.5, 3],
  '76': ['OCC', 2, 4],
  '93': ['PAC', 3, 4],
  '94': ['COR', 4, 4],
  '01': ['GUA', 0, 5.6],
  '02': ['MTQ', 1, 5.6],
  '03': ['GUY', 2, 5.6],
  '04': ['REU', 3, 5.6],
  '06': ['MAY', 4, 5.6],
};
const order = ['32', '53', '28', '11', '44', '52', '24', '27', '75', '84', '76', '93', '94', '01', '02', '03', '04', '06'];
const nameOf = (code: string): string => (regions.find((region) => region.code === code)?.name ?? code).replace("'", '’');

export interface RegionCount {
  regionCode: string;
  /** What is coloured: laureates. */
  count: number;
  /** Out of how many: dossiers received; undefined where that is not public. */
  outOf?: number;
}

const looks = (count: number, most: number, known: boolean): { fill: string; ink: string; dashed: boolean } => {
  if (!known) return { fill: 'none', ink: 'var(--es-muted)', dashed: true };
  if (count === 0) return { fill: 'var(--es-sunken-2)', ink: 'var(--es-muted)', dashed: false };
  return { fill: most > 1 && count > most / 2 ? 'var(--es-d1)' : 'var(--es-d2)', ink: 'var(--es-surface)', dashed: false };
};

/** What a click on a tile does: `chosen` is the region that is shown alone, and a second click shows all again. */
export interface RegionChoice {
  chosen: string | undefined;
  choose: (code: string | undefined) => void;
}

/**
 * The eighteen regions as tiles of the same size, each with its figures, and the same figures in a table: both are made of `counts`. With `choice`
 * each tile is a button.
 */
export function RegionTiles({ counts, what, choice }: { counts: readonly RegionCount[]; what: { one: string; many: string; outOf?: string }; choice?: RegionChoice }): ReactNode {
  const of = new Map(counts.map((one) => [one.regionCode, one]));
  const most = Math.max(0, ...counts.map(({ count }) => count));
  const first = counts.filter(({ count }) => count === most && most > 0).map(({ regionCode }) => nameOf(regionCode));
  const none = order.filter((code) => (of.get(code)?.count ?? 0) === 0).length;
  const label = most === 0 ? `Aucun ${what.one}` : `${counted(counts.reduce((sum, { count }) => sum + count, 0), what.one, what.many)} : le plus en ${list(first)} (${most}) ; ${none} régions sans. Le tableau suit.`;
  const figure = (one: RegionCount | undefined): string => (one === undefined ? '–' : one.outOf === undefined ? String(one.count) : `${one.count} / ${one.outOf}`);
  return (
    <>
      <svg className="es-chart es-tiles" viewBox="0 0 300 352" role={choice === undefined ? 'img' : 'group'} aria-label={label}>
        {order.map((code) => {
          const [short, column, row] = tiles[code]!;
          const one = of.get(code);
          const { fill, ink, dashed } = looks(one?.count ?? 0, most, one !== undefined);
          const [x, y] = [33 + column * 58, 36 + row * 50.2];
          return (
            <g key={code} {...(choice === undefined ? {} : tileButton(code, one?.count ?? 0, what, choice))}>
              <title>{`${nameOf(code)} `}</title>
              <polygon points={hexagon(x, y, 32)} fill={fill} {...(dashed ? { stroke: 'var(--es-line-strong)', strokeDasharray: '4 4' } : {})} />
              <text x={x} y={y - 3} textAnchor="middle" fontSize="12.5" fontWeight="600" style={{ fill: ink }}>
                {`${short} `}
              </text>
              <text x={x} y={y + 13} textAnchor="middle" fontSize="12.5" style={{ fill: ink }}>
                {figure(one)}
              </text>
            </g>
          );
        })}
      </svg>
      <p className="es-chart-note">
        {what.outOf === undefined ? `${what.many[0]!.toUpperCase()}${what.many.slice(1)} par région.` : `${what.many[0]!.toUpperCase()}${what.many.slice(1)} / ${what.outOf}.`} Plus la teinte est forte, plus il y en a.
      </p>
      <ChartTable
        caption={`${what.many} par région`}
        heads={['Région', what.many, ...(what.outOf === undefined ? [] : [what.outOf])]}
        rows={order.map((code) => [nameOf(code), of.get(code)?.count ?? 0, ...(what.outOf === undefined ? [] : [of.get(code)?.outOf ?? 0])])}
      />
    </>
  );
}

const tileButton = (code: string, count: number, what: { one: string; many: string }, { chosen, choose }: RegionChoice) => {
  const turn = (): void => choose(chosen === code ? undefined : code);
  return {
    role: 'button',
    tabIndex: 0,
    className: 'es-tile',
    'aria-pressed': chosen === code,
    'aria-label': `${nameOf(code)} ${tiles[code]![0]} ${counted(count, what.one, what.many)}`,
    onClick: turn,
    onKeyDown: (event: KeyboardEvent): void => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      turn();
    },
  } as const;
};
