import { counted } from '../format.js';
import { integerIn, textIn, type Sentences } from './sentence.js';

const listed = (params: Readonly<Record<string, unknown>>): number => (Array.isArray(params['items']) ? params['items'].length : 0);

/** The charter of the poles: its versions, what poles sign, the calls that ask for it. */
export const charter: Sentences = {
  'charter.not-found': 'Cette version de la charte n’existe pas ou n’est pas encore publiée.',
  'charter.no-title': 'Le titre de la charte manque. Donnez-en un, de 200 signes au plus.',
  'charter.no-day': 'Le jour d’adoption manque ou n’existe pas. Indiquez-le.',
  'charter.preamble-too-long': 'Le préambule est trop long. Raccourcissez-le.',
  'charter.items-count': (params) => `La charte a de un à ${integerIn(params, 'max') ?? 20} engagements. Ajustez leur nombre.`,
  'charter.item-key-twice': 'Deux engagements portent le même nom court. Donnez à chacun le sien.',
  'charter.item-incomplete': 'Un engagement n’est pas complet : son intitulé manque ou est trop long.',
  'charter.already-settled': 'Cette version est déjà publiée ou abandonnée : elle ne change plus. Préparez-en une nouvelle.',
  'charter.stale': 'Une autre personne a changé cette version entre-temps. Relisez la sienne, puis recommencez.',
  'charter.one-draft-already': 'Une version est déjà en préparation. Reprenez-la ou abandonnez-la d’abord.',
  'charter.second-person-required': 'Vous avez écrit cette version : une autre personne doit la publier.',
  'charter.not-adopted-yet': 'Cette version n’est pas encore adoptée à la date indiquée. Attendez ce jour, ou corrigez la date.',
  'charter.draft-not-yours': 'Écrire la charte est réservé aux chargés de mission.',
  'charter.publish-not-yours': 'Publier la charte est réservé à la personne chargée de la publication.',
  'charter.drop-not-yours': 'Abandonner une version est réservé aux chargés de mission et à la publication.',
  'charter.cannot-publish': 'Cette version est déjà publiée ou abandonnée. Rien n’a été modifié.',
  'charter.cannot-drop': 'Cette version est déjà publiée ou abandonnée. Rien n’a été modifié.',

  'charter.sign-not-yours': 'Signer la charte est réservé aux membres du pôle qui déposent ses dossiers.',
  'charter.not-in-force': 'Une version plus récente de la charte est en vigueur. Rechargez la page pour la lire ; vos réponses sont gardées.',
  'charter.assessment-malformed': (params) => `${listed(params) > 1 ? `${counted(listed(params), 'réponse')} ne conviennent` : 'Une réponse ne convient'} pas : le commentaire est trop long, ou l’engagement n’est plus dans la charte. Rechargez la page.`,
  'charter.assessment-incomplete': (params) => `Il manque une réponse${listed(params) > 1 ? ` à ${counted(listed(params), 'engagement')}` : ' à un engagement'}. Dites où en est le pôle, puis signez.`,
  'charter.assessment-stale': 'Une autre personne du pôle a changé ces réponses entre-temps. Choisissez la version à garder.',
  'charter.no-function': 'La fonction de la personne qui signe manque. Indiquez-la, par exemple présidente.',
  'charter.already-signed': 'Votre pôle a déjà signé cette version de la charte. Sa signature ne change plus.',
  'charter-signature.not-found': 'Cette signature n’existe pas ou ne vous est pas visible.',
  'application.charter-not-signed': (params) => `Cet appel demande que votre pôle ait signé ${textIn(params, 'title') === undefined ? 'la charte des pôles' : `la charte en vigueur, « ${textIn(params, 'title')} »`}. Signez-la, puis déposez : rien n’est perdu.`,
  'call.no-charter': 'Aucune version de la charte n’est en vigueur. Faites-en publier une, ou ne la demandez pas.',
  'addendum.charter-with-dossiers': (params) => {
    const started = integerIn(params, 'started');
    return `La charte ne peut plus être demandée${started === undefined || started < 1 ? '' : ` : ${counted(started, 'dossier est commencé', 'dossiers sont commencés')}`}. Demandez-la dans le prochain appel.`;
  },
};
