/** The kinds of files that people may send: what each is called, which names it may bear, and to which choice of a form it belongs. */
export const fileKinds = {
  pdf: { mediaType: 'application/pdf', extensions: ['pdf'], group: 'pdf' },
  png: { mediaType: 'image/png', extensions: ['png'], group: 'image' },
  jpeg: { mediaType: 'image/jpeg', extensions: ['jpg', 'jpeg'], group: 'image' },
  docx: { mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', extensions: ['docx'], group: 'document' },
  odt: { mediaType: 'application/vnd.oasis.opendocument.text', extensions: ['odt'], group: 'document' },
  text: { mediaType: 'text/plain', extensions: ['txt'], group: 'document' },
  xlsx: { mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', extensions: ['xlsx'], group: 'spreadsheet' },
  ods: { mediaType: 'application/vnd.oasis.opendocument.spreadsheet', extensions: ['ods'], group: 'spreadsheet' },
  csv: { mediaType: 'text/csv', extensions: ['csv'], group: 'spreadsheet' },
} as const;
export type FileKind = keyof typeof fileKinds;

export const fileGroups = ['pdf', 'image', 'document', 'spreadsheet'] as const;
export type FileGroup = (typeof fileGroups)[number];

/** What the first bytes of a file say; 'text' means only that nothing else was recognised: whether it is one must be read to the end. */
export type Head = 'pdf' | 'png' | 'jpeg' | 'zip' | 'executable' | 'other-archive' | 'text';

const startsWith = (bytes: Uint8Array, ...signature: number[]): boolean => signature.every((byte, index) => bytes[index] === byte);
const ascii = (text: string): number[] => [...text].map((sign) => sign.charCodeAt(0));

const executables: readonly number[][] = [
  ascii('MZ'), // Windows
  [0x7f, ...ascii('ELF')],
  [0xfe, 0xed, 0xfa, 0xce], [0xfe, 0xed, 0xfa, 0xcf], [0xce, 0xfa, 0xed, 0xfe], [0xcf, 0xfa, 0xed, 0xfe], [0xca, 0xfe, 0xba, 0xbe], // macOS, Java
  ascii('#!'),
  ascii('dex\n'),
  [0, ...ascii('asm')],
  [0x4c, 0, 0, 0, 1, 0x14, 2, 0], // Windows shortcut
  [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], // OLE: installers, and the office files of before 2007, which may carry macros
];
const archives: readonly number[][] = [[0x1f, 0x8b], ascii('Rar!'), ascii('7z'), ascii('BZh'), [0xfd, ...ascii('7zXZ')], [0x28, 0xb5, 0x2f, 0xfd], ascii('MSCF')];

/** The kind of a file by its first sixteen bytes: signatures at offset 0 alone, so that nothing may stand before them. */
export function headOf(bytes: Uint8Array): Head {
  if (startsWith(bytes, ...ascii('%PDF-'))) return 'pdf';
  if (startsWith(bytes, 0x89, ...ascii('PNG\r\n'), 0x1a, 0x0a)) return 'png';
  if (startsWith(bytes, 0xff, 0xd8, 0xff)) return 'jpeg';
  if (startsWith(bytes, ...ascii('PK'), 3, 4)) return 'zip';
  if (executables.some((signature) => startsWith(bytes, ...signature))) return 'executable';
  return archives.some((signature) => startsWith(bytes, ...signature)) ? 'other-archive' : 'text';
}

/** An archive within an archive, by its first bytes: office files hold none that Essaim takes. */
export const isArchive = (bytes: Uint8Array): boolean => ['zip', 'other-archive', 'executable'].includes(headOf(bytes));

const markup = /^\s*(<!doctype|<html|<svg|<script|<\?xml|<\?php|\{\\rtf)/i;
/** Does a text begin as something that a program runs or renders? */
export const isMarkup = (text: string): boolean => markup.test(text.replace(/^\ufeff/, ''));

/** May a text hold this? Line breaks, tabs and form feeds are text; other controls are not. */
// oxlint-disable-next-line no-control-regex
export const isPlain = (text: string): boolean => !/[\u0000-\u0008\u000e-\u001f\u007f]/.test(text);

export const extensionOf = (name: string): string => (/\.([A-Za-z0-9]{1,8})$/.exec(name)?.[1] ?? '').toLowerCase();

/** Among `kinds`, the one whose names end as `name` does; a name without an ending fits the first. Undefined: it pretends to be something else. */
export function kindNamed(kinds: readonly FileKind[], name: string): FileKind | undefined {
  const extension = extensionOf(name);
  if (extension === '') return kinds[0];
  return kinds.find((kind) => (fileKinds[kind].extensions as readonly string[]).includes(extension));
}
