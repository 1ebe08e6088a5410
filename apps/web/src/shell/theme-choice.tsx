import { useId, useState, type ReactNode } from 'react';
import { chooseTheme, chosenTheme, type Theme } from './theme.js';

const themes: readonly (readonly [Theme, string])[] = [
  ['light', 'Clair'],
  ['dark', 'Sombre'],
  ['system', 'Comme l’appareil'],
];

export function ThemeChoice(): ReactNode {
  const [theme, setTheme] = useState(chosenTheme);
  const name = useId();
  return (
    <fieldset className="es-themes">
      <legend>Affichage</legend>
      {themes.map(([value, label]) => (
        <div key={value} className="fr-radio-group fr-radio-group--sm">
          <input
            type="radio"
            id={`${name}-${value}`}
            name={name}
            checked={theme === value}
            onChange={() => {
              chooseTheme(value);
              setTheme(value);
            }}
          />
          <label className="fr-label" htmlFor={`${name}-${value}`}>
            {label}
          </label>
        </div>
      ))}
    </fieldset>
  );
}
