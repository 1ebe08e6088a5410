import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DomainError } from '#domain/shared/error.js';
import { hashed, storeFailure } from './file-store.js';

export interface TemporaryFile {
  path: string;
  /** hexadecimal */
  sha256: string;
  bytes: number;
}

/** `source` in a file of this machine, for the time of `work`: what must be looked at here and there, and is too large for memory. */
export async function withTemporaryFile<T>(source: AsyncIterable<Uint8Array>, work: (file: TemporaryFile) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), 'essaim-file-')).catch((error: unknown) => {
    throw storeFailure(error);
  });
  try {
    const file: TemporaryFile = { path: path.join(folder, 'file'), sha256: '', bytes: 0 };
    const write = pipeline(
      Readable.from(hashed(source, (sha256, bytes) => Object.assign(file, { sha256, bytes }))),
      createWriteStream(file.path, { mode: 0o600 }),
    );
    await write.catch((error: unknown) => {
      throw error instanceof DomainError ? error : storeFailure(error);
    });
    return await work(file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
