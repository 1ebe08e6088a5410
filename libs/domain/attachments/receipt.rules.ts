import { implicitRejectionDay } from '../applications/silence.rules.js';
import type { SealedCharter } from '../charters/assessment.rules.js';
import { parisDay, parisTime } from '../shared/day.js';
import type { Block, DocumentContent, Run } from '../shared/document.js';
import { frenchDay, noBreak, typeset } from '../shared/french.js';

export interface ReceiptFile {
  readonly name: string;
  /** as the form asks for it */
  readonly label: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** What a submission was, as it was sealed. */
export interface ReceiptFacts {
  readonly number: string;
  readonly ordinal: number;
  readonly receivedAt: Date;
  /** Of the content, hexadecimal. */
  readonly sha256: string;
  readonly callTitle: string;
  readonly callCode: string;
  readonly authority: string;
  readonly projectTitle: string;
  readonly poleName: string;
  readonly poleSiren: string;
  readonly poleAddress: readonly string[];
  readonly files: readonly ReceiptFile[];
  /** The title of the track that is asked for, where the call has tracks. */
  readonly track?: string;
  /** What the pole had signed, where the call asks for it. */
  readonly charter?: SealedCharter;
  /** Who certified it, where the call asks for it. */
  readonly certification?: { readonly by: string; readonly quality: string; readonly at: Date };
  readonly demonstration: boolean;
}

/** « 1er juin 2023 à 12 h 00 min 05 s, heure de Paris » */
export function parisInstant(at: Date): string {
  const { hour, minute, second } = parisTime(at);
  return `${frenchDay(parisDay(at))} à ${hour}${noBreak}h${noBreak}${minute}${noBreak}min${noBreak}${second}${noBreak}s, heure de Paris`;
}

const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, '\u202f');
/** « 1 234 567 octets » */
export const inBytes = (bytes: number): string => `${grouped(bytes)}${noBreak}${bytes === 1 ? 'octet' : 'octets'}`;

const paragraph = (...runs: Run[]): Block => ({ kind: 'paragraph', runs });
const heading = (text: string): Block => ({ kind: 'heading', text });
const bold = (text: string): Run => ({ strong: text });

const fileLine = ({ name, label, bytes, sha256 }: ReceiptFile): Run[] => [bold(name), ` (${label}), ${inBytes(bytes)}, empreinte ${sha256}`];

/** The receipt of a submission: number, instant, hash of the content, files with theirs, and the day on which silence is a rejection. */
export function composeReceipt(facts: ReceiptFacts): DocumentContent {
  const { number, ordinal, receivedAt, sha256, files, poleSiren, track, charter, certification } = facts;
  const date = parisDay(receivedAt);
  const silence = frenchDay(implicitRejectionDay(date));
  const again = ordinal > 1 ? ` Il s’agit du dépôt n° ${ordinal} de ce dossier ; il remplace le précédent.` : '';
  const blocks: Block[] = [
    paragraph(`Le dossier `, bold(`n° ${number}`), ` a été reçu le `, bold(parisInstant(receivedAt)), `.${again}`),
    paragraph(`Projet : ${facts.projectTitle}`),
    paragraph(`Appel : ${facts.callTitle} (référence ${facts.callCode})`),
    ...(track === undefined ? [] : [paragraph(`Volet demandé : ${track}`)]),
    heading('Ce qui a été reçu'),
    paragraph('Empreinte SHA-256 du contenu : ', bold(sha256)),
    paragraph('Le contenu reçu est gardé tel quel. Un seul caractère changé, dans une réponse ou dans une pièce jointe, donnerait une autre empreinte.'),
    ...(certification === undefined ? [] : [paragraph(`Certifié par `, bold(certification.by), `, ${certification.quality}, le ${parisInstant(certification.at)}.`)]),
    ...(charter === undefined
      ? []
      : [paragraph(`Charte signée : « ${charter.title} », adoptée le ${frenchDay(charter.adoptedOn)}, signée par le pôle le ${parisInstant(new Date(charter.signedAt))}. Empreinte du texte : ${charter.sha256}. Empreinte de la signature : ${charter.signature}.`)]),
    heading(files.length === 0 ? 'Pièces jointes' : `Pièces jointes (${files.length})`),
    files.length === 0 ? paragraph('Aucune pièce n’est jointe.') : { kind: 'list', items: files.map(fileLine) },
    heading('Ce qui suit'),
    paragraph(`Service chargé du dossier : ${facts.authority}.`),
    paragraph(
      `Sans décision notifiée d’ici là, le silence gardé vaut décision de rejet le `, bold(silence),
      ` (code des relations entre le public et l’administration, articles L. 112-3, R. 112-5 et L. 231-4, 3°). Une décision expresse peut intervenir après cette date : elle remplace alors ce rejet.`,
    ),
    paragraph('Un rejet, implicite ou exprès, peut être contesté dans les deux mois : par un recours gracieux ou hiérarchique auprès de l’administration, ou par un recours pour excès de pouvoir devant le tribunal administratif.'),
  ];
  const set = (run: Run): Run => (typeof run === 'string' ? typeset(run) : { strong: typeset(run.strong) });
  return {
    reference: number,
    date,
    placeAndDate: `Le ${frenchDay(date)}`,
    sender: [typeset(facts.authority)],
    recipient: [typeset(facts.poleName), ...facts.poleAddress.map(typeset), `SIREN${noBreak}${poleSiren.replace(/(\d{3})(?=\d)/g, `$1${noBreak}`)}`],
    subject: typeset(`Récépissé de dépôt du dossier n° ${number}`),
    // Names of files stay as they are, to the letter.
    blocks: blocks.map((block): Block => {
      if (block.kind === 'paragraph') return { ...block, runs: block.runs.map(set) };
      return block.kind === 'heading' ? { ...block, text: typeset(block.text) } : block;
    }),
    ...(facts.demonstration ? { notice: 'Document de démonstration' } : {}),
  };
}
