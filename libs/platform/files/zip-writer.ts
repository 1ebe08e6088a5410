import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { ZipFile, type ReadStreamOptions } from 'yazl';

/** A file of an archive that is being written: `read` begins when its turn comes. */
export interface ZippedFile {
  /** A path within the archive, `/` between folders. */
  readonly name: string;
  readonly read: () => AsyncIterable<Uint8Array>;
  /** How many bytes it gives; the writing fails when it gives another number. */
  readonly size?: number;
}

export interface ZipOptions {
  /** When its files are said to be of. */
  readonly at: Date;
  /** Kept as they are, where compressing gains nothing. */
  readonly stored: boolean;
}

const optionsOf = ({ size }: ZippedFile, { at, stored }: ZipOptions): Partial<ReadStreamOptions> => ({ mtime: at, mode: 0o100644, compress: !stored, ...(size === undefined ? {} : { size }) });

/**
 * A ZIP of `files`, one after the other, never whole in memory: each is read as fast as the archive is, and the next is asked for when it is written. What
 * reading a file throws is thrown on, and the archive has no end then: nobody takes it for a whole one. Who stops reading it stops the file.
 */
export async function* zipped(files: Iterable<ZippedFile> | AsyncIterable<ZippedFile>, options: ZipOptions): AsyncGenerator<Uint8Array, void> {
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  // A file of another length than was said is told on the archive.
  zip.on('error', (error: Error) => output.destroy(error));
  let current: Readable | undefined;
  const writing = (async () => {
    for await (const file of files) {
      current = Readable.from(file.read(), { objectMode: false });
      zip.addReadStream(current, file.name, optionsOf(file, options));
      await finished(current);
    }
    zip.end();
  })();
  writing.catch((error: unknown) => output.destroy(error as Error));
  try {
    for await (const chunk of output) yield chunk as Uint8Array;
  } finally {
    output.destroy();
    current?.destroy();
    await writing.catch(() => undefined);
  }
}

/** How long the archive of `files`, stored, whose sizes are all known, will be. */
export function zipLength(files: Iterable<ZippedFile & { readonly size: number }>, at: Date): number {
  const zip = new ZipFile();
  for (const file of files) zip.addReadStreamLazy(file.name, optionsOf(file, { at, stored: true }), () => undefined);
  let length = -1;
  (zip.end as (options: undefined, told: (length: number) => void) => void).call(zip, undefined, (told) => (length = told));
  return length;
}
