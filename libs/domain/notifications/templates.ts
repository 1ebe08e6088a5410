import type { Consequence } from '../applications/correction.rules.js';
import type { ChangeWords } from '../calls/addendum-words.js';
import { lastMinuteBefore, parisTime, type Day } from '../shared/day.js';
import type { PoleRole } from '../identity/pole-people.js';
import { formatEuros, type Cents } from '../shared/money.js';
import type { Template } from './notification.rules.js';

export interface Facts {
  /** Empty for an address that nobody is known by. */
  recipientName: string;
  /** For `sign-in-link`. */
  signIn?: { url: string; expiresAt: Date };
  invitation?: { poleName: string; role: PoleRole; projectTitle: string | null; invitedByName: string; url: string; expiresAt: Date };
  application?: { number: string; projectTitle: string; callTitle: string; authority: string; poleName: string; receivedAt: Date; sha256: string; silenceOn: Day; closesAt: Date; url: string };
  /** Who asked for it, or certified. */
  certification?: { personName: string };
  /** `dueAt` is an exclusive bound. */
  correction?: { reason: string; consequence: Consequence; dueAt: Date };
  /** `until` is an exclusive bound; the page is that of the pole's dossier, or of the call where it has none, or several. */
  exception?: { poleName: string; callTitle: string; reason: string; until: Date; isDossier: boolean; url: string };
  attachment?: { name: string; signature: string };
  /** A document of a call, kept apart. */
  document?: { name: string; signature: string; callTitle: string; url: string };
  decision?: { kind: 'award' | 'reserve' | 'refusal' | 'ineligible'; reference: string };
  payment?: { amountCents: Cents; label: string };
  addendum?: { callTitle: string; ordinal: number; reason: string; changes: readonly ChangeWords[]; url: string };
  /** `calls`: titles of those in which the person writes a dossier that waits for the signature. */
  charter?: { title: string; adoptedOn: Day; calls: readonly string[]; url: string };
  question?: { callTitle: string; question: string; answer: string; isPublic: boolean; url: string };
}

export interface MailText {
  subject: string;
  text: string;
}

