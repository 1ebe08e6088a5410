import { loanRepayments } from '#domain/calls/track.rules.js';
import type { Block } from '#domain/shared/document.js';
import { frenchDay, noBreak } from '#domain/shared/french.js';
import { formatEuros } from '#domain/shared/money.js';
import { amountInWords, numberInWords } from './amount-in-words.js';
import { budget } from './letter-award.js';
import type { LetterFacts } from './letter.js';
import { dossier, groupedSiren, heading, paragraph, quoted, reasons, salutation } from './letter-phrases.js';

const opening = (facts: LetterFacts): Block[] => [
  salutation,
  paragraph(dossier(facts)),
  paragraph(`Sur proposition du comité de sélection, et par décision du ${frenchDay(facts.decidedOn)}, j’ai le plaisir de vous informer que ce projet est retenu dans les conditions suivantes.`),
  ...reasons('Le comité de sélection a relevé ce qui suit :', facts.motivation),
];

const beneficiary = (facts: LetterFacts): string => `${facts.poleName.trim()} (SIREN${noBreak}${groupedSiren(facts.poleSiren)}) pour la réalisation du projet ${quoted(facts.projectTitle)}`;

/** « 833,34 € pour les 12 premières, puis 833,33 € », or one amount. */
function monthly(facts: LetterFacts): string {
  const dues = loanRepayments(facts.amountCents!, facts.repaidOverMonths!, facts.decidedOn);
  const [first, last] = [dues[0]!.amountCents, dues.at(-1)!.amountCents];
  if (first === last) return formatEuros(first);
  const higher = dues.filter(({ amountCents }) => amountCents === first).length;
  return `${formatEuros(first)} pour ${higher === 1 ? 'la première' : `les ${higher} premières`}, puis de ${formatEuros(last)}`;
}

export function loanBlocks(facts: LetterFacts): Block[] {
  const amount = facts.amountCents!;
  return [
    ...opening(facts),
    heading('Objet et montant'),
    paragraph('Un prêt sans intérêt de ', { strong: `${formatEuros(amount)} (${amountInWords(amount)})` }, ` est accordé à ${beneficiary(facts)}. Il ne peut être employé à un autre objet.`),
    ...budget(facts),
    heading('Versement'),
    paragraph('Le prêt est versé en une fois, dans les soixante jours qui suivent la signature de la convention par les deux parties.'),
    heading('Remboursement'),
    paragraph(`Le prêt est remboursé sans intérêt en ${numberInWords(facts.repaidOverMonths!)} mensualités de ${monthly(facts)}. La première est due un mois après le versement ; l’échéancier, arrêté le jour du versement, figure dans votre espace.`),
    heading('Convention'),
    paragraph('Le prêt fait l’objet d’une convention, qui en définit l’objet, le montant, le versement et le remboursement. Elle vous sera adressée pour signature ; aucun versement ne peut intervenir avant sa signature par les deux parties.'),
    paragraph('L’administration peut contrôler à tout moment, sur pièces et sur place, l’emploi des fonds. Si le prêt est employé à un autre objet, le remboursement de ce qui reste dû peut être exigé, après que vous aurez été mis en mesure de présenter vos observations.'),
  ];
}

export const servicesBlocks = (facts: LetterFacts): Block[] => [
  ...opening(facts),
  heading('Objet et durée'),
  paragraph('Un ', { strong: 'accompagnement' }, ` est accordé à ${beneficiary(facts)}, pour une durée de ${numberInWords(facts.durationMonths!)} mois.`),
  paragraph('Cet accompagnement est donné en nature : aucune somme ne vous est versée. Une convention en fixe le contenu et le point de départ ; elle vous sera adressée pour signature.'),
];
