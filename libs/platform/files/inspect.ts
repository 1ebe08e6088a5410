import { open, type FileHandle } from 'node:fs/promises';
import { ruleViolated } from '#domain/shared/error.js';
import { headOf, isMarkup, isPlain, kindNamed, type FileKind } from '#domain/shared/file-kind.js';
import { checkEntries, namesMacros, officeKind } from '#domain/shared/zip.rules.js';
import { slices } from './slices.js';
import { endsAsZip, proveEntries, readDirectory, textOf } from './zip.js';

const mostParts = 4 * 1024 * 1024;

async function ending(file: FileHandle, size: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(Math.min(length, size)), 0, Math.min(length, size), Math.max(0, size - length));
  return buffer.subarray(0, bytesRead);
}

/** Viewers look for the end mark in the last kilobyte; after it stands nothing but white space. */
async function checkPdf(file: FileHandle, size: number): Promise<void> {
  const tail = (await ending(file, size, 1_024)).toString('latin1');
  const at = tail.lastIndexOf('%%EOF');
  if (at === -1) throw ruleViolated('file.damaged');
  if (!/^[\s\0]*$/.test(tail.slice(at + 5))) throw ruleViolated('file.polyglot');
}

const pngEnd = Buffer.from('0000000049454e44ae426082', 'hex');
async function checkPng(file: FileHandle, size: number): Promise<void> {
  if (!(await ending(file, size, pngEnd.length)).equals(pngEnd)) throw ruleViolated('file.polyglot');
}

async function officeFile(file: FileHandle, size: number): Promise<FileKind> {
  const entries = await readDirectory(file, size);
  checkEntries(entries);
  const first = entries.find(({ offset }) => offset === 0);
  const kind = officeKind(entries, first?.name === 'mimetype' ? await textOf(file, first, 200) : undefined);
  if (kind === undefined) throw ruleViolated('file.unknown-kind');
  const parts = entries.find(({ name }) => name === '[Content_Types].xml');
  if (parts !== undefined && namesMacros((await textOf(file, parts, mostParts)) ?? 'vbaProject')) throw ruleViolated('file.has-macros');
  await proveEntries(file, entries);
  return kind;
}

/** Text in UTF-8, or else in the eight bits that French spreadsheets write; no control but line breaks and tabs, and nothing that runs. */
async function checkText(file: FileHandle, size: number): Promise<void> {
  let isUtf8 = true;
  let isFirst = true;
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const chunk of slices(file, 0, size)) {
    const bytes = chunk.toString('latin1');
    if (!isPlain(bytes)) throw ruleViolated('file.unknown-kind');
    if (isFirst && isMarkup(bytes.replace(/^\u00ef\u00bb\u00bf/, ''))) throw ruleViolated('file.executable');
    isFirst = false;
    // What no text of Windows-1252 holds is no text at all.
    if (isUtf8 && !fits(decoder, chunk)) isUtf8 = false;
    if (!isUtf8 && /[\u0081\u008d\u008f\u0090\u009d]/.test(bytes)) throw ruleViolated('file.unknown-kind');
  }
}

const fits = (decoder: { decode(chunk: Uint8Array, options: { stream: boolean }): string }, chunk: Buffer): boolean => {
  try {
    decoder.decode(chunk, { stream: true });
    return true;
  } catch {
    return false;
  }
};

/**
 * What the file at `path` is, by its content, whole: never held in memory. Throws `rule-violated`: `file.executable`, `file.unknown-kind`,
 * `file.polyglot` when it is two things at once, `file.damaged`, `file.name-pretends` when its name says something else, and what `checkEntries` says.
 */
export async function inspectFile(path: string, name: string): Promise<FileKind> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    if (size === 0) throw ruleViolated('file.empty');
    const { buffer, bytesRead } = await file.read(Buffer.alloc(16), 0, 16, 0);
    const head = headOf(buffer.subarray(0, bytesRead));
    if (head === 'executable') throw ruleViolated('file.executable');
    if (head === 'other-archive') throw ruleViolated('file.unknown-kind');
    if (head !== 'zip' && (await endsAsZip(file, size))) throw ruleViolated('file.polyglot');
    if (head === 'pdf') await checkPdf(file, size);
    if (head === 'png') await checkPng(file, size);
    if (head === 'text') await checkText(file, size);
    const kinds: readonly FileKind[] = head === 'text' ? ['text', 'csv'] : [head === 'zip' ? await officeFile(file, size) : head];
    const kind = kindNamed(kinds, name);
    if (kind === undefined) throw ruleViolated('file.name-pretends', { kind: kinds[0]! });
    return kind;
  } finally {
    await file.close();
  }
}
