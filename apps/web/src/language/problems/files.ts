import { fileSize, list } from '../format.js';
import { fileGroupNames } from '../words.js';
import { integerIn, type Sentences } from './sentence.js';
import type { FileGroup } from '#domain/shared/file-kind.js';

const largest = (params: Readonly<Record<string, unknown>>): string => (integerIn(params, 'maxBytes') === undefined ? 'la limite' : fileSize(integerIn(params, 'maxBytes')!));
const groups = (accept: unknown): string => (Array.isArray(accept) && accept.length > 0 ? list(accept.map((one) => fileGroupNames[one as FileGroup] ?? String(one))) : 'une autre sorte de fichier');

/** Files that are sent with a dossier. */
export const files: Sentences = {
  'attachment.not-found': 'Cette pièce jointe n’existe pas ou ne vous est pas ouverte.',
  'attachment.no-such-field': 'Ce formulaire n’attend pas de fichier ici. Rechargez la page.',
  'attachment.too-large': (params) => `Ce fichier est trop lourd : ${largest(params)} au plus. Réduisez-le ou coupez-le, puis recommencez.`,
  'attachment.dossier-full': (params) => `Les pièces jointes de ce dossier dépassent ensemble ${largest(params)}. Retirez-en ou allégez-les.`,
  'attachment.kind-not-accepted': ({ accept }) => `Cette sorte de fichier n’est pas attendue ici. Choisissez : ${groups(accept)}.`,
  'file.not-found': 'Ce lien ne sert plus : il sert à une seule personne, pendant dix minutes. Rouvrez le fichier depuis sa page.',
  'file.empty': 'Ce fichier est vide. Vérifiez-le, puis choisissez-le de nouveau.',
  'file.executable': 'Ce fichier est un programme, ou un fichier ancien qui peut en contenir un. Enregistrez-le en PDF, puis recommencez.',
  'file.unknown-kind': 'Ce fichier n’est d’aucune sorte acceptée. Enregistrez-le en PDF, en image, ou au format d’une suite bureautique récente.',
  'file.name-pretends': 'Le nom de ce fichier annonce une autre sorte que son contenu. Ouvrez-le, enregistrez-le de nouveau, puis recommencez.',
  'file.polyglot': 'Ce fichier en cache un autre. Ouvrez-le, enregistrez-le de nouveau en PDF, puis recommencez.',
  'file.damaged': 'Ce fichier est abîmé ou incomplet. Ouvrez-le, enregistrez-le de nouveau, puis recommencez.',
  'file.encrypted': 'Ce fichier est protégé par un mot de passe. Enregistrez-le sans protection, puis recommencez.',
  'file.zip-bomb': 'Ce fichier est sans mesure une fois ouvert. Enregistrez-le en PDF, puis recommencez.',
  'file.has-macros': 'Ce fichier contient des macros. Enregistrez-le sans macros ou en PDF, puis recommencez.',
  'file.nested-archive': 'Ce fichier en contient d’autres. Enregistrez-le en PDF, puis recommencez.',
  'file.holds-program': 'Ce fichier contient un programme. Enregistrez-le en PDF, puis recommencez.',
  'file.infected': 'L’antivirus a trouvé un programme malveillant dans ce fichier : il est mis à l’écart. Vérifiez la machine d’où il vient.',
  'document.not-found': 'Ce document n’existe pas ou n’est pas publié.',
  'document.not-scanned': 'Ce document attend son analyse par l’antivirus. Il sera donné dès qu’elle n’aura rien trouvé.',
  'document.kind-unknown': 'Dites ce qu’est ce document : choisissez dans la liste.',
  'document.title-length': 'Le titre du document compte de 3 à 200 signes. Corrigez-le.',
  'document.call-full': (params) => `Les documents de cet appel dépassent ensemble ${largest(params)}. Retirez-en ou allégez-les.`,
  'document.call-closed': 'Cet appel est clos : il ne reçoit plus de documents.',
  'document.call-published': 'Cet appel est publié : ses documents ne changent que par un additif.',
  'document.in-addendum': 'Un additif proposé apporte ce document. Retirez d’abord l’additif.',
  'document.list-changed': 'Les documents ont changé entre-temps. Rechargez la page, puis recommencez.',
  'document.change-not-yours': 'Les documents d’un appel sont réservés aux chargés de mission.',
  'files.busy': 'Le même fichier est en cours de rangement. Rien n’est perdu ; réessayez dans une minute.',
  'files.full': 'Il n’y a plus de place pour les fichiers. Rien n’est perdu ; réessayez dans quelques minutes.',
  'files.down': 'Les fichiers ne sont pas accessibles pour l’instant. Rien n’est perdu ; réessayez dans une minute.',
  'files.missing': 'Ce fichier n’est plus à sa place. Écrivez-nous : nous le cherchons.',
  'antivirus.down': 'L’antivirus ne répond pas. Le fichier attend son analyse.',
  'upload.not-found': 'Cet envoi n’existe plus. Choisissez le fichier de nouveau.',
  'upload.malformed': 'Nous n’avons pas pu lire cet envoi. Choisissez le fichier de nouveau.',
  'upload.offset-differs': 'L’envoi a repris ailleurs. Il continue d’où il en est.',
  'upload.longer-than-declared': 'Ce fichier a changé pendant l’envoi. Choisissez-le de nouveau.',
  'submission.not-found': 'Ce dossier n’a pas été déposé, ou pas tant de fois. Déposez-le, ou ouvrez son dernier dépôt.',
  'receipt.not-found': 'Le récépissé n’est pas encore prêt. Revenez dans une minute.',
  'application.file-infected': 'Une pièce jointe contient un programme malveillant. Remplacez-la, puis déposez le dossier.',
  'answer.not-a-file': 'Un fichier envoyé ici est attendu.',
  'answer.file-twice': 'Un fichier est joint deux fois. Retirez-en un.',
  'answer.file-unknown': 'Un fichier joint ici n’est plus là. Envoyez-le de nouveau.',
  'answer.too-many-files': 'Il y a trop de fichiers ici. Retirez-en.',
};
