import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { isSiren } from '#domain/directory/siren.js';
import { companiesQuery, type Company } from '../client/companies.js';
import { counted } from '../language/format.js';
import { legalFormName } from '../language/legal-forms.js';
import { sentenceOfCode } from '../language/problems.js';
import { useSite } from '../session/site.js';
import { Field } from './field.js';

const shortest = 3;
const isOff = 'La recherche d’entreprises n’est pas branchée ici : saisissez les informations à la main.';

/** Why the search gave nothing, if that is so: nothing is blocked by it. */
const silenceOf = (outcome: string | undefined): string | undefined => (outcome === 'down' || outcome === 'busy' ? sentenceOfCode(`companies.${outcome}`) : outcome === 'off' ? isOff : undefined);

const about = ({ legalCategory, siren, address, closed }: Company): string =>
  [legalCategory === null ? undefined : legalFormName(legalCategory), `SIREN ${siren}`, address?.city, closed ? 'cessée' : undefined].filter((part) => part !== undefined).join(', ');

/** Finds a legal person by its name or number in the public company search, half a second after the last key; `onFound` takes it. */
export function CompanySearch({ label, onFound }: { label: string; onFound: (company: Company) => void }): ReactNode {
  const { companySearch } = useSite();
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setAsked(typed.trim()), 500);
    return () => clearTimeout(timer);
  }, [typed]);
  const isAsked = asked.length >= shortest && typed.trim() === asked;
  const { data, isFetching } = useQuery({ ...companiesQuery(asked), enabled: companySearch && isAsked });
  if (!companySearch) return <p className="es-sm es-muted">{isOff}</p>;
  const found = isAsked && !isFetching ? (data?.companies.filter(({ name }) => name !== null) ?? []) : [];
  const silence = isAsked && !isFetching ? silenceOf(data?.outcome) : undefined;
  const said = !isAsked ? '' : isFetching ? 'Recherche en cours…' : (silence ?? (found.length === 0 ? 'Aucune structure de ce nom ou de ce numéro au registre public. Continuez à la main.' : `${counted(found.length, 'structure trouvée', 'structures trouvées')} : choisissez la bonne.`));
  return (
    <div className="es-stack">
      <Field
        label={label}
        hint="Nom, SIREN ou SIRET : le reste se remplit."
        type="search"
        autoComplete="off"
        maxLength={100}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.preventDefault();
        }}
      />
      <p className={silence === undefined ? 'es-sm es-muted es-m0' : 'es-sm es-m0'} role="status">
        {said}
      </p>
      {found.length === 0 ? null : (
        <ul className="es-plain-list es-found">
          {found.map((company) => (
            <li key={company.siren}>
              <button
                type="button"
                onClick={() => {
                  setTyped('');
                  onFound(company);
                }}
              >
                <b>{company.name}</b>
                <small>{about(company)}</small>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** Under a SIREN that was typed here and is whole: who the register says that it is. A name that is still empty takes it. */
export function CompanyEcho({ siren, name, onFound }: { siren: string; name: string; onFound: (company: Company) => void }): ReactNode {
  const { companySearch } = useSite();
  const [first] = useState(siren);
  const isWhole = isSiren(siren) && (siren !== first || name.trim() === '');
  const { data } = useQuery({ ...companiesQuery(siren), enabled: companySearch && isWhole });
  const take = useRef(onFound);
  useEffect(() => {
    take.current = onFound;
  });
  const company = isWhole ? data?.companies[0] : undefined;
  const isBlank = name.trim() === '';
  useEffect(() => {
    if (isBlank && company?.name != null) take.current(company);
  }, [isBlank, company]);
  if (!companySearch || !isWhole || data === undefined) return null;
  return (
    <p className="es-sm es-muted es-m0" role="status">
      {silenceOf(data.outcome) ?? (company === undefined ? 'Ce numéro n’est pas au registre public. Vérifiez-le ; vous pouvez continuer.' : `Au registre public : ${company.name ?? 'nom non diffusé'}${company.closed ? ', structure cessée' : ''}.`)}
    </p>
  );
}
