import { integerIn, textIn, type Sentences } from './sentence.js';

/** The people of a pole. */
export const team: Sentences = {
  'pole.team-not-yours': 'L’équipe d’un pôle n’est montrée qu’à ses membres.',
  'invitation.not-found': 'Cette invitation n’existe pas ou n’est pas pour vous. Vérifiez que vous avez copié le lien en entier.',
  'invitation.make-not-yours': 'Inviter, relancer ou annuler une invitation revient aux rédacteurs du pôle. Demandez à l’un d’eux.',
  'invitation.accept-not-yours': 'Cette invitation est pour une autre adresse que la vôtre. Déconnectez-vous, puis connectez-vous avec l’adresse invitée.',
  'invitation.partner-needs-dossier': 'Un partenaire est invité à un dossier. Choisissez ce dossier.',
  'invitation.already-there': 'Cette personne a déjà ce rôle dans votre pôle. Rien n’a été modifié.',
  'invitation.already-pending': 'Cette adresse a déjà une invitation en attente. Renvoyez-la, ou annulez-la pour changer de rôle.',
  'invitation.too-many-today': (params) => `Pas plus de ${integerIn(params, 'most') ?? 20} courriels d’invitation partent en 24 heures. Réessayez demain.`,
  'invitation.not-usable': (params) => {
    const state = textIn(params, 'state');
    if (state === 'accepted') return 'Cette invitation est déjà acceptée.';
    return state === 'revoked' ? 'Cette invitation a été annulée par le pôle.' : 'Cette invitation n’est plus valable. Demandez au pôle de vous la renvoyer.';
  },
  'invitation.cannot-accept': 'Cette invitation n’attend plus de réponse. Rien n’a été modifié.',
  'invitation.cannot-revoke': 'Cette invitation n’attend plus de réponse. Rien n’a été modifié.',
  'invitation.cannot-expire': 'Cette invitation n’attend plus de réponse. Rien n’a été modifié.',
  'invitation.sign-in-first': 'Cette adresse a déjà un compte. Connectez-vous, puis acceptez l’invitation.',
  'certification.quality-missing': 'Dites en quelle qualité vous certifiez, par exemple « présidente ».',
  'certification.asked-often': (params) => `Pas plus de ${integerIn(params, 'most') ?? 5} demandes de certification partent en 24 heures pour un dossier. Appelez la personne.`,
  'certification.no-representative': 'Votre pôle n’a pas d’autre représentant légal ici. Invitez-le depuis « Équipe du pôle ».',
  'application.no-certification': 'Cet appel ne demande pas de certification. Rien n’a été modifié.',
  'application.not-certified': 'Il manque la certification de cette version par le représentant légal du pôle. Demandez-la, puis déposez.',
  'application.certified-by-submitter': 'Vous avez certifié cette version : une autre personne du pôle doit la déposer.',
  'application.certify-not-yours': 'Certifier revient au représentant légal du pôle.',
  'application.ask-certification-not-yours': 'Demander la certification revient aux rédacteurs du pôle.',
  'application.visit-not-yours': 'Ce dossier n’est pas celui de votre pôle.',
  'message.none-waiting': 'Aucun message n’attend de réponse. Rien n’a été modifié.',
  'role-grant.last-applicant': 'Un pôle garde au moins un rédacteur. Invitez-en un autre, puis retirez celui-ci.',
  'role-grant.scope-missing': 'Ce rôle vaut pour un pôle. Choisissez lequel.',
};
