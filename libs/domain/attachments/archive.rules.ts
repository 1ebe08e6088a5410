import { parisDay } from '../shared/day.js';
import { scanWords, type ScanState } from '../shared/file-scan.js';
import { inBytes, parisInstant } from './receipt.rules.js';

const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
const longest = 120;
/** Controls, and signs that nobody sees: some reverse the order of reading. */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}]/gu;

/** A name that Windows, macOS and Linux take as it is, ending kept: nothing that leads elsewhere, commands, or reverses the order of reading. */
export function safeFileName(name: string): string {
  const plain = name.normalize('NFC').replace(unseen, '').replace(/[<>:"/\\|?*]/g, '_').replace(/\s+/g, ' ').replace(/^[. ]+|[. ]+$/g, '');
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(plain)?.[0] ?? '';
  const stem = Array.from(plain.slice(0, plain.length - ending.length)).slice(0, longest - ending.length).join('').trim();
  const kept = `${stem === '' ? 'fichier' : stem}${ending}`;
  return reserved.test(kept) ? `_${kept}` : kept;
}

/** A file of a submission, as its archive looks at it. */
export interface ArchivedFile {
  readonly id: string;
  readonly section: string;
  readonly field: string;
  readonly name: string;
  readonly bytes: number;
  /** hexadecimal */
  readonly sha256: string;
  readonly scan: ScanState;
}

/** Where each file stands in the archive, in order; those that the antivirus keeps apart stand nowhere. */
export function placesOf(files: readonly ArchivedFile[]): Map<string, string> {
  const taken = new Map<string, number>();
  const places = new Map<string, string>();
  for (const { id, section, field, name, scan } of files) {
    if (scan === 'infected') continue;
    const folder = `pieces/${section}-${field}`;
    const position = (taken.get(folder) ?? 0) + 1;
    taken.set(folder, position);
    places.set(id, `${folder}/${String(position).padStart(2, '0')}-${safeFileName(name)}`);
  }
  return places;
}

/** What was received, as the archive says it. */
export interface ArchivedSubmission {
  readonly number: string;
  readonly ordinal: number;
  readonly receivedAt: Date;
  /** of the content, hexadecimal; null where the reader is not given all of it, so that nothing can be guessed by it */
  readonly sha256: string | null;
  readonly callCode: string;
  readonly callTitle: string;
}

export interface ManifestLine {
  readonly name: string;
  readonly role: 'contenu' | 'lecture' | 'recepisse' | 'piece-jointe' | 'mode-d-emploi';
  readonly bytes: number;
  readonly sha256: string;
  readonly file?: ArchivedFile;
}

const origin = ({ name, section, field, scan }: ArchivedFile): object => ({ nomDepose: name, rubrique: section, question: field, antivirus: scanWords[scan] });

/** The list of an archive's files with their size and SHA-256, and of those that are left out; what proves the archive against what was received. */
export function manifestOf({ number, ordinal, receivedAt, sha256, callCode, callTitle }: ArchivedSubmission, lines: readonly ManifestLine[], apart: readonly ArchivedFile[]): string {
  const manifest = {
    format: 'essaim-dossier/1',
    depot: { numero: number, ordre: ordinal, recuLe: receivedAt.toISOString(), appel: callCode, intitulé: callTitle, empreinteDuContenu: sha256 },
    complet: sha256 !== null,
    fichiers: lines.map(({ name, role, bytes, sha256: hash, file }) => ({ nom: name, role, octets: bytes, sha256: hash, ...(file === undefined ? {} : origin(file)) })),
    ecartes: apart.map((file) => ({ ...origin(file), octets: file.bytes, sha256: file.sha256 })),
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** What is in an archive and how to check it, for whoever opens it; lines end as Windows wants. */
export function readMe({ number, ordinal, receivedAt, sha256, callCode, callTitle }: ArchivedSubmission, lines: readonly ManifestLine[], apart: readonly ArchivedFile[]): string {
  const pieces = lines.filter(({ role }) => role === 'piece-jointe');
  const total = pieces.reduce((sum, { bytes }) => sum + bytes, 0);
  const hasReceipt = lines.find(({ role }) => role === 'recepisse');
  return [
    `Dossier n° ${number}, dépôt n° ${ordinal}`,
    `Reçu le ${parisInstant(receivedAt)}`,
    `Appel : ${callTitle} (référence ${callCode})`,
    '',
    'CE QUE CONTIENT CETTE ARCHIVE',
    '',
    'dossier.html : le dossier à lire, dans un navigateur, sans connexion.',
    sha256 === null ? 'dossier.json : les réponses que vous pouvez lire, pour un logiciel.' : 'dossier.json : le contenu tel qu’il a été reçu, au signe près.',
    ...(hasReceipt === undefined ? [] : [`${hasReceipt.name} : le récépissé du dépôt.`]),
    pieces.length === 0 ? 'Aucune pièce jointe.' : `pieces/ : ${pieces.length} ${pieces.length > 1 ? 'pièces jointes' : 'pièce jointe'}, ${inBytes(total)}, un dossier par question.`,
    'manifeste.json : la liste des fichiers, leur taille et leur empreinte SHA-256.',
    ...(sha256 === null ? ['', 'Certaines réponses sont masquées aux évaluateurs : elles et leurs pièces ne sont pas dans cette archive.'] : []),
    ...(apart.length === 0 ? [] : ['', 'Ces pièces ne sont pas dans l’archive : l’antivirus les a mises à l’écart.', ...apart.map(({ name }) => `- ${name}`)]),
    '',
    'COMMENT VÉRIFIER UN FICHIER',
    '',
    'Son empreinte doit être celle du manifeste.',
    'Windows : certutil -hashfile "dossier.json" SHA256',
    'macOS : shasum -a 256 dossier.json',
    'Linux : sha256sum dossier.json',
    ...(sha256 === null ? [] : [`L’empreinte de dossier.json est aussi celle du récépissé : ${sha256}`]),
    '',
  ].join('\r\n');
}

/** `dossier-AAP-PTCE-2023-2023-000417-2023-07-31.zip`: the call, the number, the day in Paris on which it was received. */
export const archiveName = ({ callCode, number, receivedAt }: ArchivedSubmission): string => `dossier-${callCode}-${number}-${parisDay(receivedAt)}.zip`;
