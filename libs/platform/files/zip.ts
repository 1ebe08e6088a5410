import type { FileHandle } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createInflateRaw } from 'node:zlib';
import { ruleViolated } from '#domain/shared/error.js';
import { isArchive } from '#domain/shared/file-kind.js';
import { checkInflated, zipLimits, type ZipEntry } from '#domain/shared/zip.rules.js';
import { slices } from './slices.js';

const endSize = 22;
const endMark = 0x06054b50;
const entryMark = 0x02014b50;
const localMark = 0x04034b50;
/** The directory of five thousand names is far below; more would be held in memory for nothing. */
const mostDirectory = 8 * 1024 * 1024;

const damaged = () => ruleViolated('file.damaged');

async function bytesAt(file: FileHandle, offset: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, offset);
  if (bytesRead < length) throw damaged();
  return buffer;
}

/** Does a zip end where the file ends? In a file that is no zip, that makes it two things at once. */
export async function endsAsZip(file: FileHandle, size: number): Promise<boolean> {
  const length = Math.min(size, endSize + 0xffff);
  const tail = await bytesAt(file, size - length, length);
  for (let at = length - endSize; at >= 0; at -= 1) {
    if (tail.readUInt32LE(at) === endMark && at + endSize + tail.readUInt16LE(at + 20) === length) return true;
  }
  return false;
}

/**
 * The entries of a zip that is nothing else: its first byte is that of an entry, its last that of its directory's end, and entries neither
 * overlap nor leave room for something hidden to be larger than they say. Zip64 is refused: no office file that is taken needs it.
 */
export async function readDirectory(file: FileHandle, size: number): Promise<ZipEntry[]> {
  if (size < endSize) throw damaged();
  const end = await bytesAt(file, size - endSize, endSize);
  const [count, length, start] = [end.readUInt16LE(10), end.readUInt32LE(12), end.readUInt32LE(16)];
  if (end.readUInt32LE(0) !== endMark || end.readUInt16LE(20) !== 0) throw ruleViolated('file.polyglot');
  if (count === 0xffff || start + length !== size - endSize || length > mostDirectory) throw damaged();
  if (count > zipLimits.entries) throw ruleViolated('file.zip-bomb');
  const directory = await bytesAt(file, start, length);
  const entries: ZipEntry[] = [];
  let at = 0;
  while (at < length) {
    if (at + 46 > length || directory.readUInt32LE(at) !== entryMark) throw damaged();
    const [names, extra, comment] = [directory.readUInt16LE(at + 28), directory.readUInt16LE(at + 30), directory.readUInt16LE(at + 32)];
    if (at + 46 + names + extra + comment > length) throw damaged();
    entries.push({
      name: directory.toString('utf8', at + 46, at + 46 + names),
      encrypted: (directory.readUInt16LE(at + 8) & 1) === 1,
      method: directory.readUInt16LE(at + 10),
      packed: directory.readUInt32LE(at + 20),
      size: directory.readUInt32LE(at + 24),
      offset: directory.readUInt32LE(at + 42),
    });
    at += 46 + names + extra + comment;
  }
  if (entries.length !== count) throw damaged();
  checkPlaces(entries, start);
  return entries;
}

/** A bomb of the better kind says the same bytes in many entries. */
function checkPlaces(entries: readonly ZipEntry[], directoryAt: number): void {
  let from = 0;
  for (const { offset, packed } of [...entries].sort((one, other) => one.offset - other.offset)) {
    if (offset < from) throw ruleViolated('file.zip-bomb');
    from = offset + 30 + packed;
  }
  if (from > directoryAt || (entries.length > 0 && !entries.some(({ offset }) => offset === 0))) throw damaged();
}

/** The bytes of an entry, inflated piece by piece; throws `file.damaged` when they are not what the directory says. */
async function* inflated(file: FileHandle, { offset, packed, size, method }: ZipEntry): AsyncGenerator<Buffer, void> {
  const local = await bytesAt(file, offset, 30);
  if (local.readUInt32LE(0) !== localMark) throw damaged();
  const start = offset + 30 + local.readUInt16LE(26) + local.readUInt16LE(28);
  let bytes = 0;
  for await (const chunk of method === 0 ? slices(file, start, packed) : unpacked(slices(file, start, packed))) {
    bytes += chunk.length;
    if (bytes > size) throw ruleViolated('file.zip-bomb');
    yield chunk;
  }
  if (bytes !== size) throw damaged();
}

async function* unpacked(packed: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  const inflate = createInflateRaw();
  // What ends it is told by the reading below.
  const fed = pipeline(Readable.from(packed), inflate).catch(() => undefined);
  try {
    yield* inflate as AsyncIterable<Buffer>;
  } catch (error) {
    throw (error as { code?: string }).code?.startsWith('Z_') === true ? damaged() : error;
  } finally {
    inflate.destroy();
    await fed;
  }
}

/** Inflates every entry, keeping nothing: `file.zip-bomb` when too much comes out, `file.nested-archive` when an archive or a program does. */
export async function proveEntries(file: FileHandle, entries: readonly ZipEntry[]): Promise<void> {
  let total = 0;
  let packed = 0;
  for (const entry of entries) {
    packed += entry.packed;
    let isFirst = true;
    for await (const chunk of inflated(file, entry)) {
      if (isFirst && isArchive(chunk)) throw ruleViolated('file.nested-archive');
      isFirst = false;
      total += chunk.length;
      checkInflated(total, packed);
    }
  }
}

/** The whole text of a small entry; undefined when there is none, or it is longer than `most`. */
export const textOf = async (file: FileHandle, entry: ZipEntry | undefined, most: number): Promise<string | undefined> => (await bytesOf(file, entry, most))?.toString('utf8');

/** The same, as it is. */
export async function bytesOf(file: FileHandle, entry: ZipEntry | undefined, most: number): Promise<Buffer | undefined> {
  if (entry === undefined || entry.size > most) return undefined;
  const chunks: Buffer[] = [];
  for await (const chunk of inflated(file, entry)) chunks.push(chunk);
  return Buffer.concat(chunks);
}
