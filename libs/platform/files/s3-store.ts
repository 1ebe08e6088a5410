import { S3mini, S3ServiceError, type UploadPart } from 's3mini';
import { unavailable } from '#domain/shared/error.js';
import { marked, SourceFailed, storeFailure, type FileStore, type StoredKey } from './file-store.js';

/** The least that S3 takes for a part that is not the last one is 5 MiB: what is held in memory of a file, whatever its size. */
const partBytes = 5 * 1024 * 1024;
const anyType = 'application/octet-stream';
const withinMs = 120_000;

/** `https://KEY:SECRET@host/bucket?region=…`, as the configuration writes it. */
export function readS3Url(text: string): { accessKeyId: string; secretAccessKey: string; endpoint: string; region: string } {
  const url = new URL(text);
  return {
    accessKeyId: decodeURIComponent(url.username),
    secretAccessKey: decodeURIComponent(url.password),
    endpoint: `${url.origin}${url.pathname.replace(/\/$/, '')}`,
    region: url.searchParams.get('region') ?? 'us-east-1',
  };
}

/** Files in a bucket of S3 or of what speaks as it does. */
export class S3Store implements FileStore {
  private readonly bucket: S3mini;

  constructor(url: string) {
    this.bucket = new S3mini({ ...readS3Url(url), requestAbortTimeout: withinMs });
  }

  async write(key: string, source: AsyncIterable<Uint8Array>): Promise<number> {
    let uploadId: string | undefined;
    try {
      const parts: UploadPart[] = [];
      let bytes = 0;
      for await (const { part, isLast } of inParts(marked(source))) {
        bytes += part.length;
        if (isLast && uploadId === undefined) {
          await this.bucket.putObject(key, part, anyType);
          return bytes;
        }
        uploadId ??= await this.bucket.getMultipartUploadId(key, anyType);
        parts.push(await this.bucket.uploadPart(key, uploadId, part, parts.length + 1));
      }
      await this.bucket.completeMultipartUpload(key, uploadId!, parts);
      return bytes;
    } catch (error) {
      if (uploadId !== undefined) await this.bucket.abortMultipartUpload(key, uploadId).catch(() => undefined);
      throw error instanceof SourceFailed ? error.cause : storeFailure(error);
    }
  }

  async *read(key: string): AsyncIterable<Uint8Array> {
    let body: AsyncIterable<Uint8Array> | null;
    try {
      const answer = await this.bucket.getObjectResponse(key);
      body = answer === null ? null : (answer.body as unknown as AsyncIterable<Uint8Array>);
    } catch (error) {
      throw isMissing(error) ? unavailable('files.missing') : storeFailure(error);
    }
    if (body === null) throw unavailable('files.missing');
    try {
      yield* body;
    } catch (error) {
      throw storeFailure(error);
    }
  }

  async remove(key: string): Promise<void> {
    try {
      await this.bucket.deleteObject(key);
    } catch (error) {
      if (!isMissing(error)) throw storeFailure(error);
    }
  }

  async list(after: string, limit: number): Promise<StoredKey[]> {
    try {
      const found = await this.bucket.listObjects('/', '', limit, after === '' ? {} : { 'start-after': after });
      return (found ?? []).map(({ Key, LastModified }) => ({ key: Key, storedAt: new Date(LastModified) }));
    } catch (error) {
      throw storeFailure(error);
    }
  }
}

const isMissing = (error: unknown): boolean => error instanceof S3ServiceError && error.status === 404;

/** What comes, in pieces of at least `partBytes` but for the last; one piece, perhaps empty, when little comes. */
async function* inParts(source: AsyncIterable<Uint8Array>): AsyncIterable<{ part: Buffer; isLast: boolean }> {
  let held: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of source) {
    if (size >= partBytes) {
      yield { part: Buffer.concat(held), isLast: false };
      [held, size] = [[], 0];
    }
    held.push(chunk);
    size += chunk.length;
  }
  yield { part: Buffer.concat(held), isLast: true };
}
