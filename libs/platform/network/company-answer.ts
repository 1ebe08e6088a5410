/** A legal person or sole trader as the public company search gives it. */
export interface Company {
  /** Nine digits. */
  readonly siren: string;
  /** Of its seat. */
  readonly siret: string | null;
  /** null: it keeps its name back (« diffusion partielle »). */
  readonly name: string | null;
  /** INSEE's four digits. */
  readonly legalCategory: string | null;
  readonly rna: string | null;
  /** Has it ceased? */
  readonly closed: boolean;
  readonly address: { readonly line: string; readonly postalCode: string; readonly city: string } | null;
  readonly regionCode: string | null;
  readonly departmentCode: string | null;
}

type Json = Readonly<Record<string, unknown>>;

const recordOf = (value: unknown): Json => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {});

/** What is kept back is written `[NON-DIFFUSIBLE]` or `[ND]`. */
const textOf = (value: unknown): string | null => (typeof value === 'string' && value.trim() !== '' && !/^\[(NON-DIFFUSIBLE|ND)\]/.test(value.trim()) ? value.trim() : null);
const matching = (value: unknown, pattern: RegExp): string | null => (typeof value === 'string' && pattern.test(value) ? value : null);

function companyOf(value: unknown): Company | undefined {
  const result = recordOf(value);
  const siren = matching(result['siren'], /^\d{9}$/);
  if (siren === null) return undefined;
  const seat = recordOf(result['siege']);
  const [postalCode, city] = [matching(seat['code_postal'], /^\d{5}$/), textOf(seat['libelle_commune'])];
  const line = [seat['numero_voie'], seat['indice_repetition'], seat['type_voie'], seat['libelle_voie']].map(textOf).filter((part) => part !== null).join(' ');
  return {
    siren,
    siret: matching(seat['siret'], /^\d{14}$/),
    name: textOf(result['nom_raison_sociale']) ?? textOf(result['nom_complet']),
    legalCategory: matching(result['nature_juridique'], /^\d{4}$/),
    rna: matching(recordOf(result['complements'])['identifiant_association'], /^W[0-9][A-Z0-9]\d{7}$/),
    closed: result['etat_administratif'] === 'C',
    address: postalCode === null || city === null ? null : { line, postalCode, city },
    regionCode: matching(seat['region'], /^\d{2}$/),
    departmentCode: matching(seat['departement'], /^(\d{2}|2[AB]|97\d)$/),
  };
}

/** Those of an answer that have a SIREN, in its order; throws when it is not the answer of a search at all. */
export function companiesIn(text: string): Company[] {
  const { results } = recordOf(JSON.parse(text));
  if (!Array.isArray(results)) throw new Error('the company search answers something else');
  return results.flatMap((result) => companyOf(result) ?? []);
}
