import type { ReactNode } from 'react';
import { slotNames } from '../language/words.js';
import { Icon } from '../shell/icons.js';
import { hexagon } from './hexagon.js';

export type Slot = keyof typeof slotNames;

/** One place of the decree: filled, to be proved, or empty; who fills it and what there is to say. */
export interface Cell {
  state: 'full' | 'to-prove' | 'empty';
  /** After the name of the place: « Entreprise de l’ESS : La Filature Commune ». */
  who?: string;
  note?: ReactNode;
}

const places: Record<Slot, readonly [number, number]> = { ess: [55, 58], 'non-ess': [145, 58], other: [100, 136] };
const order: readonly Slot[] = ['ess', 'non-ess', 'other'];
const looks = {
  full: { fill: 'var(--es-accent)', stroke: 'var(--es-accent)', ink: 'var(--es-on-accent)' },
  'to-prove': { fill: 'var(--es-warning-soft)', stroke: 'var(--es-warning)', ink: 'var(--es-warning)' },
  empty: { fill: 'none', stroke: 'var(--es-line-strong)', ink: 'var(--es-muted)' },
} as const;
const signs = { full: 'M-9 -14l6.5 6.5 12-14', 'to-prove': 'M0 -25v11M0 -8.5v.2', empty: 'M0 -24v14M-7 -17h14' } as const;
const icons = { full: 'tick', 'to-prove': 'warning', empty: 'plus' } as const;
const tints = { full: 'es-ok', 'to-prove': 'es-warn', empty: 'es-muted' } as const;
const words = { full: 'remplie', 'to-prove': 'à prouver', empty: 'vide' } as const;

/** The three places of décret 2015-431 art. 3, drawn and listed; the list says all that the drawing does. */
export function Cells({ cells }: { cells: Readonly<Record<Slot, Cell>> }): ReactNode {
  const label = order.map((slot) => `${slotNames[slot].short} ${words[cells[slot].state]}`).join(', ');
  return (
    <div className="es-cells">
      <svg viewBox="0 0 200 192" role="img" aria-label={`Trois places : ${label}`}>
        {order.map((slot) => {
          const [x, y] = places[slot];
          const { state } = cells[slot];
          const { fill, stroke, ink } = looks[state];
          return (
            <g key={slot}>
              <polygon points={hexagon(x, y, 48.5)} fill={fill} stroke={stroke} strokeWidth="2" strokeLinejoin="round" strokeDasharray={state === 'empty' ? '5 5' : undefined} />
              <path d={signs[state]} transform={`translate(${x} ${y})`} fill="none" stroke={ink} strokeWidth="3" strokeLinecap="round" strokeLinejoin="round" />
              <text x={x} y={y + 16} textAnchor="middle" fontSize="15" fontWeight="600" style={{ fill: ink }}>
                {slotNames[slot].short}
              </text>
            </g>
          );
        })}
      </svg>
      <ol>
        {order.map((slot) => {
          const { state, who, note } = cells[slot];
          return (
            <li key={slot}>
              <span className={tints[state]}>
                <Icon name={icons[state]} />
              </span>
              <div>
                <b>
                  {slotNames[slot].long}
                  {who === undefined ? ` : place ${words[state]}` : ` : ${who}`}
                </b>
                {note === undefined ? null : <small>{note}</small>}
              </div>
            </li>
          );
        })}
      </ol>
    </div>
  );
}
