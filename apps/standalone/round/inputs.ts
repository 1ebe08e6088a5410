import { criteria } from './call-definitions.js';
import { fictitiousIban, fictitiousSiren } from './identifiers.js';
import { seeded, type Random } from './random.js';

export interface MemberInput {
  name: string;
  siren: string | null;
  legalCategory: string;
  slots: string[];
  evidence: string;
}

/** Why a dossier is ineligible; each of the nine has a reason of its own. */
export type Flaw = 'public-law' | 'two-members' | 'siren-twice' | 'all-ess' | 'innovation' | 'territory' | 'specification' | 'not-already-funded' | 'prerequisite';
export type Fate = 'late' | 'withdrawn' | 'ineligible' | 'reviewed';

export interface PoleInput {
  index: number;
  fate: Fate;
  flaw?: Flaw;
  name: string;
  siren: string;
  legalCategory: string;
  regionCode: string;
  addressLine: string;
  postalCode: string;
  city: string;
  person: { fullName: string; email: string };
  iban: string;
  projectTitle: string;
  prerequisiteDeclared: boolean;
  members: MemberInput[];
}

export interface MarkInput {
  criterion: string;
  value: number | null;
  notApplicable?: boolean;
}

export interface ReviewInput {
  pole: number;
  reviewer: number;
  marks: MarkInput[];
}

export interface RoundInputs {
  poles: PoleInput[];
  /** How many reviewers; the first eight are regional. */
  reviewers: number;
  regionalReviewers: number;
  /** Pairs who must not meet. */
  conflicts: { reviewer: number; pole: number }[];
  reviews: ReviewInput[];
}

const flaws: readonly Flaw[] = ['public-law', 'two-members', 'siren-twice', 'all-ess', 'innovation', 'territory', 'specification', 'not-already-funded', 'prerequisite'];

/** Names of laureates that the sources give for this round; everybody else is fictitious, and looks it. */
const sourced: readonly [string, string, string, string][] = [
  ['PECCS, Pôle d’Économie Circulaire en Cœur de Savoie', '84', '73800', 'Montmélian'],
  ['Pôle Laine du Pays de Saugues', '84', '43170', 'Saugues'],
  ['La Californie', '27', '89130', 'Toucy'],
];

const places: readonly [string, string, string][] = [
  ['53', '35000', 'Rennes'], ['52', '44000', 'Nantes'], ['28', '14000', 'Caen'], ['32', '59000', 'Lille'], ['44', '67000', 'Strasbourg'], ['27', '21000', 'Dijon'],
  ['24', '45000', 'Orléans'], ['11', '93200', 'Saint-Denis'], ['75', '33000', 'Bordeaux'], ['76', '31000', 'Toulouse'], ['93', '13001', 'Marseille'], ['94', '20200', 'Bastia'],
  ['84', '63000', 'Clermont-Ferrand'], ['01', '97100', 'Basse-Terre'], ['02', '97200', 'Fort-de-France'], ['03', '97300', 'Cayenne'], ['04', '97400', 'Saint-Denis'], ['06', '97600', 'Mamoudzou'],
];
const images = ['des Trois Rivières', 'du Vieux Moulin', 'de la Clairière', 'des Hauts Vergers', 'du Grand Ruisseau', 'de la Colline aux Ânes', 'des Sept Granges', 'du Phare éteint', 'de l’Étang bleu', 'des Marais d’Élise', 'du Pont cassé', 'de la Forge', 'des Quatre Saisons'];
const themes = ['Une légumerie partagée', 'Réemploi des matériaux', 'Une filière laine', 'Mobilité solidaire', 'Écoconstruction en commun', 'Un atelier textile circulaire', 'Alimentation de proximité', 'Numérique partagé'];
const firstNames = ['Ariane', 'Basile', 'Célestine', 'Désiré', 'Eulalie', 'Firmin', 'Garance', 'Honoré', 'Isaure', 'Joachim', 'Lazare', 'Mahaut'];

function membersOf(index: number, flaw: Flaw | undefined): MemberInput[] {
  const siren = (place: number): string => fictitiousSiren(20_000 + index * 10 + place);
  const ess = { name: 'Association fictive Entraide', siren: siren(0), legalCategory: '9220', slots: ['ess'], evidence: 'Statuts' };
  const business = { name: 'Société fictive Atelier', siren: siren(1), legalCategory: '5710', slots: ['non-ess'], evidence: 'Extrait Kbis' };
  const town = { name: 'Commune fictive de Bellecombe', siren: siren(2), legalCategory: '7210', slots: ['other'], evidence: 'Délibération' };
  if (flaw === 'two-members') return [ess, business];
  if (flaw === 'siren-twice') return [ess, business, { ...ess, name: 'Association fictive Entraide, antenne sud' }];
  if (flaw === 'all-ess') return [ess, { ...ess, name: 'Coopérative fictive Partage', siren: siren(3), legalCategory: '5460' }, town];
  return [ess, business, town, ...(index % 3 === 0 ? [{ name: 'Noé Fictif, artisan', siren: null, legalCategory: '1000', slots: [], evidence: '' }] : [])];
}

