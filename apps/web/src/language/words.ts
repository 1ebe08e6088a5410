import { applicationWords } from '#domain/applications/application.words.js';
import { bucketWords, natureWords, transferWords } from '#domain/programmes/ledger.words.js';
import type { FileGroup, FileKind } from '#domain/shared/file-kind.js';
import type { Schemas } from '../client/client.js';

/** How a state is drawn: the shape speaks first, then the word; the colour only helps. */
export interface StateWord {
  word: string;
  shape: 'dashed' | 'ring' | 'target' | 'quarter' | 'half' | 'full' | 'tick' | 'barred' | 'clock' | 'triangle';
  tint: 'plain' | 'info' | 'ok' | 'warn' | 'bad' | 'acc';
}

const state = (word: string, shape: StateWord['shape'], tint: StateWord['tint'] = 'plain'): StateWord => ({ word, shape, tint });

export const applicationStates: Record<Schemas['ApplicationSummaryDto']['state'], StateWord> = {
  draft: state(applicationWords.draft, 'dashed'),
  submitted: state(applicationWords.submitted, 'full', 'info'),
  eligible: state(applicationWords.eligible, 'tick', 'ok'),
  ineligible: state(applicationWords.ineligible, 'barred'),
  'under-review': state(applicationWords['under-review'], 'half', 'acc'),
  'under-examination': state(applicationWords['under-examination'], 'half', 'acc'),
  awarded: state(applicationWords.awarded, 'tick', 'ok'),
  reserve: state(applicationWords.reserve, 'target', 'acc'),
  refused: state(applicationWords.refused, 'ring'),
  withdrawn: state(applicationWords.withdrawn, 'dashed'),
  discarded: state(applicationWords.discarded, 'dashed'),
};

export const callStates: Record<Schemas['CallSummaryDto']['state'], StateWord> = {
  draft: state('Brouillon', 'dashed'),
  published: state('Publié', 'full', 'info'),
  closed: state('Clos', 'ring'),
  discarded: state('Abandonné', 'dashed'),
};

/** What a visitor is told of a call, which depends on the hour. */
export const callMoments: Record<'soon' | 'open' | 'over', StateWord> = {
  soon: state('Ouvre bientôt', 'clock', 'info'),
  open: state('Ouvert', 'full', 'ok'),
  over: state('Dépôt clos', 'ring'),
};

export const supportNames: Record<Schemas['TrackDto']['support'], string> = {
  cash: 'Subvention',
  services: 'Accompagnement',
  post: 'Poste',
  loan: 'Prêt à taux zéro',
};

export const zoningNames: Record<Schemas['CallDto']['zonings'][number], string> = {
  qpv: 'Quartiers prioritaires de la ville',
  frr: 'France ruralités revitalisation',
  rural: 'Communes rurales',
  overseas: 'Outre-mer',
};

/** Where a pole says it stands on a commitment of the charter: words, no marks. */
export const assessmentWords: Record<Schemas['SignedItemDto']['level'], StateWord> = {
  acquired: state('Acquis', 'full', 'ok'),
  'under-way': state('En cours', 'half', 'info'),
  'not-yet': state('Pas encore', 'ring'),
};

export const signedWords: Record<'signed' | 'to-sign', StateWord> = {
  signed: state('Signée', 'tick', 'ok'),
  'to-sign': state('À signer', 'quarter', 'acc'),
};

export const charterWords: Record<'in-force' | 'past', StateWord> = {
  'in-force': state('En vigueur', 'full', 'ok'),
  past: state('Passée', 'ring'),
};

export const addendumStates: Record<Schemas['AddendumDto']['state'], StateWord> = {
  proposed: state('Proposé', 'quarter', 'acc'),
  published: state('Publié', 'full', 'info'),
  dropped: state('Retiré', 'dashed'),
};

export const reviewStates: Record<Schemas['AssignmentDto']['reviewState'], StateWord> = {
  draft: state('En cours', 'half', 'acc'),
  final: state('Rendue', 'tick', 'ok'),
};

export const decisionStates: Record<Schemas['DecisionSummaryDto']['state'], StateWord> = {
  proposed: state('Proposée', 'quarter', 'acc'),
  confirmed: state('Confirmée', 'half', 'acc'),
  released: state('Notifiée', 'tick', 'ok'),
};

export const decisionKinds: Record<Schemas['DecisionSummaryDto']['kind'], StateWord> = {
  award: state('Attribution', 'tick', 'ok'),
  reserve: state('Liste complémentaire', 'target', 'acc'),
  refusal: state('Rejet', 'ring'),
  ineligible: state('Non recevable', 'barred'),
};

export const agreementStates: Record<Schemas['AgreementSummaryDto']['state'], StateWord> = {
  draft: state('À signer par le pôle', 'dashed', 'warn'),
  'half-signed': state('À signer par l’État', 'half', 'acc'),
  signed: state('Signée', 'tick', 'ok'),
};

