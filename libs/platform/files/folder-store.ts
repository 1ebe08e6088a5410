import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, rmdir, unlink } from 'node:fs/promises';
import path from 'node:path';
import { unavailable } from '#domain/shared/error.js';
import { marked, SourceFailed, storeFailure, type FileStore } from './file-store.js';

/** Files in a folder that every process shares: written under another name, flushed, then renamed. */
export class FolderStore implements FileStore {
  constructor(private readonly folder: string) {}

  async write(key: string, source: AsyncIterable<Uint8Array>): Promise<number> {
    const target = path.join(this.folder, key);
    const half = path.join(this.folder, 'half', randomUUID());
    try {
      await mkdir(path.dirname(half), { recursive: true, mode: 0o700 });
      await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
      const file = await open(half, 'wx', 0o600);
      let bytes = 0;
      try {
        for await (const chunk of marked(source)) {
          await file.writeFile(chunk);
          bytes += chunk.length;
        }
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(half, target);
      return bytes;
    } catch (error) {
      await rm(half, { force: true }).catch(() => undefined);
      throw error instanceof SourceFailed ? error.cause : storeFailure(error);
    }
  }

  async *read(key: string): AsyncIterable<Uint8Array> {
    try {
      yield* createReadStream(path.join(this.folder, key), { highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>;
    } catch (error) {
      throw (error as NodeJS.ErrnoException).code === 'ENOENT' ? unavailable('files.missing') : storeFailure(error);
    }
  }

  async remove(key: string): Promise<void> {
    const target = path.join(this.folder, key);
    try {
      await unlink(target);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw storeFailure(error);
    }
    // The folder of a key goes with its last one.
    await rmdir(path.dirname(target)).catch(() => undefined);
  }
}