function poleOf(index: number): PoleInput {
  const fate: Fate = index < 2 ? 'late' : index < 6 ? 'withdrawn' : index < 15 ? 'ineligible' : 'reviewed';
  const flaw = fate === 'ineligible' ? flaws[index - 6] : undefined;
  const known = fate === 'reviewed' ? sourced[index - 15] : undefined;
  const [regionCode, postalCode, city] = known === undefined ? places[index % places.length]! : [known[1], known[2], known[3]];
  return {
    index,
    fate,
    ...(flaw === undefined ? {} : { flaw }),
    name: known?.[0] ?? `Pôle fictif ${images[index % images.length]!} ${index}`,
    siren: fictitiousSiren(index + 1),
    legalCategory: flaw === 'public-law' ? '7343' : index % 5 === 0 ? '5460' : '9220',
    regionCode,
    addressLine: `${index + 1} rue Imaginaire`,
    postalCode,
    city,
    person: { fullName: `${firstNames[index % firstNames.length]!} Fictive ${index}`, email: `pole-${index}@exemple.test` },
    iban: fictitiousIban(index + 1),
    projectTitle: `${themes[index % themes.length]!} ${images[(index * 5) % images.length]!}`,
    prerequisiteDeclared: flaw !== 'prerequisite',
    members: membersOf(index, flaw),
  };
}

function marksOf(random: Random, quality: number, reviewer: number): MarkInput[] {
  const severity = ((reviewer % 5) - 2) * 0.15;
  return criteria.map(({ key, allowsNotApplicable }) => {
    const draw = random.next();
    const mark = Math.max(0, Math.min(5, Math.round(quality - severity + (random.next() - 0.5) * 1.6)));
    return allowsNotApplicable === true && draw < 0.12 ? { criterion: key, value: null, notApplicable: true } : { criterion: key, value: mark };
  });
}

/** Everything that people put into the 2023 round, from one seed. */
export function roundInputs(): RoundInputs {
  const random = seeded(20_231_017);
  const poles = Array.from({ length: 74 }, (_, index) => poleOf(index));
  const reviewers = 24;
  const reviewed = poles.filter((pole) => pole.fate === 'reviewed');
  const conflicts: RoundInputs['conflicts'] = [];
  const loads = Array.from({ length: reviewers }, () => 0);
  const reviews: ReviewInput[] = [];
  for (const [place, { index }] of reviewed.entries()) {
    const quality = index < 18 ? 4.6 : 1.4 + random.next() * 3.2;
    const drawn = loads.map((load, reviewer) => ({ load, reviewer, draw: random.next() })).sort((a, b) => a.load - b.load || a.draw - b.draw);
    // Every eighth dossier would have gone to somebody who has a link with it.
    if (place % 8 === 0) conflicts.push({ reviewer: drawn[0]!.reviewer, pole: index });
    const free = drawn.filter(({ reviewer }) => !conflicts.some((one) => one.reviewer === reviewer && one.pole === index));
    for (const { reviewer } of free.slice(0, 3)) {
      loads[reviewer]! += 1;
      reviews.push({ pole: index, reviewer, marks: marksOf(random, quality, reviewer) });
    }
  }
  return { poles, reviewers, regionalReviewers: 8, conflicts, reviews };
}

/** What a pole writes in its form. */
export const answersOf = (pole: PoleInput): Record<string, Record<string, unknown>> => ({
  projet: {
    resume: `${pole.projectTitle} : mutualiser des moyens, coopérer au quotidien et créer des emplois non délocalisables à ${pole.city}.`,
    territoire: `${pole.city} et ses environs`,
    innovation: 'Une gouvernance partagée entre salariés, usagers et collectivités, évaluée chaque année.',
  },
  cooperation: { strategie: 'Un plan d’action commun sur trois ans, un lieu et des achats partagés.', salaries: 1 + (pole.index % 4), echelle: ['intercommunale', 'departementale', 'regionale'][pole.index % 3]! },
  budget: {
    previsionnel: {
      charges: [
        { account: '64', label: 'Charges de personnel', cents: 16_000_000 },
        { account: '61', label: 'Services extérieurs', cents: 4_000_000 },
      ],
      products: [
        { account: '74', label: 'Subvention demandée à l’État', cents: 10_000_000 },
        { account: '74', label: 'Région et intercommunalité', cents: 6_000_000 },
        { account: '70', label: 'Ventes et prestations', cents: 4_000_000 },
      ],
    },
  },
});
