import { counted, dayAndTime, lastMinute } from '../format.js';
import { applicationStates } from '../words.js';
import { countIn, integerIn, textIn, type Sentences } from './sentence.js';

const closed = (closedAt: string | undefined): string => (closedAt === undefined ? 'Le dépôt est clos' : `Le dépôt est clos depuis le ${dayAndTime(lastMinute(closedAt))}`);
const inState = (state: string | undefined): string => (state !== undefined && state in applicationStates ? ` Il est maintenant : ${applicationStates[state as keyof typeof applicationStates].word.toLowerCase()}.` : '');

/** Calls and dossiers. */
export const dossier: Sentences = {
  'call.not-found': 'Cet appel n’existe pas ou n’est pas encore publié.',
  'call.already-published': 'Cet appel est publié : il ne change que par un additif. Proposez-en un.',
  'call.amounts-out-of-order': 'Le montant le plus bas dépasse le plus haut. Corrigez l’un des deux.',
  'call.duration-or-count-not-positive': 'La durée et le nombre de lauréats sont d’un au moins.',
  'call.no-instalment': 'L’aide n’a aucun versement. Ajoutez-en un.',
  'call.instalment-key-twice': 'Deux versements portent le même nom court. Donnez à chacun le sien.',
  'call.instalments-not-100-percent': (params) => `Les versements font ${integerIn(params, 'sum') ?? 0} % en tout. Ajustez-les pour atteindre 100 %.`,
  'call.publish-needs-another-person': 'Vous avez rédigé cet appel : une autre personne doit le publier.',
  'call.no-form': 'L’appel n’a pas encore de formulaire. Ajoutez-le avant de publier.',
  'call.no-rubric': 'L’appel n’a pas encore de grille d’évaluation. Ajoutez-la avant de publier.',
  'call.envelope-not-open': 'L’enveloppe de cet appel n’est pas ouverte. Faites-la confirmer avant de publier.',
  'call.no-phase': 'L’appel n’a aucune période de dépôt. Ajoutez-en une avant de publier.',
  'call.every-phase-over': 'Toutes les périodes de dépôt sont passées. Changez les dates avant de publier.',
  'call.phases-overlap': 'Deux périodes de dépôt se chevauchent. Changez les dates.',
  'call.phase-ends-before-it-opens': 'Une période de dépôt finit avant de s’ouvrir. Changez ses dates.',
  'call.stale': 'Cet appel a été changé par une autre personne. Vos saisies restent ici : rechargez, puis reportez-les.',
  'call.code-taken': (params) => `${textIn(params, 'code') === undefined ? 'Ce code' : `Le code ${textIn(params, 'code')}`} est déjà pris. Choisissez-en un autre.`,
  'call.create-not-yours': 'Rédiger un appel est réservé aux chargés de mission.',
  'call.change-not-yours': 'Changer cet appel est réservé aux chargés de mission.',
  'call.publish-not-yours': 'Publier cet appel est réservé à la personne chargée de la publication.',
  'call.cannot-publish': 'Cet appel est déjà publié. Rien n’a été modifié.',
  'call.cannot-close': 'Cet appel n’est pas publié : il ne peut pas être clos.',

  'application.not-found': 'Ce dossier n’existe pas ou ne vous est pas ouvert.',
  'application.already-started': 'Votre pôle a déjà un dossier pour cet appel. Ouvrez-le dans « Mes dossiers ».',
  'application.answers-malformed': (params) => `${countIn(params, 'problems') > 1 ? `${counted(countIn(params, 'problems'), 'réponse')} n’ont` : 'Une réponse n’a'} pas la forme attendue. Corrigez, puis enregistrez.`,
  'application.call-closed': (params) => `${closed(textIn(params, 'closedAt'))}. Votre brouillon reste lisible.`,
  'application.call-not-open-yet': (params) => `Le dépôt ouvre le ${textIn(params, 'opensAt') === undefined ? 'jour annoncé' : dayAndTime(textIn(params, 'opensAt')!)}. Votre brouillon est gardé jusque-là.`,
  'application.incomplete': (params) => `${countIn(params, 'missing') > 1 ? `${counted(countIn(params, 'missing'), 'réponse')} manquent` : 'Une réponse manque'} encore. Complétez le dossier, puis déposez-le.`,
  'application.no-prerequisite': 'Cet appel ne demande aucune condition préalable : il n’y a rien à valider.',
  'application.not-a-draft': (params) => `Ce dossier n’est plus un brouillon.${inState(textIn(params, 'state'))} Rien n’a été modifié.`,
  'application.not-under-eligibility-check': (params) => `La recevabilité de ce dossier n’est pas en cours d’examen.${inState(textIn(params, 'state'))}`,
  'application.eligibility-unfinished': (params) => `${countIn(params, 'conditions') > 1 ? `${counted(countIn(params, 'conditions'), 'condition')} restent` : 'Une condition reste'} à juger. Enregistrez vos constats, puis statuez.`,
  'application.section-stale': 'Une autre personne a changé cette rubrique. Votre version n’est pas perdue : choisissez celle à garder.',
  'application.stale': 'Une autre personne a changé ce dossier. Votre version n’est pas perdue : rechargez, puis choisissez.',
  'application.start-not-yours': 'Seules les personnes du pôle commencent un dossier en son nom.',
  'application.edit-not-yours': 'Seules les personnes du pôle remplissent ce dossier.',
  'application.submit-not-yours': 'Seules les personnes du pôle déposent ce dossier.',
  'application.withdraw-not-yours': 'Seules les personnes du pôle retirent ce dossier.',
  'application.rule-eligibility-not-yours': 'Statuer sur la recevabilité est réservé aux chargés de mission de l’appel.',
  'application.cannot-submit': (params) => `Ce dossier ne peut plus être déposé.${inState(textIn(params, 'state'))}`,
  'application.cannot-discard': (params) => `Seul un brouillon peut être abandonné.${inState(textIn(params, 'state'))}`,
  'application.cannot-withdraw': (params) => `Ce dossier ne peut plus être retiré.${inState(textIn(params, 'state'))}`,
  'application.cannot-find-eligible': (params) => `La recevabilité de ce dossier est déjà jugée.${inState(textIn(params, 'state'))}`,
  'application.cannot-find-ineligible': (params) => `La recevabilité de ce dossier est déjà jugée.${inState(textIn(params, 'state'))}`,
  'application.cannot-start-review': (params) => `Ce dossier n’est pas à évaluer.${inState(textIn(params, 'state'))}`,
  'application.cannot-award': (params) => `Ce dossier ne peut pas recevoir d’aide.${inState(textIn(params, 'state'))}`,
  'application.cannot-put-in-reserve': (params) => `Ce dossier ne peut pas être mis en réserve.${inState(textIn(params, 'state'))}`,
  'application.cannot-refuse': (params) => `Ce dossier ne peut pas être rejeté.${inState(textIn(params, 'state'))}`,

  'finding.reason-too-short': 'Un motif de refus manque ou tient en moins de dix signes : la lettre le cite. Complétez-le ; les autres constats sont enregistrés.',
};
