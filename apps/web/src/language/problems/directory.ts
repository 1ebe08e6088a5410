import { counted } from '../format.js';
import { countIn, integerIn, type Sentences } from './sentence.js';

/** Poles, what the directory says of them, and the company search. */
export const directory: Sentences = {
  'pole.not-found': 'Ce pôle n’existe pas ou ne vous est pas visible.',
  'pole.text-missing': ({ field }) => `${field === 'name' ? 'Donnez le nom du pôle' : field === 'city' ? 'Donnez la commune du siège' : 'Donnez l’adresse du siège'} : deux signes au moins.`,
  'pole.region-unknown': 'Cette région n’existe pas. Choisissez-la dans la liste.',
  'pole.department-unknown': 'Ce département n’existe pas. Choisissez-le dans la liste.',
  'pole.siren-malformed': 'Ce numéro SIREN n’est pas valable. Il a neuf chiffres : vérifiez-les.',
  'pole.siret-malformed': 'Ce numéro SIRET n’est pas valable. Il a quatorze chiffres, qui commencent par le SIREN : vérifiez-les.',
  'pole.rna-malformed': 'Ce numéro RNA n’est pas valable. Il s’écrit W et neuf signes, par exemple W751234567 ou W2A1234567.',
  'pole.category-malformed': 'Le code de la catégorie juridique a quatre chiffres.',
  'pole.siren-taken': 'Un pôle est déjà inscrit sous ce SIREN. Demandez à ses membres de vous y ajouter.',
  'pole.website-malformed': 'Cette adresse de site n’est pas valable. Elle s’écrit https://www.exemple.fr.',
  'pole.no-email-to-show': 'Il n’y a pas d’adresse à montrer. Donnez-en une ou décochez la case.',
  'pole.member-nameless': 'Donnez le nom de ce membre.',
  'pole.member-without-number': 'Donnez le SIREN de ce membre, ou son numéro RNA s’il n’a pas de SIREN.',
  'pole.member-twice': 'Ce membre est déjà dans la liste. Retirez l’un des deux.',
  'pole.profile-malformed': (params) => `${countIn(params, 'problems') > 1 ? `${counted(countIn(params, 'problems'), 'réponse')} sont` : 'Une réponse est'} à corriger dans la fiche. Rien n’a été enregistré.`,
  'pole.stale': 'Une autre personne a changé cette fiche. Votre version n’est pas perdue : rechargez, puis choisissez.',
  'pole.edit-not-yours': 'Seules les personnes du pôle modifient sa fiche.',
  'pole.tell-activity-not-yours': 'Dire si un pôle est actif est réservé à ses personnes et aux chargés de mission.',
  'pole.list-not-yours': 'Retirer un pôle de l’annuaire est réservé aux chargés de mission.',
  'pole.told-by-officer': 'Le ministère a changé lui-même ce point de la fiche. Écrivez-lui pour le faire changer de nouveau.',
  'pole.activity-unchanged': 'C’est déjà ce que dit la fiche. Rien n’a été modifié.',
  'pole.activity-day-malformed': 'Cette date n’existe pas. Écrivez-la en jour, mois et année.',
  'pole.activity-in-the-future': 'Cette date est à venir. Choisissez aujourd’hui ou un jour passé.',
  'pole.listing-unchanged': 'Ce pôle est déjà ainsi dans l’annuaire. Rien n’a été modifié.',
  'pole.reason-too-short': (params) => `Ce motif est trop court : ${integerIn(params, 'min') ?? 10} signes au moins.`,
  'companies.down': 'La recherche d’entreprises ne répond pas. Continuez à la main : le numéro sera vérifié plus tard.',
  'companies.busy': 'La recherche d’entreprises a trop de demandes. Continuez à la main : le numéro sera vérifié plus tard.',
};
