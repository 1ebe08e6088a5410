import { wholeEuros } from '../format.js';
import { integerIn, type Sentences } from './sentence.js';

/** The track of a dossier, and loans that come back. */
export const loans: Sentences = {
  'application.track-missing': 'Cet appel a plusieurs volets. Choisissez celui que votre pôle demande.',
  'application.track-unknown': 'Ce volet n’est pas de cet appel. Choisissez-en un dans la liste.',
  'application.track-not-held': 'Ce volet est réservé aux lauréats d’un autre volet de l’appel, et votre pôle n’a pas cette décision. Si c’est une erreur, posez la question sur la page de l’appel.',
  'instalment.quarter-not-begun': 'Ce trimestre n’a pas commencé : son versement s’ordonne à partir de son premier jour.',

  'loan.not-found': 'Ce prêt n’existe pas ou ne vous est pas ouvert.',
  'repayment.not-found': 'Ce remboursement n’existe pas ou ne vous est pas ouvert.',
  'repayment.record-not-yours': 'Enregistrer un remboursement est réservé à l’opérateur.',
  'repayment.correct-not-yours': 'Reprendre un remboursement est réservé à l’approbation des versements.',
  'repayment.amount-not-positive': 'Indiquez le montant reçu.',
  'repayment.received-before-payment': 'Ce jour précède le versement du prêt. Recopiez-le depuis le relevé.',
  'repayment.received-in-the-future': 'Ce jour n’est pas encore venu. Recopiez-le depuis le relevé.',
  'repayment.reference-malformed': 'La référence bancaire a de 3 à 140 caractères. Recopiez-la depuis le relevé.',
  'repayment.reference-taken': 'Cette référence bancaire est déjà enregistrée, avec un autre prêt, un autre jour ou un autre montant. Vérifiez le relevé.',
  'repayment.exceeds-loan': (params) => {
    const left = integerIn(params, 'leftCents');
    return left === undefined ? 'Ce montant dépasse ce qui reste à rembourser. Vérifiez le relevé.' : `Ce montant dépasse ce qui reste à rembourser, ${wholeEuros(left)}. Vérifiez le relevé.`;
  },
  'repayment.already-corrected': 'Ce remboursement est déjà repris. Rien n’a été modifié.',
  'repayment.correct-needs-another-person': 'Vous avez enregistré ce remboursement : une autre personne doit le reprendre.',
  'repayment.reason-too-short': 'Dites en quelques mots pourquoi c’est une erreur : 10 caractères au moins.',
};
