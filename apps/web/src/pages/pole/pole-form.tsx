import { useState, type ReactNode } from 'react';
import { regions } from '#domain/directory/region.js';
import { api, ask, type Schemas } from '../../client/client.js';
import type { Company } from '../../client/companies.js';
import { CommandOutcome } from '../../commands/command.js';
import { useCommand } from '../../commands/use-command.js';
import { CompanyEcho, CompanySearch } from '../../components/company-search.js';
import { ErrorSummary } from '../../components/error-summary.js';
import { Field, Select } from '../../components/field.js';
import { legalFormName, legalForms } from '../../language/legal-forms.js';
import { forget, keep, readKept } from '../../drafts/storage.js';
import { useSession } from '../../session/site.js';
import { sirenTrouble, withoutBlanks } from './siren.js';

type Pole = Schemas['NewPoleBody'];

const subject = 'pole.new';
const blank: Pole = { name: '', siren: '', legalCategory: '9220', regionCode: '', addressLine: '', postalCode: '', city: '' };

/** What the public company search says of a structure: the rest is typed. */
const poleOf = ({ name, siren, legalCategory, regionCode, address }: Company): Partial<Pole> => ({
  siren,
  ...(name === null ? {} : { name }),
  ...(legalCategory === null ? {} : { legalCategory }),
  ...(regionCode === null ? {} : { regionCode }),
  ...(address === null ? {} : { addressLine: address.line, postalCode: address.postalCode, city: address.city }),
});

const troublesOf = (pole: Pole): { id: keyof Pole; label: string; error: string }[] => {
  const all: [keyof Pole, string, string | undefined][] = [
    ['name', 'Nom de la structure', pole.name.trim().length < 2 ? 'Donnez le nom de la structure qui porte le pôle.' : undefined],
    ['siren', 'SIREN', sirenTrouble(pole.siren)],
    ['regionCode', 'Région', pole.regionCode === '' ? 'Choisissez la région du pôle.' : undefined],
    ['addressLine', 'Adresse', pole.addressLine.trim().length < 2 ? 'Donnez l’adresse du siège.' : undefined],
    ['postalCode', 'Code postal', /^\d{5}$/.test(pole.postalCode) ? undefined : 'Le code postal a cinq chiffres.'],
    ['city', 'Commune', pole.city.trim() === '' ? 'Donnez la commune du siège.' : undefined],
  ];
  return all.flatMap(([id, label, error]) => (error === undefined ? [] : [{ id, label, error }]));
};

/** The structure that carries the pole, once: who makes it applies for it. What is typed stays on the device until it is done. */
export function PoleForm({ first, onDone }: { first: boolean; onDone: () => void }): ReactNode {
  const userId = useSession()?.userId ?? 'visiteur';
  const [pole, setPole] = useState<Pole>(() => readKept<Pole>(userId, subject)?.value ?? blank);
  const [tried, setTried] = useState(false);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const troubles = troublesOf(pole);
  const of = (id: keyof Pole): string | undefined => (tried || left.has(id) ? troubles.find((one) => one.id === id)?.error : undefined);
  const set = (change: Partial<Pole>): void => {
    const next = { ...pole, ...change };
    setPole(next);
    keep(userId, subject, { value: next, version: 0, at: new Date().toISOString() });
  };
  const create = useCommand<Pole, Schemas['Created']>({
    act: (body) => ask(api.POST('/api/poles', { body })),
    done: (_, { name }) => `${name} est inscrit.`,
    refreshes: [['poles'], ['site']],
    onDone: () => {
      forget(userId, subject);
      onDone();
    },
  });
  const text = (id: 'name' | 'siren' | 'addressLine' | 'postalCode' | 'city', label: string, more: { hint?: string; inputMode?: 'numeric'; autoComplete?: string } = {}): ReactNode => (
    <Field id={id} label={label} value={pole[id]} error={of(id)} {...more} onChange={({ target }) => set({ [id]: id === 'siren' ? withoutBlanks(target.value) : target.value })} onBlur={() => setLeft((before) => new Set([...before, id]))} />
  );
  return (
    <form
      className="es-narrow es-stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (troubles.length === 0) create.run({ ...pole, name: pole.name.trim(), addressLine: pole.addressLine.trim(), city: pole.city.trim() });
      }}
    >
      <div>
        <h2 className="es-m0">{first ? 'D’abord, votre pôle' : 'Un autre pôle'}</h2>
        <p className="es-muted">La structure qui porte le dossier et reçoit l’aide. À inscrire une seule fois.</p>
      </div>
      <ErrorSummary errors={tried ? troubles : []} />
      <CompanySearch label="Trouver votre structure au registre public" onFound={(company) => set(poleOf(company))} />
      {text('name', 'Nom de la structure', { autoComplete: 'organization' })}
      {text('siren', 'SIREN', { hint: 'Neuf chiffres, avec ou sans espaces', inputMode: 'numeric' })}
      <CompanyEcho siren={pole.siren} name={pole.name} onFound={(company) => set(poleOf(company))} />
      <Select label="Forme juridique" value={pole.legalCategory} onChange={({ target }) => set({ legalCategory: target.value })}>
        {legalForms
          .filter(({ code }) => code !== '1000')
          .map(({ code, label }) => (
            <option key={code} value={code}>
              {label}
            </option>
          ))}
        {legalForms.some(({ code }) => code === pole.legalCategory) ? null : <option value={pole.legalCategory}>{legalFormName(pole.legalCategory)}</option>}
      </Select>
      <Select id="regionCode" label="Région" value={pole.regionCode} error={of('regionCode')} onChange={({ target }) => set({ regionCode: target.value })}>
        <option value="" disabled>
          Choisir une région
        </option>
        {regions.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </Select>
      {text('addressLine', 'Adresse', { autoComplete: 'street-address' })}
      {text('postalCode', 'Code postal', { inputMode: 'numeric', autoComplete: 'postal-code' })}
      {text('city', 'Commune', { autoComplete: 'address-level2' })}
      <div className="es-row">
        <button type="submit" className="fr-btn" aria-disabled={create.state === 'running'}>
          Inscrire mon pôle
        </button>
        {first ? null : (
          <button type="button" className="fr-btn fr-btn--tertiary-no-outline" onClick={onDone}>
            Revenir à mes pôles
          </button>
        )}
      </div>
      <CommandOutcome command={create} />
    </form>
  );
}
