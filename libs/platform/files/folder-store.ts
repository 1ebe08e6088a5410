import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, rmdir, stat, unlink } from 'node:fs/promises';
import path from 'node:path';
import { unavailable } from '#domain/shared/error.js';
import { marked, SourceFailed, storeFailure, type FileStore, type StoredKey } from './file-store.js';

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
      // Who removed the last key of the target's folder took the folder too, perhaps just now.
      await rename(half, target).catch(async (error: unknown) => {
        if (!isAbsent(error)) throw error;
        await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
        await rename(half, target);
      });
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
      throw isAbsent(error) ? unavailable('files.missing') : storeFailure(error);
    }
  }

  async remove(key: string): Promise<void> {
    const target = path.join(this.folder, key);
    try {
      await unlink(target);
    } catch (error) {
      if (!isAbsent(error)) throw storeFailure(error);
    }
    // The folder of a key goes with its last one.
    await rmdir(path.dirname(target)).catch(() => undefined);
  }
  async list(after: string, limit: number): Promise<StoredKey[]> {
    const found: StoredKey[] = [];
    try {
      for await (const key of this.keysUnder('', after)) {
        const file = await stat(path.join(this.folder, key)).catch(orAbsent);
        if (file !== undefined) found.push({ key, storedAt: file.mtime });
        if (found.length === limit) break;
      }
    } catch (error) {
      throw storeFailure(error);
    }
    return found;
  }

  /** The keys behind `after`, folder by folder: the names of one folder at most are in memory. */
  private async *keysUnder(parent: string, after: string): AsyncIterable<string> {
    const entries = (await readdir(path.join(this.folder, parent), { withFileTypes: true }).catch(orAbsent)) ?? [];
    for (const entry of entries.sort((one, other) => (one.name < other.name ? -1 : 1))) {
      const key = parent === '' ? entry.name : `${parent}/${entry.name}`;
      if (!entry.isDirectory()) {
        if (key > after) yield key;
      } else if (key > after || after.startsWith(`${key}/`)) yield* this.keysUnder(key, after);
    }
  }
}

const isAbsent = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

/** Nothing, of what somebody removed meanwhile. */
function orAbsent(error: unknown): undefined {
  if (!isAbsent(error)) throw error;
}