export const instalmentStates: Record<Schemas['InstalmentDto']['state'], StateWord> = {
  'awaiting-signature': state('Attend la signature', 'clock'),
  'awaiting-report': state('Attend le bilan', 'clock'),
  'awaiting-quarter': state('Attend son trimestre', 'clock'),
  due: state('À payer', 'quarter', 'warn'),
  ordered: state('Ordonnancé', 'half', 'acc'),
  paid: state('Payé', 'tick', 'ok'),
};

export const loanStates: Record<Schemas['LoanDto']['state'], StateWord> = {
  late: state('En retard', 'triangle', 'bad'),
  running: state('En cours', 'half', 'acc'),
  repaid: state('Remboursé', 'tick', 'ok'),
};

export const orderStates: Record<Schemas['PaymentOrderDto']['state'], StateWord> = {
  prepared: state('Préparé', 'quarter', 'acc'),
  approved: state('Approuvé', 'half', 'acc'),
  executed: state('Exécuté', 'tick', 'ok'),
  cancelled: state('Annulé', 'dashed'),
};

export const envelopeStates: Record<Schemas['EnvelopeSummaryDto']['state'], StateWord> = {
  proposed: state('Proposée', 'quarter', 'acc'),
  open: state('Ouverte', 'full', 'ok'),
};

export const notificationStates: Record<Schemas['NotificationDto']['status'], StateWord> = {
  pending: state('En attente', 'clock'),
  sending: state('En cours d’envoi', 'half', 'acc'),
  sent: state('Envoyé', 'tick', 'ok'),
};

export type Role = Schemas['GrantDto']['role'];

export const roleNames: Record<Role, string> = {
  applicant: 'rédacteur',
  representative: 'représentant légal',
  'pole-reader': 'lecteur',
  partner: 'partenaire',
  'regional-reviewer': 'évaluateur régional',
  'national-reviewer': 'évaluateur national',
  personality: 'personnalité qualifiée',
  'committee-member': 'membre du comité',
  chair: 'présidence du comité',
  'session-secretary': 'secrétariat de séance',
  officer: 'chargé de mission',
  publisher: 'publication des appels',
  'budget-approver': 'validation budgétaire',
  signatory: 'signataire',
  preparer: 'préparation des versements',
  approver: 'approbation des versements',
  executor: 'exécution des versements',
  'regional-correspondent': 'correspondant régional',
  auditor: 'audit',
  administrator: 'administration',
};

export const instruments: Record<Schemas['CallSummaryDto']['instrument'], string> = {
  AAP: 'Appel à projets',
  AMI: 'Appel à manifestation d’intérêt',
};

export const slotNames: Record<Schemas['MemberDto']['slots'][number], { short: string; long: string }> = {
  ess: { short: 'ESS', long: 'Une structure de l’ESS' },
  'non-ess': { short: 'Hors ESS', long: 'Une entreprise hors ESS' },
  other: { short: 'Autre', long: 'Une autre personne morale' },
};

export const conditionNames: Record<string, string> = {
  'private-law': 'Le porteur est une personne morale de droit privé',
  composition: 'Le pôle réunit les trois places du décret',
  innovation: 'Le projet est socialement ou technologiquement innovant',
  territory: 'Le projet sert un développement local durable',
  specification: 'Le projet répond au cahier des charges',
  'not-already-funded': 'Le pôle n’a pas déjà été aidé au même titre',
  prerequisite: 'Le pôle remplit la condition préalable de l’appel',
};

export const conflictBases: Record<Schemas['ConflictBody']['basis'], string> = {
  member: 'membre de la structure ou du pôle',
  employment: 'lien d’emploi',
  family: 'lien familial',
  financial: 'intérêt financier',
  competitor: 'structure concurrente',
  other: 'autre lien',
};

export const reviewLevels: Record<Schemas['AssignmentDto']['level'], string> = { national: 'nationale', regional: 'régionale' };

export const instalmentTriggers: Record<Schemas['InstalmentDto']['trigger'], string> = {
  signature: 'à la signature de la convention',
  'report-accepted': 'une fois le bilan accepté',
  quarter: 'au début de son trimestre',
};

/** What a pole reads of its dossier's history. */
/** What may follow when a pole does not answer a request for correction. */
export const correctionConsequences: Record<Schemas['CorrectionDto']['consequence'], string> = {
  'examined-as-is': 'Sans réponse, le dossier est examiné tel qu’il est déposé.',
  'may-be-ineligible': 'Sans réponse, le dossier reste tel qu’il est déposé et peut être déclaré irrecevable.',
};

/** How long before the closing a draft's people were told. */
export const reminderLeads: Record<Schemas['ReminderDto']['lead'], string> = { '7d': '7 jours avant', '2d': '2 jours avant', '6h': '6 heures avant' };

