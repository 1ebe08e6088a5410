import type { PoleInput } from './inputs.js';

const themes = [['Alimentation', 'Agriculture'], ['Réemploi', 'Économie circulaire'], ['Textile', 'Économie circulaire'], ['Mobilité'], ['Écoconstruction', 'Réemploi'], ['Textile', 'Insertion'], ['Alimentation'], ['Numérique', 'Formation']] as const;
const kinds: Readonly<Record<string, string>> = { '9220': 'ess', '5460': 'ess', '5710': 'enterprise', '7210': 'authority' };

/** Of the seat, by the postal codes of the round's places. */
const departmentOf = (postalCode: string): string => (postalCode.startsWith('20') ? '2B' : postalCode.startsWith('97') ? postalCode.slice(0, 3) : postalCode.slice(0, 2));

/** What a pole of the round says of itself in the directory; one in twelve does not appear there. */
export function profileOf(pole: PoleInput): object {
  const known = new Set<string>();
  const members = pole.members.filter(({ siren }) => siren !== null && !known.has(siren) && known.add(siren));
  const [subject] = pole.projectTitle.split(/ d(?:es|u) | de (?:la|l’)/);
  return {
    description: `${subject} : des associations, des entreprises et des collectivités de ${pole.city} y travaillent ensemble, partagent un lieu et des achats, et créent des emplois qui restent sur place.`,
    website: pole.index % 3 === 0 ? `https://pole-${pole.index}.exemple.test` : null,
    contactEmail: `contact-${pole.index}@exemple.test`,
    showsContactEmail: pole.index % 2 === 0,
    rna: pole.legalCategory === '9220' ? `W${departmentOf(pole.postalCode).slice(0, 2)}1${String(pole.index).padStart(6, '0')}` : null,
    departmentCode: departmentOf(pole.postalCode),
    themes: themes[pole.index % themes.length],
    regions: [pole.regionCode],
    departments: [departmentOf(pole.postalCode)],
    territory: `${pole.city} et ses environs`,
    listed: pole.index % 12 !== 11,
    members: members.map(({ name, siren, legalCategory }) => ({ name, siren, siret: null, rna: null, legalCategory, kind: kinds[legalCategory] ?? 'other' })),
  };
}
