import type { Day } from '../shared/day.js';
import { formatEuros } from '../decisions/amount-in-words.js';
import type { Cents } from '../shared/money.js';
import type { Template } from './notification.rules.js';

export interface Facts {
  recipientName: string;
  /** For `sign-in-link`. */
  signIn?: { url: string; expiresAt: Date };
  application?: { number: string; projectTitle: string; callTitle: string; authority: string; poleName: string; receivedAt: Date; sha256: string; silenceOn: Day; url: string };
  attachment?: { name: string; signature: string };
  decision?: { kind: 'award' | 'reserve' | 'refusal' | 'ineligible'; reference: string };
  payment?: { amountCents: Cents; label: string };
}

export interface MailText {
  subject: string;
  text: string;
}

const dayFormat = new Intl.DateTimeFormat('fr-FR', { timeZone: 'UTC', weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
const day = (value: Day): string => dayFormat.format(new Date(`${value}T00:00:00Z`)).replace(/\b1 /, '1er ');

const parts = new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris', day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit' });
const instant = (value: Date): string => {
  const of = Object.fromEntries(parts.formatToParts(value).map((part) => [part.type, part.value]));
  return `${of['day'] === '1' ? '1er' : of['day']} ${of['month']} ${of['year']} à ${of['hour']} h ${of['minute']} min ${of['second']} s (heure de Paris)`;
};

const need = <T>(value: T | undefined, template: Template): T => {
  if (value === undefined) throw new TypeError(`the template ${template} lacks its facts`);
  return value;
};

const letter = (recipientName: string, paragraphs: readonly string[]): string =>
  [`Bonjour ${recipientName},`, ...paragraphs, 'L’équipe d’instruction', 'Ce message est envoyé automatiquement ; les réponses ne sont pas lues.'].join('\n\n');

const decisionSubjects = {
  award: 'votre projet est retenu',
  reserve: 'votre projet est inscrit sur la liste de réserve',
  refusal: 'votre projet n’est pas retenu',
  ineligible: 'votre dossier n’est pas recevable',
} as const;

const writers: Record<Template, (facts: Facts) => MailText> = {
  'sign-in-link': ({ recipientName, signIn }) => {
    const { url, expiresAt } = need(signIn, 'sign-in-link');
    return {
      subject: 'Votre lien de connexion à Essaim',
      text: letter(recipientName, [
        'Pour vous connecter à Essaim, ouvrez ce lien et appuyez sur le bouton de la page :',
        url,
        `Il sert une seule fois, jusqu’au ${instant(expiresAt)}. Si vous n’avez rien demandé, ignorez ce message : personne n’est connecté sans ce lien.`,
      ]),
    };
  },
  'application-received': ({ recipientName, application }) => {
    const one = need(application, 'application-received');
    return {
      subject: `Accusé de réception du dossier ${one.number}`,
      text: letter(recipientName, [
        `Nous avons reçu le ${instant(one.receivedAt)} le dossier ${one.number} de ${one.poleName}, « ${one.projectTitle} », déposé pour « ${one.callTitle} ». Le présent message en est l’accusé de réception (articles L. 112-3 et R. 112-5 du code des relations entre le public et l’administration).`,
        `Empreinte SHA-256 du contenu reçu : ${one.sha256}`,
        `Service chargé du dossier : ${one.authority}.`,
        `Si aucune décision ne vous est notifiée d’ici là, le silence gardé vaudra décision de rejet le ${day(one.silenceOn)} (article L. 231-4, 3°, du même code). Une décision expresse peut encore intervenir après cette date ; elle remplace alors ce rejet.`,
        'Un rejet, implicite ou exprès, peut être contesté dans les deux mois : par un recours gracieux ou hiérarchique auprès de l’administration, ou par un recours pour excès de pouvoir devant le tribunal administratif, y compris sur www.telerecours.fr.',
        `Votre dossier, avec son récépissé en PDF, reste lisible à cette adresse : ${one.url}`,
      ]),
    };
  },
  'application-withdrawn': ({ recipientName, application }) => {
    const one = need(application, 'application-withdrawn');
    return {
      subject: `Retrait du dossier ${one.number}`,
      text: letter(recipientName, [`Le dossier ${one.number}, « ${one.projectTitle} », est retiré à votre demande. Il ne sera pas examiné.`]),
    };
  },
  'attachment-quarantined': ({ recipientName, application, attachment }) => {
    const one = need(application, 'attachment-quarantined');
    const { name, signature } = need(attachment, 'attachment-quarantined');
    return {
      subject: 'Une pièce jointe de votre dossier est écartée',
      text: letter(recipientName, [
        `La pièce jointe « ${name} » du dossier « ${one.projectTitle} » contient un programme malveillant, que l’antivirus nomme ${signature}. Elle est mise à l’écart : personne ne peut l’ouvrir depuis Essaim.`,
        'Vérifiez la machine d’où elle vient, puis remplacez la pièce. Un dossier qui en contient une ne peut pas être déposé.',
        `Votre dossier : ${one.url}`,
      ]),
    };
  },
  'decision-released': ({ recipientName, application, decision }) => {
    const one = need(application, 'decision-released');
    const { kind, reference } = need(decision, 'decision-released');
    return {
      subject: `Dossier ${one.number} : ${decisionSubjects[kind]}`,
      text: letter(recipientName, [
        `La décision sur le dossier ${one.number} de ${one.poleName}, « ${one.projectTitle} », est prise. Vous la trouverez dans la lettre jointe, référence ${reference}, avec les voies et délais de recours.`,
        `Votre dossier : ${one.url}`,
      ]),
    };
  },
  'payment-executed': ({ recipientName, application, payment }) => {
    const one = need(application, 'payment-executed');
    const { amountCents, label } = need(payment, 'payment-executed');
    return {
      subject: `Versement de ${formatEuros(amountCents)} pour le dossier ${one.number}`,
      text: letter(recipientName, [`Le versement « ${label} » de ${formatEuros(amountCents)} pour « ${one.projectTitle} » a été exécuté. Le délai d’arrivée sur votre compte dépend de votre banque.`]),
    };
  },
};

/** The words of a mail, in French. Throws `TypeError` when a fact that the template prints is missing: nothing is sent half written. */
export const writeMail = (template: Template, facts: Facts): MailText => writers[template](facts);
