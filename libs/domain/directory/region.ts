export interface Region {
  /** INSEE's code, a string: '01' is Guadeloupe, and not the department 01. */
  readonly code: string;
  readonly name: string;
}

/** The eighteen regions, metropolitan and overseas (INSEE, code officiel géographique), by code. */
export const regions: readonly Region[] = [
  { code: '01', name: 'Guadeloupe' },
  { code: '02', name: 'Martinique' },
  { code: '03', name: 'Guyane' },
  { code: '04', name: 'La Réunion' },
  { code: '06', name: 'Mayotte' },
  { code: '11', name: 'Île-de-France' },
  { code: '24', name: 'Centre-Val de Loire' },
  { code: '27', name: 'Bourgogne-Franche-Comté' },
  { code: '28', name: 'Normandie' },
  { code: '32', name: 'Hauts-de-France' },
  { code: '44', name: 'Grand Est' },
  { code: '52', name: 'Pays de la Loire' },
  { code: '53', name: 'Bretagne' },
  { code: '75', name: 'Nouvelle-Aquitaine' },
  { code: '76', name: 'Occitanie' },
  { code: '84', name: 'Auvergne-Rhône-Alpes' },
  { code: '93', name: "Provence-Alpes-Côte d'Azur" },
  { code: '94', name: 'Corse' },
];

/** The region of INSEE's `code`, or undefined. */
export const regionOf = (code: string): Region | undefined => regions.find((region) => region.code === code);

/** The overseas regions, whose inhabitants have a month more to go to a court of the mainland (CJA R421-7). */
export const isOverseas = (code: string): boolean => ['01', '02', '03', '04', '06'].includes(code);

/** The name of the region of INSEE's `code`, typeset; the code itself where there is none. */
export const regionName = (code: string): string => (regionOf(code)?.name ?? code).replaceAll("'", '’');
