import type { ReactNode } from 'react';
import { zonings } from '#domain/calls/call.rules.js';
import { regions } from '#domain/directory/region.js';
import { Field, Select } from '../../components/field.js';
import { zoningNames } from '../../language/words.js';
import type { CallInput } from './call-input.js';
import type { Call } from './queries.js';

const toggled = <Value extends string>(values: readonly Value[], value: Value): Value[] => (values.includes(value) ? values.filter((one) => one !== value) : [...values, value]);

function Boxes<Value extends string>({ legend, hint, options, values, onValues, name }: { legend: string; hint: string; options: readonly (readonly [Value, string])[]; values: readonly Value[]; onValues: (values: Value[]) => void; name: string }): ReactNode {
  return (
    <fieldset className="es-choices es-choices--inline">
      <legend>
        {legend}
        <span className="fr-hint-text">{hint}</span>
      </legend>
      {options.map(([value, label]) => (
        <div key={value} className="fr-checkbox-group">
          <input type="checkbox" id={`${name}-${value}`} checked={values.includes(value)} onChange={() => onValues(toggled(values, value))} />
          <label className="fr-label" htmlFor={`${name}-${value}`}>
            {label}
          </label>
        </div>
      ))}
    </fieldset>
  );
}

/** Whom a call is for: laureates of another call, themes, regions, zones that have priority. */
export function ScopeFields({ input, change, calls }: { input: CallInput; change: (change: Partial<CallInput>) => void; calls: readonly Call[] }): ReactNode {
  return (
    <div className="es-stack">
      <div className="es-fields es-fields--two">
        <Select label="Réservé aux lauréats de l’appel" hint="Vérifié au dépôt, sur les décisions notifiées ici." id="appel-prealable" value={input.prerequisiteCallId} onChange={({ target }) => change({ prerequisiteCallId: target.value })}>
          <option value="">Aucun</option>
          {calls.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </Select>
        <Field label="Thèmes (facultatif)" hint="Séparés par des virgules." id="themes" value={input.themes} maxLength={1_000} onChange={({ target }) => change({ themes: target.value })} />
      </div>
      <div className="fr-checkbox-group">
        <input type="checkbox" id="charte-demandee" checked={input.charterRequired} onChange={({ target }) => change({ charterRequired: target.checked })} />
        <label className="fr-label" htmlFor="charte-demandee">
          Charte des pôles signée demandée
          <span className="fr-hint-text">Un dossier est reçu si le pôle a signé la version en vigueur à l’instant du dépôt.</span>
        </label>
      </div>
      <Boxes legend="Zones prioritaires" hint="Aucune case : pas de priorité." name="zone" options={zonings.map((zoning) => [zoning, zoningNames[zoning]] as const)} values={input.zonings} onValues={(values) => change({ zonings: values })} />
      <Boxes legend="Régions" hint="Aucune case : toutes les régions." name="region" options={regions.map(({ code, name }) => [code, name] as const)} values={input.regions} onValues={(values) => change({ regions: values })} />
    </div>
  );
}
