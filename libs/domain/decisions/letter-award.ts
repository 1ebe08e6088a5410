import { frenchDay, noBreak, ordinal } from '#domain/shared/french.js';
import { formatEuros, toCents, type Cents } from '#domain/shared/money.js';
import { amountInWords, numberInWords } from './amount-in-words.js';
import type { PlannedInstalment, Trigger } from './instalment.rules.js';
import type { Block, Table } from '#domain/shared/document.js';
import type { LetterFacts } from './letter.js';
import { dossier, groupedSiren, heading, paragraph, quoted, reasons, salutation } from './letter-phrases.js';

/** Loi 2000-321 art. 10 and décret 2001-495 art. 1: above it a convention is mandatory. */
const conventionAbove = toCents(2_300_000);

const conditions: Record<Trigger, (instalment: PlannedInstalment) => string> = {
  signature: () => 'À la signature de la convention par les deux parties',
  'report-accepted': () => 'Sur acceptation du compte rendu',
  quarter: ({ startsOn }) => `Au début du trimestre, le ${frenchDay(startsOn!)}`,
};

/** Loi 2000-321 art. 10: sixty days from the notification, unless the convention says otherwise or an event makes it due. */
const deadline = ({ paymentDays }: PlannedInstalment): string => {
  if (paymentDays === null) return 'Fixé par la convention';
  return paymentDays < 2 ? `${numberInWords(paymentDays)} jour au plus` : `Dans les ${numberInWords(paymentDays)} jours`;
};

const percentOf = (part: Cents, whole: Cents): string => `${String(Math.round((part / whole) * 10_000) / 100).replace('.', ',')} %`;

const schedule = (instalments: readonly PlannedInstalment[], whole: Cents): Table => ({
  kind: 'table',
  head: ['Versement', 'Montant', 'Condition', 'Délai de paiement'],
  rows: instalments.map((instalment) => [
    instalment.trigger === 'quarter' ? `${ordinal(instalment.position)} trimestre` : `${ordinal(instalment.position)} versement (${percentOf(instalment.amountCents, whole)})`,
    formatEuros(instalment.amountCents),
    conditions[instalment.trigger](instalment),
    deadline(instalment),
  ]),
});

const convention = (amount: Cents): string => {
  const texts = 'l’article 10 de la loi n° 2000-321 du 12 avril 2000 relative aux droits des citoyens dans leurs relations avec les administrations et au décret n° 2001-495 du 6 juin 2001 pris pour son application';
  const duty = amount > conventionAbove ? `le montant de la subvention dépassant ${formatEuros(conventionAbove)}, la conclusion d’une convention est obligatoire` : 'cette subvention fait l’objet d’une convention';
  return `Conformément à ${texts}, ${duty}. Elle définit l’objet, le montant, les modalités de versement et les conditions d’utilisation de la subvention. Elle vous sera adressée pour signature ; aucun versement ne peut intervenir avant sa signature par les deux parties.`;
};

/** Where the State's budget bears the aid; nothing where nobody said. */
export function budget({ programmeCode, actionCode }: LetterFacts): Block[] {
  if (!programmeCode) return [];
  return [paragraph(`La dépense est imputée sur le programme${noBreak}${programmeCode} du budget de l’État${actionCode ? `, action${noBreak}${actionCode}` : ''}.`)];
}

export function awardBlocks(facts: LetterFacts): Block[] {
  const amount = facts.amountCents!;
  const months = facts.durationMonths!;
  return [
    salutation,
    paragraph(dossier(facts)),
    paragraph(`Sur proposition du comité de sélection, et par décision du ${frenchDay(facts.decidedOn)}, j’ai le plaisir de vous informer que ce projet est retenu dans les conditions suivantes.`),
    ...reasons('Le comité de sélection a relevé ce qui suit :', facts.motivation),
    heading('Objet et montant'),
    paragraph(
      'Une subvention de ', { strong: `${formatEuros(amount)} (${amountInWords(amount)})` },
      ` est attribuée à ${facts.poleName.trim()} (SIREN${noBreak}${groupedSiren(facts.poleSiren)}) pour la réalisation du projet ${quoted(facts.projectTitle)}. Elle ne peut être employée à un autre objet.`,
    ),
    ...budget(facts),
    heading('Durée'),
    paragraph(`La subvention est attribuée pour une durée de ${numberInWords(months)} mois, dont la convention fixe le point de départ.`),
    heading('Versements'),
    paragraph('La subvention est versée selon l’échéancier suivant.'),
    schedule(facts.instalments, amount),
    heading('Convention'),
    paragraph(convention(amount)),
    heading('Compte rendu, contrôle et reversement'),
    paragraph('Vous rendez compte de l’emploi de la subvention par un compte rendu financier, déposé dans les six mois suivant la fin de l’exercice pour lequel elle a été attribuée. L’administration peut contrôler à tout moment, sur pièces et sur place, la réalisation du projet et l’emploi des fonds.'),
    paragraph('Si le projet n’est pas réalisé ou ne l’est qu’en partie, si la subvention est employée à un autre objet ou si une obligation n’est pas respectée, son montant peut être réduit et le reversement de tout ou partie des sommes versées exigé, après que vous aurez été mis en mesure de présenter vos observations.'),
    heading('Publicité'),
    paragraph('Vous mentionnez le soutien financier de l’État dans toute communication relative au projet. Les données essentielles de la convention sont rendues publiques dans les conditions fixées par le décret n° 2017-779 du 5 mai 2017.'),
  ];
}
