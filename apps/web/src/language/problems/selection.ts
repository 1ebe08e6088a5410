import { calendarDay, counted, wholeEuros } from '../format.js';
import { countIn, integerIn, textIn, type Sentences } from './sentence.js';

const dossiers = (params: Readonly<Record<string, unknown>>): string => counted(countIn(params, 'dossiers'), 'dossier');

/** Reviews, ranking, decisions and letters. */
export const selection: Sentences = {
  'conflict.already-declared': 'Ce lien est déjà déclaré. Rien n’a été modifié.',
  'conflict.declare-not-yours': 'Déclarer un lien avec ce dossier ne vous est pas ouvert.',
  'conflict.record-not-yours': 'Enregistrer le lien d’une autre personne est réservé aux chargés de mission.',
  'assignment.already-assigned': 'Cette personne évalue déjà ce dossier. Choisissez-en une autre.',
  'assignment.conflicted': 'Cette personne a un lien avec ce dossier : elle ne peut pas l’évaluer. Choisissez-en une autre.',
  'assignment.make-not-yours': 'Affecter les dossiers est réservé aux chargés de mission de l’appel.',
  'assignment.not-a-reviewer': ({ level }) => `Cette personne n’a pas le rôle d’évaluateur ${level === 'national' ? 'national' : 'régional'} pour ce dossier. Choisissez-en une autre.`,

  'review.not-found': 'Cette évaluation n’existe pas ou ne vous est pas confiée.',
  'review.write-not-yours': 'Seule la personne qui évalue ce dossier écrit dans cette évaluation.',
  'review.cannot-save-marks': 'Cette évaluation est rendue : elle ne change plus.',
  'review.cannot-send': 'Cette évaluation est déjà rendue. Rien n’a été modifié.',
  'review.comment-missing': (params) => `${countIn(params, 'criteria') > 1 ? `${counted(countIn(params, 'criteria'), 'critère')} attendent` : 'Un critère attend'} un commentaire. Complétez, puis rendez l’évaluation.`,
  'review.comment-not-clean': 'Un commentaire contient un caractère invisible. Effacez-le et retapez le passage.',
  'review.comment-too-long': (params) => `Un commentaire dépasse ${integerIn(params, 'max') ?? 0} signes. Raccourcissez-le.`,
  'review.criterion-twice': 'Un critère est noté deux fois. Rechargez la page.',
  'review.dossier-not-under-review': 'Ce dossier n’est plus à évaluer. Vos notes restent lisibles.',
  'review.mark-and-not-applicable': 'Un critère a une note et « sans objet » à la fois. Gardez l’un des deux.',
  'review.mark-off-scale': (params) => `Une note sort de l’échelle : de ${integerIn(params, 'min') ?? 0} à ${integerIn(params, 'max') ?? 5}.`,
  'review.not-applicable-not-allowed': 'Ce critère ne peut pas être sans objet. Donnez une note.',
  'review.nothing-applicable': 'Tous les critères sont sans objet. Notez-en un au moins.',
  'review.stale': 'Cette évaluation a été changée ailleurs. Vos notes ne sont pas perdues : rechargez, puis choisissez.',
  'review.unfinished': (params) => `${countIn(params, 'criteria') > 1 ? `${counted(countIn(params, 'criteria'), 'critère')} restent` : 'Un critère reste'} à noter. Complétez, puis rendez l’évaluation.`,
  'review.unknown-criterion': 'Un critère n’est pas dans la grille. Rechargez la page.',

  'ranking.freeze-not-yours': 'Figer le classement est réservé à la présidence et au secrétariat de séance.',
  'ranking.frozen-meanwhile': 'Le classement vient d’être figé par une autre personne. Rechargez-le.',
  'ranking.dossier-twice': 'Un dossier figure deux fois. Rechargez le classement.',
  'ranking.no-review': 'Aucune évaluation n’est rendue. Le classement vient après.',
  'ranking.nothing-to-rank': 'Aucun dossier n’est à classer.',
  'ranking.order-conflicted': 'Vous avez un lien avec un des dossiers à départager : une autre personne doit figer le classement.',
  'ranking.order-incomplete': (params) => `L’ordre donné laisse ${dossiers(params)} de côté. Départagez-les tous.`,
  'ranking.order-not-a-tie': 'L’ordre donné cite un dossier qui n’est pas à égalité. Rechargez le classement.',
  'ranking.order-twice': 'L’ordre donné cite deux fois le même dossier. Corrigez-le.',
  'ranking.reviews-missing': (params) => `${countIn(params, 'dossiers') > 1 ? `${dossiers(params)} attendent` : 'Un dossier attend'} encore des évaluations. Relancez les évaluateurs avant de figer.`,
  'ranking.ties-unresolved': (params) => `${countIn(params, 'dossiers') > 1 ? dossiers(params) : 'Des dossiers'} restent à égalité. Départagez-les, puis figez.`,

  'decision.not-found': 'Cette décision n’existe pas ou n’est pas encore notifiée.',
  'decision.already-taken': 'Une décision existe déjà sur ce dossier. Rien n’a été modifié.',
  'decision.amount-for-awards-only': 'Seule une attribution porte un montant. Retirez-le.',
  'decision.amount-missing': 'Une attribution porte un montant. Indiquez-le.',
  'decision.amount-out-of-terms': (params) => {
    const [min, max, amount] = ['minCents', 'maxCents', 'amountCents'].map((key) => integerIn(params, key));
    if (min === undefined || max === undefined || amount === undefined) return 'Ce montant sort des bornes de l’appel. Corrigez-le.';
    return amount > max ? `L’aide est de ${wholeEuros(max)} au plus. Baissez le montant de ${wholeEuros(amount - max)}.` : `L’aide est de ${wholeEuros(min)} au moins. Augmentez le montant de ${wholeEuros(min - amount)}.`;
  },
  'decision.superseded': 'Une décision plus récente a pris la place de celle-ci. Rien n’a été modifié.',
  'decision.confirm-needs-another-person': 'Vous avez proposé cette décision : une autre personne doit la confirmer.',
  'decision.dossier-eliminated': 'Ce dossier est sous un seuil éliminatoire : il ne peut ni être aidé ni être mis en réserve.',
  'decision.dossier-not-ready': 'L’état de ce dossier ne permet pas cette décision. Rechargez la page.',
  'decision.letter-not-made': 'La lettre n’est pas encore prête. Attendez quelques instants, puis recommencez.',
  'decision.no-frozen-ranking': 'Le classement n’est pas figé. Figez-le avant de proposer des décisions.',
  'decision.propose-not-yours': 'Proposer cette décision ne vous est pas ouvert.',
  'decision.confirm-not-yours': 'Confirmer une décision est réservé au signataire.',
  'decision.release-not-yours': 'Notifier une décision est réservé au signataire.',
  'decision.refusal-without-motivation': 'Un rejet dit pourquoi. Rédigez le motif.',
  'decision.release-day-not-come': (params) => `Cette décision se notifie à partir du ${textIn(params, 'releaseOn') === undefined ? 'jour prévu' : calendarDay(textIn(params, 'releaseOn')!)}. Revenez ce jour-là.`,
  'decision.reserve-rank-for-reserve-only': 'Le rang va avec la liste complémentaire, et avec elle seule. Corrigez l’un des deux.',
  'decision.reserve-rank-not-positive': 'Le rang de la liste complémentaire commence à 1.',
  'decision.signatory-without-quality': 'Votre qualité de signataire n’est pas renseignée. L’administration doit l’ajouter à votre compte.',
  'decision.cannot-confirm': 'Cette décision est déjà confirmée. Rien n’a été modifié.',
  'decision.cannot-release': 'Cette décision n’est pas à notifier : elle doit d’abord être confirmée, et ne part qu’une fois.',

  'letter.glyph-missing': 'Un caractère ne peut pas être imprimé dans la lettre. Remplacez-le dans le texte.',
  'letter.instalments-not-amount': 'Les versements ne font pas le montant de l’aide. Rien n’a été modifié ; prévenez l’administration.',
  'letter.missing-amount-cents': 'Le montant manque pour écrire la lettre.',
  'letter.missing-conditions': 'Les conditions non remplies manquent pour écrire la lettre.',
  'letter.missing-duration-months': 'La durée de l’aide manque pour écrire la lettre.',
  'letter.missing-instalments': 'Les versements manquent pour écrire la lettre.',
  'letter.missing-motivation': 'Le motif manque pour écrire la lettre. Rédigez-le.',
  'letter.missing-reserve-rank': 'Le rang de la liste complémentaire manque pour écrire la lettre.',
  'letter.not-a-day': 'Une date de la lettre n’existe pas au calendrier.',
  'letter.wrong-appeal-last-day': 'Le dernier jour de recours n’est pas celui de la loi. Prévenez l’administration.',
};
