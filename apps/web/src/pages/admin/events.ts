import type { Schemas } from '../../client/client.js';
import type { EventName } from '#domain/shared/event.js';
import type { Session } from '../../session/site.js';
import { worksIn } from '../../session/space.js';
import { space as committee } from '../committee/space.js';
import { space as operator } from '../operator/space.js';

export const subjectNames: Record<string, string> = {
  application: 'Dossier',
  submission: 'Dépôt',
  call: 'Appel',
  assignment: 'Affectation',
  review: 'Évaluation',
  decision: 'Décision',
  agreement: 'Convention',
  instalment: 'Versement',
  'payment-order': 'Ordre de paiement',
  'bank-account': 'Compte bancaire',
  envelope: 'Enveloppe',
  roadmap: 'Feuille de route',
  pole: 'Pôle',
  charter: 'Charte',
  user: 'Personne',
  'sign-in-link': 'Lien de connexion',
  invitation: 'Invitation',
  notification: 'Courriel',
};

export const eventNames: Record<EventName, string> = {
  'user.registered': 'Personne inscrite',
  'user.role-granted': 'Rôle donné',
  'user.role-ended': 'Rôle retiré',
  'sign-in-link.requested': 'Lien de connexion demandé',
  'session.opened': 'Connexion',
  'pole.created': 'Pôle créé',
  'pole.profile-changed': 'Fiche d’un pôle modifiée',
  'pole.activity-told': 'Activité d’un pôle déclarée',
  'pole.listing-told': 'Pôle retiré de l’annuaire ou remis',
  'charter.drafted': 'Charte commencée',
  'charter.changed': 'Charte modifiée',
  'charter.published': 'Charte publiée',
  'charter.dropped': 'Charte abandonnée',
  'charter.assessment-saved': 'Autoévaluation enregistrée',
  'charter.signed': 'Charte signée par un pôle',
  'charter.assessment-shown': 'Autoévaluation montrée ou cachée',
  'invitation.sent': 'Invitation envoyée',
  'invitation.accepted': 'Invitation acceptée',
  'invitation.revoked': 'Invitation annulée',
  'envelope.proposed': 'Enveloppe proposée',
  'envelope.opened': 'Enveloppe ouverte',
  'envelope.top-up-proposed': 'Complément proposé',
  'envelope.topped-up': 'Complément confirmé',
  'roadmap.created': 'Feuille de route écrite',
  'call.drafted': 'Appel commencé',
  'call.changed': 'Appel modifié',
  'call.published': 'Appel publié',
  'call.discarded': 'Appel abandonné avant sa publication',
  'call.document-added': 'Document d’un appel ajouté',
  'call.documents-arranged': 'Documents d’un appel nommés et rangés',
  'call.document-removed': 'Document d’un appel retiré',
  'call.document-quarantined': 'Document d’un appel mis à l’écart',
  'addendum.proposed': 'Additif proposé',
  'addendum.published': 'Additif publié',
  'addendum.dropped': 'Additif retiré',
  'question.asked': 'Question posée',
  'question.answered': 'Question répondue',
  'call.late-exception-given': 'Délai supplémentaire accordé à un pôle',
  'application.started': 'Dossier commencé',
  'application.described': 'Dossier décrit',
  'application.section-saved': 'Rubrique enregistrée',
  'application.members-declared': 'Membres déclarés',
  'application.submitted': 'Dossier déposé',
  'application.refused-late': 'Dépôt refusé, hors délai',
  'application.discarded': 'Brouillon abandonné',
  'application.reopened': 'Dossier rouvert par le pôle',
  'application.correction-requested': 'Correction demandée',
  'application.corrected': 'Correction déposée',
  'application.correction-lapsed': 'Délai de correction passé',
  'application.draft-reminded': 'Rappel de brouillon envoyé',
  'application.message-sent': 'Message écrit',
  'application.message-set-aside': 'Message classé sans réponse',
  'application.certification-asked': 'Certification demandée',
  'application.certified': 'Dossier certifié',
  'application.withdrawn': 'Dossier retiré',
  'application.prerequisite-checked': 'Condition préalable vérifiée',
  'application.company-check-requested': 'Vérification au registre demandée',
  'application.findings-recorded': 'Constats enregistrés',
  'application.found-eligible': 'Dossier recevable',
  'application.found-ineligible': 'Dossier non recevable',
  'application.review-started': 'Évaluation commencée',
  'application.silence-passed': 'Date de silence passée',
  'attachment.added': 'Pièce jointe envoyée',
  'attachment.quarantined': 'Pièce jointe mise à l’écart',
  'receipt.made': 'Récépissé établi',
  'review.conflict-declared': 'Lien déclaré',
  'review.assigned': 'Évaluation confiée',
  'review.assignment-ended': 'Affectation terminée',
  'review.marks-saved': 'Notes enregistrées',
  'review.sent': 'Évaluation rendue',
  'ranking.frozen': 'Classement figé',
  'decision.proposed': 'Décision proposée',
  'decision.confirmed': 'Décision confirmée',
  'decision.released': 'Décision notifiée',
  'letter.made': 'Lettre écrite',
  'agreement.drafted': 'Convention préparée',
  'agreement.signed-by-pole': 'Convention signée par le pôle',
  'agreement.concluded': 'Convention signée par l’État',
  'instalment.report-accepted': 'Bilan accepté',
  'bank-account.declared': 'Compte déclaré',
  'bank-account.verified': 'Compte vérifié',
  'payment-order.prepared': 'Ordre préparé',
  'payment-order.refused': 'Ordre refusé',
  'payment-order.approved': 'Ordre approuvé',
  'payment-order.executed': 'Paiement exécuté',
  'payment-order.cancelled': 'Ordre annulé',
  'repayment.recorded': 'Remboursement enregistré',
  'repayment.corrected': 'Remboursement repris',
  'notification.resent': 'Courriel renvoyé',
};

export const breakNames: Record<Schemas['ChainBreakDto']['reason'], string> = {
  altered: 'contenu modifié',
  'hole-before': 'événement manquant avant',
  'not-linked': 'lien rompu avec le précédent',
  'not-in-head': 'événement que la tête ne connaît pas',
  'tail-cut': 'fin de chaîne coupée',
};

/** The page of a thing, for those who may open it. */
export function pageOf(type: string, id: string, payload: Record<string, unknown>, session: Session): { to: string; params: Record<string, string> } | undefined {
  const decides = worksIn(session, committee);
  const pays = worksIn(session, operator);
  if (type === 'user') return { to: '/administration/personnes/$id', params: { id } };
  if (type === 'call') return decides && 'rankingId' in payload ? { to: '/comite/classements/$id', params: { id } } : { to: '/appels/$id', params: { id } };
  if (type === 'decision' && decides) return { to: '/comite/decisions/$id', params: { id } };
  if (type === 'envelope' && pays) return { to: '/paiement/enveloppes/$id', params: { id } };
  if (type === 'agreement' && pays) return { to: '/paiement/conventions/$id', params: { id } };
  if (type === 'bank-account' && pays) return { to: '/paiement/comptes', params: {} };
  if (type === 'notification') return { to: '/administration/courriels', params: {} };
  return undefined;
}
