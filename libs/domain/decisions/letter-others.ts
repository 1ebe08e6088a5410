import { ordinal } from '#domain/shared/french.js';
import type { Block } from '#domain/shared/document.js';
import type { LetterFacts } from './letter.js';
import { dossier, heading, isSubsidy, paragraph, reasons, salutation } from './letter-phrases.js';

export const reserveBlocks = (facts: LetterFacts): Block[] => [
  salutation,
  paragraph(dossier(facts)),
  paragraph(
    'À l’issue de l’évaluation des dossiers et sur proposition du comité de sélection, votre projet est inscrit ',
    { strong: `au ${ordinal(facts.reserveRank!)} rang de la liste complémentaire` }, '.',
  ),
  ...reasons('Le comité de sélection a relevé ce qui suit :', facts.motivation),
  heading('Portée de cette inscription'),
  paragraph(`Cette inscription ne vaut pas attribution d’une ${isSubsidy(facts) ? 'subvention' : 'aide'} et n’ouvre aucun droit à un versement. Si des crédits deviennent disponibles, notamment à la suite d’un désistement, les projets de la liste complémentaire sont appelés dans l’ordre de leur rang. Une nouvelle décision vous serait alors notifiée.`),
  paragraph('Les dépenses que vous engageriez dans l’attente d’une telle décision restent à votre charge.'),
];

export const refusalBlocks = (facts: LetterFacts): Block[] => [
  salutation,
  paragraph(dossier(facts)),
  paragraph('À l’issue de l’évaluation des dossiers et sur proposition du comité de sélection, j’ai le regret de vous informer que ', { strong: 'votre projet n’est pas retenu' }, ` et que ${isSubsidy(facts) ? 'la subvention' : 'l’aide'} demandée ne peut vous être attribuée.`),
  ...reasons('La décision est prise pour le motif suivant :', facts.motivation),
  paragraph('Cette décision ne fait pas obstacle à ce que vous présentiez une candidature à un prochain appel. Je vous remercie de l’intérêt que vous avez porté à celui-ci et du travail accompli avec vos partenaires.'),
];
