import { conflict, invalid } from '../shared/error.js';

/** How long a file that is not whole is kept after its last part, days. */
export const uploadDays = 7;

/** How old what nothing names must be before it is taken out of the store of files, days. */
export const leftoverDays = 1;

/** What the header `Upload-Metadata` of the tus protocol says: keys, each with its value in base64; absent ones are empty. */
export function readMetadata(header: string, decode: (base64: string) => string): Record<string, string> {
  const pairs = header.split(',').map((pair) => pair.trim()).filter((pair) => pair !== '');
  if (pairs.length > 20) throw invalid('upload.malformed');
  return Object.fromEntries(
    pairs.map((pair) => {
      const [key, value = '', ...rest] = pair.split(' ');
      if (key === undefined || rest.length > 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(value)) throw invalid('upload.malformed');
      return [key, decode(value)];
    }),
  );
}

/** A whole number of bytes as a header writes it. Throws `invalid-input` `upload.malformed`. */
export function readBytes(header: string | undefined): number {
  if (header === undefined || !/^\d{1,15}$/.test(header)) throw invalid('upload.malformed');
  return Number(header);
}

/** A part begins where the last one ended; `offset` says where that is. */
export function checkOffset(received: number, offset: number): void {
  if (received !== offset) throw conflict('upload.offset-differs', { offset: received });
}
