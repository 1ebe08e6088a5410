import { departmentName } from '#domain/directory/department.js';
import type { EpciKind, Place, PlaceDoubt, PlaceLevel } from '#domain/directory/place.rules.js';
import { counted } from './format.js';

const kinds: Record<EpciKind, string> = { CC: 'communauté de communes', CA: 'communauté d’agglomération', CU: 'communauté urbaine', METRO: 'métropole', EPT: 'établissement public territorial' };

export const placeWords = {
  commune: {
    search: 'Nom, code postal ou code de l’INSEE',
    code: 'Code de l’INSEE',
    found: (count: number) => counted(count, 'commune trouvée', 'communes trouvées'),
    none: 'Aucune commune de ce nom ou de ce code dans la liste. Vérifiez, ou saisissez-la à la main.',
    silent: 'La liste des communes ne répond pas : saisissez le nom et le code à la main.',
  },
  epci: {
    search: 'Nom ou SIREN',
    code: 'SIREN',
    found: (count: number) => counted(count, 'intercommunalité trouvée', 'intercommunalités trouvées'),
    none: 'Aucune intercommunalité de ce nom ou de ce SIREN dans la liste. Vérifiez, ou saisissez-la à la main.',
    silent: 'La liste des intercommunalités ne répond pas : saisissez le nom et le SIREN à la main.',
  },
} as const;

/** « Rennes (35) ». */
export const placeName = ({ name, departments }: Pick<Place, 'name' | 'departments'>): string => `${name} (${departments.join(', ')})`;

/** What tells it from others of its name. */
export const placeDetail = ({ code, departments, kind, communes }: Place): string =>
  kind === null ? `${departmentName(departments[0] ?? '')}, code de l’INSEE ${code}` : `${kinds[kind]}, ${counted(communes ?? 0, 'commune', 'communes')}, SIREN ${code}`;

/** What a person should look at in a code and a name, in words; it keeps nobody from anything. */
export function doubtSentence(level: PlaceLevel, doubt: PlaceDoubt, year: number, place: Pick<Place, 'name' | 'departments'> | null): string {
  const its = level === 'commune' ? 'Ce code' : 'Ce SIREN';
  if (doubt === 'other-name' && place !== null) return `${its} est celui de « ${placeName(place)} » : vérifiez le nom ou le code.`;
  return level === 'commune' ? `${its} n’est pas dans la liste des communes de ${year} : vérifiez-le.` : `${its} n’est pas dans la liste des intercommunalités de ${year} : vérifiez-le.`;
}
