import type { FieldKind, TerritoryLevel } from '#domain/calls/form.js';

/** The kinds of question, as the person who builds a form chooses them. */
export const fieldKindNames: Record<FieldKind, string> = {
  text: 'Texte court',
  'long-text': 'Texte long',
  number: 'Nombre',
  amount: 'Montant en euros',
  date: 'Date',
  choice: 'Choix unique',
  choices: 'Choix multiples',
  'yes-no': 'Oui ou non',
  engagement: 'Engagement à cocher',
  address: 'Adresse',
  territory: 'Territoire',
  siret: 'Numéro SIRET',
  rna: 'Numéro RNA',
  iban: 'IBAN',
  email: 'Adresse électronique',
  phone: 'Téléphone',
  attachment: 'Pièces jointes',
  budget: 'Budget',
  repeat: 'Bloc répété',
  computed: 'Valeur calculée',
};

export const territoryLevelNames: Record<TerritoryLevel, string> = { commune: 'Commune', epci: 'Intercommunalité (EPCI)', department: 'Département', region: 'Région' };

