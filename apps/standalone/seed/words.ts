import { posts as staff } from '../round/people.js';

/** Key (and address), role, name, quality. All fictitious, and they look it. */
export const posts = [
  ...staff,
  ['administration', 'administrator', 'Adélaïde Fictive', 'Administratrice'],
  ['member', 'committee-member', 'Médard Fictif', 'Membre du comité'],
] as const;

export const firstNames = ['Ariane', 'Basilia', 'Célestine', 'Désirée', 'Eulalie', 'Fantine', 'Garance', 'Honorine', 'Isaure', 'Joachime', 'Lazarine', 'Mahaut', 'Ondine', 'Pétronille', 'Rosemonde', 'Zélie'];

/** Region, postal code, city. */
export const places: readonly (readonly [string, string, string])[] = [
  ['84', '63000', 'Clermont-Ferrand'], ['11', '93200', 'Saint-Denis'], ['75', '33000', 'Bordeaux'], ['76', '31000', 'Toulouse'], ['93', '13001', 'Marseille'], ['32', '59000', 'Lille'],
  ['44', '67000', 'Strasbourg'], ['53', '35000', 'Rennes'], ['52', '44000', 'Nantes'], ['28', '14000', 'Caen'], ['27', '21000', 'Dijon'], ['24', '45000', 'Orléans'],
  ['04', '97400', 'Saint-Denis'], ['01', '97100', 'Basse-Terre'], ['02', '97200', 'Fort-de-France'], ['94', '20200', 'Bastia'], ['03', '97300', 'Cayenne'], ['06', '97600', 'Mamoudzou'],
];

export const themes = ['du réemploi', 'de la laine', 'de l’alimentation de proximité', 'de la mobilité solidaire', 'de l’écoconstruction', 'du textile circulaire', 'du numérique partagé', 'de la culture', 'du bois local', 'du soin à domicile'];
/** What poles work on, as they say it in the directory. */
export const sectors = ['Réemploi', 'Alimentation', 'Mobilité', 'Écoconstruction', 'Textile', 'Numérique', 'Culture', 'Bois', 'Soin'];
export const images = ['des Trois Rivières', 'du Vieux Moulin', 'de la Clairière', 'des Hauts Vergers', 'du Grand Ruisseau', 'de la Colline aux Ânes', 'des Sept Granges', 'du Phare éteint', 'de l’Étang bleu', 'des Marais d’Élise', 'du Pont cassé', 'de la Forge', 'des Quatre Saisons'];
export const projects = ['Une légumerie partagée', 'Réemploi des matériaux', 'Une filière laine', 'Mobilité solidaire', 'Écoconstruction en commun', 'Un atelier textile circulaire', 'Alimentation de proximité', 'Numérique partagé', 'Une conciergerie de village', 'La ressourcerie du canton'];

/** What answers are made of. */
export const sentences = [
  'Le projet réunit des associations, des entreprises et deux communes autour d’un équipement que chacun utilise à son tour.',
  'Les membres mettent en commun leurs achats, leurs véhicules et une partie de leurs locaux.',
  'Un poste d’animation à temps plein coordonne les chantiers et rend compte chaque trimestre au comité de pilotage.',
  'La démarche prolonge trois années d’expérimentation, dont le bilan est joint au dossier.',
  'Le territoire connaît une forte déprise commerciale ; l’activité proposée y maintient des services utiles.',
  'Les emplois créés sont destinés en priorité à des personnes éloignées de l’emploi.',
  'Un partenariat avec l’université voisine permet de mesurer les effets environnementaux du projet.',
  'Les matières premières proviennent d’un rayon de cinquante kilomètres.',
  'La gouvernance associe les salariés, les usagers et les collectivités à parts égales.',
  'Le modèle économique repose sur des prestations aux membres, complétées par des ventes aux particuliers.',
  'Une plateforme commune facilite la réservation des outils et le suivi des stocks.',
  'Le budget prévoit l’aménagement des locaux, l’achat de matériel et la formation des équipes.',
  'Les riverains ont été consultés lors de quatre réunions publiques.',
  'Le pôle publie chaque année les résultats de son évaluation et les enseignements qu’il en tire.',
  'Les entreprises classiques du bassin apportent leur savoir-faire et leurs débouchés.',
  'La coopération engagée évite la concurrence entre structures voisines et partage les risques.',
];

export const refusals = ['Le dossier ne démontre pas d’apport collectif entre les membres.', 'Le plan de financement n’est pas assez étayé.', 'Le projet est intéressant, mais moins abouti que ceux qui ont été retenus.'];
