import { counted } from '../format.js';
import type { Sentences } from './sentence.js';

/** The network, the server, the session, and the people. */
export const common: Sentences = {
  'network.cut': 'La connexion est coupée. Rien n’est perdu : réessayez dès son retour.',
  'http.defect': 'Le problème vient de chez nous. Réessayez dans un instant ; s’il revient, écrivez-nous.',
  'http.malformed': 'Nous n’avons pas pu lire cette demande. Rechargez la page, puis recommencez.',
  'http.forbidden': 'Cette action ne vous est pas ouverte.',
  'http.unknown-route': 'Cette adresse n’existe pas. Revenez à l’accueil.',
  'http.method-not-allowed': 'Cette adresse ne permet pas cette action. Rechargez la page, puis recommencez.',
  'http.too-large': 'Cet envoi dépasse 2 Mo. Raccourcissez vos textes, puis recommencez.',
  'http.unsupported-media-type': 'Ce format n’est pas accepté. Rechargez la page, puis recommencez.',
  'http.foreign-host': 'Cette démonstration ne répond qu’à l’adresse localhost. Ouvrez-la sur cette machine.',
  'http.foreign-origin': 'Cette demande vient d’un autre site : elle est refusée. Recommencez depuis Essaim.',
  'http.too-many-requests': 'Trop de demandes en peu de temps. Attendez une minute, puis recommencez.',
  'http.unavailable': 'Le service est interrompu quelques instants. Vos saisies sont gardées ; réessayez dans une minute.',
  'http.refused': 'Cette demande est refusée. Rechargez la page, puis recommencez.',
  'database.busy': 'Beaucoup de monde agit au même moment. Rien n’a été modifié ; réessayez dans quelques secondes.',
  'request.malformed': ({ problems }) => `La demande n’a pas la forme attendue${Array.isArray(problems) && problems.length > 0 ? ` (${problems.length === 1 ? 'un champ' : counted(problems.length, 'champ')} à revoir)` : ''}. Vérifiez vos saisies, puis recommencez.`,
  'list.bad-cursor': 'Cette liste a changé entre-temps. Rechargez-la depuis le début.',
  'text.unstorable': 'Un texte contient un caractère qui ne peut pas être gardé. Supprimez-le, puis recommencez.',
  'clock.forward-only': 'L’horloge de la démonstration ne va que vers l’avant. Choisissez une date plus tardive.',

  'session.none': 'Vous n’êtes pas connecté. Connectez-vous, puis recommencez.',
  'session.over': 'Votre session est terminée. Vos saisies sont gardées sur cet appareil ; reconnectez-vous pour continuer.',
  'sign-in-link.not-usable': 'Ce lien ne sert plus : il sert une fois, dans le quart d’heure qui suit son envoi. Demandez-en un autre.',
  'email.malformed': 'Cette adresse ne peut pas recevoir de courriel. Vérifiez-la : elle s’écrit nom@domaine.fr.',
  'administrator.exists': 'Cette installation a déjà un administrateur. Demandez-lui un rôle.',

  'user.not-found': 'Cette personne n’existe pas ou ne vous est pas visible.',
  'user.list-not-yours': 'La liste des personnes est réservée à l’administration.',
  'user.register-not-yours': 'Inscrire une personne est réservé à l’administration.',
  'role-grant.not-found': 'Ce rôle n’existe pas ou n’est plus donné.',
  'role-grant.already-given': 'Cette personne a déjà ce rôle. Rien n’a été modifié.',
  'role-grant.give-not-yours': 'Donner un rôle est réservé à l’administration.',
  'role-grant.end-not-yours': 'Retirer un rôle est réservé à l’administration.',

  'pole.not-found': 'Ce pôle n’existe pas ou ne vous est pas visible.',
  'pole.region-unknown': 'Cette région n’existe pas. Choisissez-la dans la liste.',
  'pole.siren-malformed': 'Ce numéro SIREN n’est pas valable. Il a neuf chiffres : vérifiez-les.',
  'pole.siren-taken': 'Un pôle est déjà inscrit sous ce SIREN. Demandez à ses membres de vous y ajouter.',

  'notification.not-found': 'Ce courriel n’existe pas ou ne vous est pas visible.',
  'notification.list-not-yours': 'Le journal des courriels est réservé à l’administration et à l’audit.',
  'notification.resend-not-yours': 'Renvoyer un courriel est réservé à l’administration.',
  'mail.not-found': 'Ce courriel n’est plus dans la boîte de la démonstration.',
  'failed-job.not-found': 'Cette tâche n’est plus en échec, ou n’existe pas.',
  'failed-job.list-not-yours': 'Les tâches en échec sont réservées à l’administration et à l’audit.',
  'failed-job.retry-not-yours': 'Relancer une tâche est réservé à l’administration.',
  'event.list-not-yours': 'Le journal est réservé à l’administration et à l’audit.',
  'event.verify-not-yours': 'Vérifier le journal est réservé à l’administration et à l’audit.',
};
