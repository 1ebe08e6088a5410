import type { FileHandle } from 'node:fs/promises';

const sliceBytes = 64 * 1024;

/** `length` bytes of an open file from `start` on, slice by slice; fewer when it ends before. Streams of Node would close the file. */
export async function* slices(file: FileHandle, start: number, length: number): AsyncIterable<Buffer> {
  for (let at = start; at < start + length; ) {
    const size = Math.min(sliceBytes, start + length - at);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(size), 0, size, at);
    if (bytesRead === 0) return;
    yield buffer.subarray(0, bytesRead);
    at += bytesRead;
  }
}
