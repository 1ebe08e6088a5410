import { counted } from '../format.js';
import { integerIn, type Sentences } from './sentence.js';

/** Addenda, tracks, prerequisites and questions of calls. */
export const calls: Sentences = {
  'call.phase-requires-later': 'Une période de dépôt demande les lauréats d’une période qui ne la précède pas. Choisissez-en une plus tôt.',
  'call.region-unknown': 'Une région n’existe pas. Choisissez-la dans la liste.',
  'call.prerequisite-unknown': 'L’appel dont il faut être lauréat n’existe pas. Choisissez-le dans la liste.',
  'call.prerequisite-is-itself': 'Un appel ne peut pas demander ses propres lauréats. Choisissez-en un autre.',
  'application.prerequisite-not-held': 'Cet appel est ouvert aux lauréats de l’étape qui le précède, et votre pôle n’a pas cette décision. Si c’est une erreur, posez la question sur la page de l’appel.',

  'track.key-twice': 'Deux volets portent le même nom court. Donnez à chacun le sien.',
  'track.unknown-track': 'Un volet est réservé aux lauréats d’un volet qui ne le précède pas. Changez l’ordre ou la condition.',
  'track.amounts-out-of-order': 'Les montants d’un volet ne conviennent pas : le plus bas est au-dessus de zéro et ne dépasse pas le plus haut.',
  'track.post-not-fixed': 'Un poste a un seul montant par an. Indiquez le même deux fois.',
  'track.post-not-in-quarters': 'Un poste est payé par trimestre : sa durée est un multiple de trois mois.',
  'track.duration-or-count-not-positive': 'La durée et le nombre de lauréats d’un volet sont d’un au moins.',
  'track.repayment-of-loans-only': 'Un prêt indique sur combien de mois il est remboursé, et lui seul.',

  'addendum.not-found': 'Cet additif n’existe pas ou n’est pas encore publié.',
  'addendum.call-not-published': 'Cet appel n’est pas publié : seul un appel publié reçoit un additif.',
  'addendum.no-change': 'Cet additif ne change rien. Modifiez au moins un élément.',
  'addendum.unknown-phase': 'Cette période de dépôt n’existe pas. Rechargez la page, puis recommencez.',
  'addendum.phase-twice': 'La même période de dépôt est changée deux fois. Gardez une seule date.',
  'addendum.phase-over': 'Cette période de dépôt est close : elle ne se rouvre pas. Préparez un nouvel appel.',
  'addendum.closing-earlier-with-dossiers': (params) => {
    const started = integerIn(params, 'started');
    return `La clôture ne peut plus être avancée${started === undefined || started < 1 ? '' : ` : ${counted(started, 'dossier est commencé', 'dossiers sont commencés')}`}. Elle peut être reportée.`;
  },
  'addendum.closing-too-soon': (params) => `Une clôture avancée laisse au moins ${counted(integerIn(params, 'days') ?? 15, 'jour')} après la publication de l’additif. Choisissez une date plus tardive.`,
  'addendum.award-decided': 'Une décision est déjà prise sous ces conditions : l’aide ne change plus.',
  'addendum.one-waits-already': 'Un additif de cet appel attend déjà sa publication. Faites-le publier ou retirez-le d’abord.',
  'addendum.second-person-required': 'Vous avez proposé cet additif : une autre personne doit le publier.',
  'addendum.unknown-document': 'Un document de cet additif n’est plus là, ou n’attend plus. Rechargez la page, puis recommencez.',
  'addendum.document-twice': 'Un document est nommé deux fois dans cet additif. Gardez-le une seule fois.',
  'addendum.document-infected': 'L’antivirus a écarté un document de cet additif. Remplacez-le, puis proposez l’additif de nouveau.',
  'addendum.propose-not-yours': 'Proposer un additif est réservé aux chargés de mission.',
  'addendum.publish-not-yours': 'Publier un additif est réservé à la personne chargée de la publication.',
  'addendum.drop-not-yours': 'Retirer un additif est réservé aux chargés de mission et à la publication.',
  'addendum.cannot-publish': 'Cet additif est déjà publié ou retiré. Rien n’a été modifié.',
  'addendum.cannot-drop': 'Cet additif est déjà publié ou retiré. Rien n’a été modifié.',

  'question.not-found': 'Cette question n’existe pas ou ne vous est pas visible.',
  'question.call-not-published': 'Cet appel ne reçoit pas de questions. Il n’est pas publié, ou il est clos.',
  'question.too-many-waiting': (params) => `Vous avez déjà ${counted(integerIn(params, 'max') ?? 10, 'question')} en attente sur cet appel. Attendez une réponse avant d’en poser une autre.`,
  'question.answer-not-yours': 'Répondre aux questions est réservé aux chargés de mission.',
  'question.cannot-answer': 'Cette question a déjà sa réponse. Rechargez la page pour la lire.',
};