const dayFormat = new Intl.DateTimeFormat('fr-FR', { timeZone: 'UTC', weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
const day = (value: Day): string => dayFormat.format(new Date(`${value}T00:00:00Z`)).replace(/\b1 /, '1er ');

const parisDate = new Intl.DateTimeFormat('fr-FR', { timeZone: 'Europe/Paris', day: 'numeric', month: 'long', year: 'numeric' });
const dateOf = (value: Date): string => parisDate.format(value).replace(/^1 /, '1er ');
const instant = (value: Date): string => {
  const { hour, minute, second } = parisTime(value);
  return `${dateOf(value)} à ${hour} h ${minute} min ${second} s (heure de Paris)`;
};

/** « 31 juillet 2023 à 23 h 59 » for midnight of the next day, an exclusive bound. */
const lastMinute = (bound: Date): string => {
  const { hour, minute } = parisTime(lastMinuteBefore(bound));
  return `${dateOf(lastMinuteBefore(bound))} à ${hour} h ${minute} (heure de Paris)`;
};

const consequenceSentences: Record<Consequence, string> = {
  'examined-as-is': 'Sans réponse de votre part, le dossier sera examiné tel que vous l’avez déposé.',
  'may-be-ineligible': 'Sans réponse de votre part, le dossier reste tel que vous l’avez déposé et pourra être déclaré irrecevable.',
};

const need = <T>(value: T | undefined, template: Template): T => {
  if (value === undefined) throw new TypeError(`the template ${template} lacks its facts`);
  return value;
};

const letter = (recipientName: string, paragraphs: readonly string[]): string =>
  [recipientName === '' ? 'Bonjour,' : `Bonjour ${recipientName},`, ...paragraphs, 'L’équipe d’instruction', 'Ce message est envoyé automatiquement ; les réponses ne sont pas lues.'].join('\n\n');

const decisionSubjects = {
  award: 'votre projet est retenu',
  reserve: 'votre projet est inscrit sur la liste de réserve',
  refusal: 'votre projet n’est pas retenu',
  ineligible: 'votre dossier n’est pas recevable',
} as const;

/** What one may do once an invitation is accepted. */
const invitedAs: Record<PoleRole, string> = {
  applicant: 'comme rédacteur : vous remplirez, déposerez et suivrez ses dossiers avec lui',
  representative: 'comme représentant légal : vous lirez ses dossiers, et pourrez certifier ce qu’il dépose',
  'pole-reader': 'comme lecteur : vous lirez ses dossiers, sans rien y changer',
  partner: 'comme partenaire',
};

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
  invitation: ({ recipientName, invitation }) => {
    const { poleName, role, projectTitle, invitedByName, url, expiresAt } = need(invitation, 'invitation');
    const dossier = projectTitle === null ? '' : ` : vous lirez et remplirez avec lui le dossier « ${projectTitle} »`;
    return {
      subject: `${poleName} vous invite sur Essaim`,
      text: letter(recipientName, [
        `${invitedByName} vous invite à rejoindre ${poleName} sur Essaim, la plateforme des appels à projets des pôles territoriaux de coopération économique, ${invitedAs[role]}${dossier}.`,
        'Pour accepter, ouvrez ce lien et appuyez sur le bouton de la page :',
        url,
        `Il sert une seule fois, jusqu’au ${instant(expiresAt)}, et seulement pour cette adresse. Si vous ne connaissez pas ce pôle, ignorez ce message : rien n’est fait sans vous.`,
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
      text: letter(recipientName, [`Le dossier ${one.number}, « ${one.projectTitle} », est retiré à votre demande. Il ne sera pas examiné.`, `Il reste lisible, avec son récépissé : ${one.url}`]),
    };
  },
  'correction-requested': ({ recipientName, application, correction }) => {
    const one = need(application, 'correction-requested');
    const { reason, consequence, dueAt } = need(correction, 'correction-requested');
    return {
      subject: `Dossier ${one.number} : une correction vous est demandée`,
      text: letter(recipientName, [
        `L’administration vous demande de corriger ou de compléter le dossier ${one.number}, « ${one.projectTitle} », au plus tard le ${lastMinute(dueAt)}.`,
        `Ce qu’elle demande : ${reason}`,
        consequenceSentences[consequence],
        'Le délai au terme duquel le silence vaut rejet court à compter de la réception de ce qui manquait (article L. 114-5 du code des relations entre le public et l’administration).',
        `Les rubriques à reprendre sont ouvertes à cette adresse : ${one.url}`,
      ]),
    };
  },
  'correction-lapsed': ({ recipientName, application, correction }) => {
    const one = need(application, 'correction-lapsed');
    const { consequence, dueAt } = need(correction, 'correction-lapsed');
    return {
      subject: `Dossier ${one.number} : le délai de correction est passé`,
      text: letter(recipientName, [
        `La correction demandée sur le dossier ${one.number}, « ${one.projectTitle} », était attendue jusqu’au ${lastMinute(dueAt)}. Rien n’a été déposé dans ce délai : le dossier reste tel que vous l’avez déposé.`,
        consequence === 'may-be-ineligible' ? 'Il pourra être déclaré irrecevable.' : 'Il est examiné tel quel.',
        `Votre dossier : ${one.url}`,
      ]),
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
  'document-quarantined': ({ recipientName, document }) => {
    const { name, signature, callTitle, url } = need(document, 'document-quarantined');
    return {
      subject: 'Un document de votre appel est écarté',
      text: letter(recipientName, [
        `Le document « ${name} » de l’appel « ${callTitle} » contient un programme malveillant, que l’antivirus nomme ${signature}. Il est mis à l’écart : personne ne peut le télécharger depuis Essaim.`,
        'Vérifiez la machine d’où il vient, puis remplacez le document. Si l’appel est publié, un additif apporte le nouveau.',
        `L’appel : ${url}`,
      ]),
    };
  },
  'late-exception-given': ({ recipientName, exception }) => {
    const { poleName, callTitle, reason, until, isDossier, url } = need(exception, 'late-exception-given');
    return {
      subject: `Délai supplémentaire pour « ${callTitle} »`,
      text: letter(recipientName, [
        `${poleName} peut déposer son dossier pour « ${callTitle} » jusqu’au ${lastMinute(until)}.`,
        `Motif de ce délai : ${reason}`,
        'Passé cet instant, aucun dépôt n’est reçu.',
        isDossier ? `Pour compléter et déposer votre dossier : ${url}` : `La page de l’appel : ${url}`,
      ]),
    };
  },
  'draft-reminder': ({ recipientName, application }) => {
    const one = need(application, 'draft-reminder');
    return {
      subject: `Votre brouillon n’est pas déposé : « ${one.callTitle} »`,
      text: letter(recipientName, [
        `Le dossier de ${one.poleName}, « ${one.projectTitle} », est encore un brouillon. Personne ne l’a reçu.`,
        `Le dépôt pour « ${one.callTitle} » est possible jusqu’au ${lastMinute(one.closesAt)}.`,
        `Pour le compléter et le déposer : ${one.url}`,
      ]),
    };
  },
  'message-sent': ({ recipientName, application }) => {
    const one = need(application, 'message-sent');
    return {
      subject: `Dossier ${one.number} : nouveau message`,
      text: letter(recipientName, [`Un message vous attend dans le dossier ${one.number} de ${one.poleName}, « ${one.projectTitle} ».`, `Pour le lire et y répondre : ${one.url}`]),
    };
  },
  'certification-asked': ({ recipientName, application, certification }) => {
    const one = need(application, 'certification-asked');
    const { personName } = need(certification, 'certification-asked');
    return {
      subject: `Un dossier de ${one.poleName} attend votre certification`,
      text: letter(recipientName, [
        `${personName} vous demande de certifier, comme représentant légal de ${one.poleName}, le dossier « ${one.projectTitle} ». Sans cette certification, il ne peut pas être déposé pour « ${one.callTitle} ».`,
        `Le dépôt est possible jusqu’au ${lastMinute(one.closesAt)}.`,
        `Pour relire le dossier et le certifier : ${one.url}`,
        'Vous certifiez le dossier tel qu’il est ce jour-là : s’il change ensuite, votre certification tombe et vous est redemandée.',
      ]),
    };
  },
  certified: ({ recipientName, application, certification }) => {
    const one = need(application, 'certified');
    const { personName } = need(certification, 'certified');
    return {
      subject: 'Votre dossier est certifié : déposez-le',
      text: letter(recipientName, [
        `${personName} a certifié le dossier « ${one.projectTitle} » de ${one.poleName}. Il n’est pas encore déposé : une autre personne que ${personName} le dépose.`,
        `Le dépôt pour « ${one.callTitle} » est possible jusqu’au ${lastMinute(one.closesAt)}. Toute modification d’ici là annule la certification.`,
        `Pour le déposer : ${one.url}`,
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
  'call-changed': ({ recipientName, addendum }) => {
    const { callTitle, ordinal, reason, changes, url } = need(addendum, 'call-changed');
    const lines = changes.map(({ what, before, after }) => (before === undefined ? `- ${what} : ${after}` : `- ${what}\n  avant : ${before}\n  désormais : ${after}`));
    return {
      subject: `L’appel « ${callTitle} » a changé (additif n° ${ordinal})`,
      text: letter(recipientName, [
        `Vous avez commencé un dossier pour « ${callTitle} ». L’additif n° ${ordinal} change cet appel :`,
        lines.join('\n'),
        `Motif : ${reason}`,
        `Ce que vous avez saisi est gardé. L’appel tel qu’il est désormais : ${url}`,
      ]),
    };
  },
  'question-answered': ({ recipientName, question: facts }) => {
    const { callTitle, question, answer, isPublic, url } = need(facts, 'question-answered');
    return {
      subject: `Réponse à votre question sur « ${callTitle} »`,
      text: letter(recipientName, [
        `Vous avez demandé : ${question}`,
        `Réponse : ${answer}`,
        isPublic ? `La question et la réponse, sans votre nom, sont publiées sur la page de l’appel : ${url}` : `Cette réponse n’est pas publiée. La page de l’appel : ${url}`,
      ]),
    };
  },
  'charter-published': ({ recipientName, charter }) => {
    const { title, adoptedOn, calls, url } = need(charter, 'charter-published');
    return {
      subject: `Charte des pôles : une nouvelle version à signer`,
      text: letter(recipientName, [
        `Une nouvelle version de la charte des pôles est en vigueur : « ${title} », adoptée le ${day(adoptedOn)}.`,
        calls.length === 0 ? 'Un dossier que votre pôle prépare demande cette signature.' : `Votre pôle prépare un dossier qui demande cette signature :\n${calls.map((call) => `- ${call}`).join('\n')}`,
        'Elle est attendue avant le dépôt. Ce que vous aviez signé reste lisible, et vos réponses sont reprises pour les engagements qui n’ont pas changé. Un dossier déjà déposé reste tel quel.',
        `Pour lire la charte et la signer : ${url}`,
      ]),
    };
  },
  'payment-executed': ({ recipientName, application, payment }) => {
    const one = need(application, 'payment-executed');
    const { amountCents, label } = need(payment, 'payment-executed');
    return {
      subject: `Versement de ${formatEuros(amountCents)} pour le dossier ${one.number}`,
      text: letter(recipientName, [
        `Le versement « ${label} » de ${formatEuros(amountCents)} pour « ${one.projectTitle} » a été exécuté. Le délai d’arrivée sur votre compte dépend de votre banque.`,
        `Votre dossier et ses versements : ${one.url}`,
      ]),
    };
  },
};

/** The words of a mail, in French. Throws `TypeError` when a fact that the template prints is missing: nothing is sent half written. */
export const writeMail = (template: Template, facts: Facts): MailText => writers[template](facts);
