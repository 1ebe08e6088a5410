import { ruleViolated } from './error.js';
import type { FileKind } from './file-kind.js';

/** A file in an archive, as the archive's directory declares it. */
export interface ZipEntry {
  readonly name: string;
  /** bytes in the archive, and once inflated */
  readonly packed: number;
  readonly size: number;
  readonly method: number;
  readonly encrypted: boolean;
  /** Where its local header begins. */
  readonly offset: number;
}

/** What an office file may be: more is a bomb, or nothing that people can read. */
export const zipLimits = { entries: 5_000, inflatedBytes: 300_000_000, ratio: 150, ratioFromBytes: 20_000_000 } as const;

const nested = /\.(zip|jar|7z|rar|gz|tgz|bz2|xz|zst|cab|iso|docx|docm|xlsx|xlsm|xlsb|pptx|pptm|odt|ods|odp)$/i;
const programs = /\.(exe|dll|com|scr|bat|cmd|js|vbs|ps1|sh|msi|lnk|jar|hta)$/i;
const ooxmlMacros = /(^|\/)(vbaProject\.bin|vbaData\.xml)$|(^|\/)(macrosheets|activeX)\//i;
const odfMacros = /^(Basic|Scripts)\/./;

const isSound = (name: string): boolean => name !== '' && !name.startsWith('/') && !name.includes('\\') && !name.includes('\0') && !name.split('/').includes('..');

/**
 * Refuses an archive by its directory alone: `file.damaged`, `file.encrypted`, `file.zip-bomb`, `file.has-macros`, `file.nested-archive`,
 * `file.holds-program`. What it declares must be proved by inflating it.
 */
export function checkEntries(entries: readonly ZipEntry[]): void {
  if (entries.length > zipLimits.entries) throw ruleViolated('file.zip-bomb');
  if (new Set(entries.map(({ name }) => name)).size < entries.length || !entries.every(({ name }) => isSound(name))) throw ruleViolated('file.damaged');
  if (entries.some(({ encrypted }) => encrypted)) throw ruleViolated('file.encrypted');
  if (!entries.every(({ method }) => method === 0 || method === 8)) throw ruleViolated('file.damaged');
  checkInflated(entries.reduce((sum, { size }) => sum + size, 0), entries.reduce((sum, { packed }) => sum + packed, 0));
  if (entries.some(({ name }) => ooxmlMacros.test(name) || odfMacros.test(name))) throw ruleViolated('file.has-macros');
  if (entries.some(({ name }) => programs.test(name))) throw ruleViolated('file.holds-program');
  if (entries.some(({ name }) => nested.test(name))) throw ruleViolated('file.nested-archive');
}

/** Throws `rule-violated` `file.zip-bomb` when `inflated` bytes come out of `packed` ones and that is too much. */
export function checkInflated(inflated: number, packed: number): void {
  if (inflated > zipLimits.inflatedBytes || (inflated > zipLimits.ratioFromBytes && inflated > packed * zipLimits.ratio)) throw ruleViolated('file.zip-bomb');
}

const opendocument: Readonly<Record<string, FileKind>> = {
  'application/vnd.oasis.opendocument.text': 'odt',
  'application/vnd.oasis.opendocument.spreadsheet': 'ods',
};

/** What kind of office file an archive is, by its parts; `mimetype` is the content of its first one when that is how it is named. Undefined: none that is taken. */
export function officeKind(entries: readonly ZipEntry[], mimetype: string | undefined): FileKind | undefined {
  if (mimetype !== undefined) return opendocument[mimetype];
  const has = (name: string): boolean => entries.some((entry) => entry.name === name);
  if (!has('[Content_Types].xml')) return undefined;
  if (has('word/document.xml')) return 'docx';
  return has('xl/workbook.xml') ? 'xlsx' : undefined;
}

/** Does the list of parts of an OOXML file name macros? Their file is hidden under any name there. */
export const namesMacros = (contentTypes: string): boolean => /macroEnabled|vbaProject|ms-office\.activeX/i.test(contentTypes);
