import { useId, type ReactNode } from 'react';
import { euros, percent } from '../language/format.js';

/** A slice of money, from the firmest to the freest; the slices are disjoint and add up to `authorised`. */
export interface Slice {
  key: string;
  label: string;
  cents: number;
  look: 'd1' | 'd2' | 'd3' | 'hatched' | 'empty';
  /** What it covers, in a few words. */
  covers?: ReactNode;
}

const boxOf = (look: Slice['look'], hatch: string): Record<string, string | number> => {
  if (look === 'hatched') return { fill: `url(#${hatch})`, stroke: 'var(--es-d3)', strokeWidth: 1.5 };
  if (look === 'empty') return { fill: 'none', stroke: 'var(--es-line-strong)', strokeWidth: 1.5 };
  return { fill: `var(--es-${look})` };
};

const Hatch = ({ id }: { id: string }): ReactNode => (
  <pattern id={id} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
    <rect width="7" height="7" fill="var(--es-surface)" />
    <rect width="3" height="7" fill="var(--es-d3)" />
  </pattern>
);

/** Money as one length to scale, and to the cent in the table under it, with what it adds up to. AE and CP never share one. */
export function Ledger({ caption, authorised, slices }: { caption: string; authorised: number; slices: readonly Slice[] }): ReactNode {
  const hatch = useId();
  const width = (cents: number): number => (authorised === 0 ? 0 : (cents / authorised) * 1000);
  const cumulated = slices.map((_, index) => slices.slice(0, index + 1).reduce((sum, { cents }) => sum + cents, 0));
  const start = (index: number): number => width(index === 0 ? 0 : cumulated[index - 1]!);
  return (
    <div className="es-ledger">
      <svg className="bar" viewBox="0 0 1000 56" preserveAspectRatio="none" role="img" aria-label={`${caption} : ${slices.map(({ label, cents }) => `${label} ${euros(cents)}`).join(', ')}, sur ${euros(authorised)}`}>
        <defs>
          <Hatch id={hatch} />
        </defs>
        {slices.map(({ key, cents, look }, index) => (cents > 0 ? <rect key={key} x={start(index) + 1} y="6" width={Math.max(0, width(cents) - 2)} height="44" vectorEffect="non-scaling-stroke" {...boxOf(look, hatch)} /> : null))}
      </svg>
      <table className="es-table es-table--stack">
        <caption className="es-vh">{caption}, au centime</caption>
        <thead>
          <tr>
            <th scope="col">Étape</th>
            <th scope="col" className="n">Montant à cette étape</th>
            <th scope="col" className="n">Part</th>
            <th scope="col" className="n">Cumul</th>
            <th scope="col">Ce que cela recouvre</th>
          </tr>
        </thead>
        <tbody>
          {slices.map(({ key, label, cents, look, covers }, index) => (
            <tr key={key}>
              <th scope="row">
                <svg className="es-key" viewBox="0 0 14 14" aria-hidden="true">
                  <rect x=".75" y=".75" width="12.5" height="12.5" {...boxOf(look, hatch)} />
                </svg>
                {label}
              </th>
              <td className="n" data-l="Montant">{euros(cents)}</td>
              <td className="n" data-l="Part">{percent(cents, authorised)}</td>
              <td className="n es-hide-s">{euros(cumulated[index]!)}</td>
              <td data-l="Contenu">{covers}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">Autorisé</th>
            <td className="n" data-l="Montant">{euros(authorised)}</td>
            <td className="n" data-l="Part">{percent(authorised, authorised)}</td>
            <td className="n es-hide-s" />
            <td className="es-hide-s" />
          </tr>
        </tfoot>
      </table>
    </div>
  );
}
