import { frenchDay } from '#domain/shared/french.js';
import { invalid } from '#domain/shared/error.js';
import { appealDeadline, type Residence } from './deadline.rules.js';
import type { Block } from '#domain/shared/document.js';
import type { LetterFacts } from './letter.js';
import { heading, list, paragraph } from './letter-phrases.js';

const delays: Record<Residence, string> = {
  metropole: 'dans les deux mois suivant sa notification',
  overseas: 'dans les trois mois suivant sa notification, délai de distance compris,',
  abroad: 'dans les quatre mois suivant sa notification, délai de distance compris,',
};

/** From where the last day was counted, so that the words and the date agree. */
function residenceOf({ releaseOn, appealLastDay }: LetterFacts): Residence {
  const residence = (['metropole', 'overseas', 'abroad'] as const).find((where) => appealDeadline(releaseOn, where) === appealLastDay);
  if (residence === undefined) throw invalid('letter.wrong-appeal-last-day', { releaseOn, appealLastDay });
  return residence;
}

/** The ways to appeal and their delays, without which these do not run (CJA R421-5; delays: R421-1, R421-2, R421-7). */
export function appealBlocks(facts: LetterFacts): Block[] {
  const { court, releaseOn, appealLastDay } = facts;
  const residence = residenceOf(facts);
  const usual = residence === 'metropole' ? 'Le délai pour saisir le tribunal est augmenté' : 'Le délai pour saisir le tribunal, en principe de deux mois, est ainsi augmenté';
  return [
    heading('Voies et délais de recours'),
    paragraph('Si vous entendez contester cette décision, vous pouvez :'),
    list(
      ['former, dans les deux mois suivant sa notification, un recours gracieux auprès de l’autorité signataire ou un recours hiérarchique auprès de l’autorité dont elle relève ; le silence gardé pendant deux mois sur ce recours vaut rejet implicite, et le tribunal administratif peut alors être saisi dans les deux mois suivant le rejet, explicite ou implicite ;'],
      [
        `saisir le ${court.name} (${court.address}) ${delays[residence]} et, si elle vous est notifiée le ${frenchDay(releaseOn)}, `,
        { strong: `au plus tard le ${frenchDay(appealLastDay, { weekday: true })}` },
        ', par courrier ou par l’application Télérecours citoyens, accessible sur www.telerecours.fr.',
      ],
    ),
    paragraph(`${usual} d’un mois pour les personnes qui demeurent outre-mer et de deux mois pour celles qui demeurent à l’étranger.`),
  ];
}
