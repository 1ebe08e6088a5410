import { createHash } from 'node:crypto';
import { unavailable, type DomainError } from '#domain/shared/error.js';
import { errorFields, log } from '#platform/telemetry/log.js';

/** Nest's token for the store of files. */
export const FILE_STORE = Symbol('file store');

/**
 * Where the bytes that people send are kept, by key; two live: a folder, and S3. Everything is streamed, and nothing is ever half stored: a key
 * is there whole or not at all. Throws `unavailable`: `files.full` when there is no room, `files.down` when the store cannot be reached.
 */
export interface FileStore {
  /** Stores what `source` gives, over what was there; gives how many bytes. What `source` throws is thrown on, and nothing is stored. */
  write(key: string, source: AsyncIterable<Uint8Array>): Promise<number>;
  /** The bytes of a key; the first read throws `files.missing` when nothing is there. */
  read(key: string): AsyncIterable<Uint8Array>;
  /** Removes a key, there or not. */
  remove(key: string): Promise<void>;
  /** At most `limit` keys in their order, those behind `after`, with when each was stored; fewer than `limit` when there are no more. */
  list(after: string, limit: number): Promise<StoredKey[]>;
}

export interface StoredKey {
  readonly key: string;
  readonly storedAt: Date;
}

/** The key of a file that is whole, by its SHA-256 in hexadecimal: the same bytes are stored once. */
export const keyOfFile = (sha256: string): string => `sha256/${sha256.slice(0, 2)}/${sha256}`;
/** The key of a part of a file that is being sent. */
export const keyOfPart = (uploadId: string, part: string): string => `uploads/${uploadId}/${part}`;

/** What a key is of: a whole file, a part of an upload, or what a folder was writing; undefined: nothing of ours. */
export function readKey(key: string): { sha256: string } | { uploadId: string; part: string } | 'half' | undefined {
  const [, sha256] = /^sha256\/[0-9a-f]{2}\/([0-9a-f]{64})$/.exec(key) ?? [];
  if (sha256 !== undefined) return { sha256 };
  const [, uploadId, part] = /^uploads\/([0-9a-f-]{36})\/([0-9a-f-]+)$/.exec(key) ?? [];
  if (uploadId !== undefined && part !== undefined) return { uploadId, part };
  return /^half\/[0-9a-f-]{36}$/.test(key) ? 'half' : undefined;
}

const noRoom = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

/** What a store's own failure is to who asks: no room, or out of reach; the details go to the log. */
export function storeFailure(error: unknown): DomainError {
  const { code, status } = (error ?? {}) as { code?: unknown; status?: unknown };
  if ((typeof code === 'string' && noRoom.has(code)) || status === 507) {
    log.error(errorFields(error), 'the store of files is full');
    return unavailable('files.full');
  }
  log.error(errorFields(error), 'the store of files does not answer');
  return unavailable('files.down');
}

/** An error of what was being stored, not of the store: it goes on as it is. */
export class SourceFailed extends Error {
  override readonly name = 'SourceFailed';
}

/** `source`, whose own errors can be told from those of who reads it. */
export async function* marked(source: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  try {
    yield* source;
  } catch (error) {
    throw new SourceFailed('the source failed', { cause: error });
  }
}

/** Passes `source` on, and says at its end what its SHA-256 is, in hexadecimal, and how long it was. */
export async function* hashed(source: AsyncIterable<Uint8Array>, end: (sha256: string, bytes: number) => void): AsyncIterable<Uint8Array> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of source) {
    hash.update(chunk);
    bytes += chunk.length;
    yield chunk;
  }
  end(hash.digest('hex'), bytes);
}