export const timelineWords: Record<string, string> = {
  'application.started': 'Vous avez commencé le dossier',
  'application.discarded': 'Vous avez abandonné le brouillon',
  'application.submitted': 'Vous avez déposé le dossier',
  'application.reopened': 'Vous avez rouvert le dossier ; votre dépôt reste en vigueur',
  'application.correction-requested': 'L’administration vous a demandé une correction',
  'application.corrected': 'Vous avez déposé la correction',
  'application.correction-lapsed': 'Le délai de correction est passé sans nouveau dépôt',
  'application.draft-reminded': 'Un rappel vous a été envoyé : le brouillon n’était pas déposé',
  'application.message-sent': 'Un message a été écrit',
  'application.certification-asked': 'La certification a été demandée au représentant légal',
  'application.certified': 'Le représentant légal a certifié le dossier',
  'application.refused-late': 'Un dépôt est arrivé après la clôture : il n’a pas été reçu',
  'application.withdrawn': 'Vous avez retiré le dossier',
  'application.silence-passed': 'Sans réponse à ce jour, le silence vaut rejet',
  'attachment.quarantined': 'Une pièce jointe a été mise à l’écart',
};

/** What a field for files takes. */
export const fileGroupNames: Record<FileGroup, string> = { pdf: 'PDF', image: 'image (PNG, JPEG)', document: 'document (DOCX, ODT, TXT)', spreadsheet: 'tableur (XLSX, ODS, CSV)' };

export const fileKindNames: Record<FileKind, string> = {
  pdf: 'PDF',
  png: 'image PNG',
  jpeg: 'image JPEG',
  docx: 'document DOCX',
  odt: 'document ODT',
  text: 'texte',
  xlsx: 'tableur XLSX',
  ods: 'tableur ODS',
  csv: 'tableau CSV',
};

/** Who members are among those that loi 2014-856 art. 9 names. */
export const memberKindNames: Record<Schemas['ProfileMemberDto']['kind'], string> = {
  ess: 'Structure de l’ESS',
  enterprise: 'Entreprise',
  authority: 'Collectivité ou groupement',
  research: 'Centre de recherche',
  education: 'Enseignement supérieur',
  training: 'Organisme de formation',
  other: 'Autre personne',
};

export const poleActivity: Record<'active' | 'inactive', StateWord> = { active: state('Actif', 'full', 'ok'), inactive: state('Inactif', 'ring') };

/** Who said whether a pole is active. */
export const sideNames: Record<'pole' | 'officer', string> = { pole: 'le pôle lui-même', officer: 'le ministère' };

/** What an instalment waits for, and whose turn it is. */
export const instalmentBlocks: Record<Schemas['InstalmentDto']['blockedBy'][number], { short: string; what: string; who: string }> = {
  'pole-signature': { short: 'convention non signée', what: 'Le pôle n’a pas signé la convention.', who: 'le pôle' },
  'authority-signature': { short: 'convention à signer', what: 'L’État n’a pas signé la convention.', who: 'la personne signataire' },
  report: { short: 'bilan attendu', what: 'Le bilan n’est pas encore accepté.', who: 'la chargée de mission' },
  'account-declaration': { short: 'pas de RIB', what: 'Le pôle n’a pas déclaré de compte bancaire.', who: 'le pôle' },
  'account-verification': { short: 'RIB à vérifier', what: 'Le compte bancaire du pôle n’est pas vérifié.', who: 'l’approbation' },
};

export { scanWords } from '#domain/shared/file-scan.js';
export { regionName } from '#domain/directory/region.js';

export const natureNames = natureWords;
export const transferKinds = transferWords;
export const bucketNames = bucketWords;

export const orderSteps: Record<Schemas['OrderStepDto']['step'], { done: string; button: string; role: string }> = {
  prepare: { done: 'Préparé', button: 'Préparer l’ordre', role: 'préparation' },
  approve: { done: 'Approuvé', button: 'Approuver l’ordre', role: 'approbation' },
  execute: { done: 'Exécuté', button: 'Exécuter le paiement', role: 'exécution' },
};

/** Mails by template. */
export const mailNames: Record<string, string> = {
  'sign-in-link': 'Lien de connexion',
  invitation: 'Invitation à rejoindre un pôle',
  'application-received': 'Accusé de réception',
  'application-withdrawn': 'Retrait du dossier',
  'correction-requested': 'Correction demandée',
  'correction-lapsed': 'Délai de correction passé',
  'late-exception-given': 'Délai supplémentaire',
  'draft-reminder': 'Rappel de brouillon',
  'message-sent': 'Nouveau message',
  'attachment-quarantined': 'Pièce jointe écartée',
  'document-quarantined': 'Document d’un appel écarté',
  'certification-asked': 'Certification demandée',
  certified: 'Dossier certifié',
  'decision-released': 'Décision notifiée',
  'payment-executed': 'Versement payé',
  'call-changed': 'Appel modifié par additif',
  'question-answered': 'Réponse à une question',
};
