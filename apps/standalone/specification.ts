import type { Block, DocumentContent, Run } from '#domain/shared/document.js';
import { typeset } from '#domain/shared/french.js';
import { writeDocument } from '#platform/pdf/document-writer.js';
import { criteria } from './round/call-definitions.js';

const text = (...runs: Run[]): Block => ({ kind: 'paragraph', runs: runs.map((run) => (typeof run === 'string' ? typeset(run) : { strong: typeset(run.strong) })) });
const heading = (title: string): Block => ({ kind: 'heading', text: typeset(title) });
const list = (...items: string[]): Block => ({ kind: 'list', items: items.map((item) => [typeset(item)]) });

const content: DocumentContent = {
  reference: 'AMI PTCE, phase 2',
  date: '2023-05-17',
  placeAndDate: 'Paris',
  sender: ['Ministère fictif de l’Économie sociale et solidaire', 'Document inventé pour une démonstration'],
  recipient: ['Aux pôles territoriaux', 'de coopération économique'],
  subject: typeset('Cahier des charges de l’appel à manifestation d’intérêt, phase 2'),
  blocks: [
    heading('1. Objet'),
    text('L’appel soutient l’animation de ', { strong: 'quinze pôles' }, ' lauréats de la phase 1, à hauteur de ', { strong: '100 000 € chacun' }, ' sur deux ans.'),
    heading('2. Qui peut candidater'),
    text('Un pôle réunit sur un même territoire au moins trois structures différentes, une pour chaque place du décret n° 2015-431, article 3 :'),
    list('une entreprise de l’économie sociale et solidaire ;', 'une entreprise qui n’en relève pas ;', 'une collectivité, un établissement d’enseignement ou de recherche, ou une autre personne que le décret admet.'),
    heading('3. Ce que contient le dossier'),
    text('Le projet, son territoire et son innovation ; la coopération, ses postes et son échelle ; un budget prévisionnel en équilibre, sur deux ans.'),
    heading('4. Comment les dossiers sont choisis'),
    text('Chaque dossier recevable est noté par plusieurs personnes, sans qu’elles se concertent. La note finale est leur moyenne.'),
    { kind: 'table', head: ['Critère', 'Poids', 'Seuil'], rows: criteria.map(({ label, weight, threshold }) => [typeset(label), typeset(`${weight} %`), threshold === undefined ? '–' : String(threshold)]) },
    heading('5. Comment l’aide est versée'),
    list('60 % à la signature de la convention, sous 60 jours ;', '40 % quand le compte rendu est accepté, sous 60 jours, l’année suivante.'),
    heading('6. Calendrier et questions'),
    text('Les dates d’ouverture et de clôture, les réponses aux questions et les additifs se lisent sur la page de l’appel.'),
  ],
  notice: 'Document de démonstration',
};

/** The cahier des charges of the demonstration's calls, as PDF. */
export const writeSpecification = (): Promise<Uint8Array> => writeDocument(content, content.reference);
