import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { Inject, Injectable } from '@nestjs/common';
import { unavailable } from '#domain/shared/error.js';
import { CONFIG, type Config } from '#platform/config/config.js';
import { errorFields, log } from '#platform/telemetry/log.js';

/** `signature`: the name that the scanner gives to what it found. */
export type ScanVerdict = { readonly clean: true } | { readonly clean: false; readonly signature: string };

const idleMs = 30_000;
const mostReply = 4_096;

/** ClamAV's daemon over TCP (INSTREAM), when the deployment has one. */
@Injectable()
export class Antivirus {
  constructor(@Inject(CONFIG) private readonly config: Pick<Config, 'clamavUrl'>) {}

  get isPresent(): boolean {
    return this.config.clamavUrl !== undefined;
  }

  /** Streams a file through the scanner. Throws `unavailable` `antivirus.down` when it cannot be reached, breaks off or answers an error. */
  async scan(source: AsyncIterable<Uint8Array>): Promise<ScanVerdict> {
    const { hostname, port } = new URL(this.config.clamavUrl!);
    const socket = connect({ host: hostname, port: Number(port || 3310) });
    socket.setTimeout(idleMs, () => socket.destroy(new Error('the scanner is silent')));
    try {
      await once(socket, 'connect');
      const reply = replyOf(socket);
      // It is read below; a scanner that breaks off while it is written to is told by the writing.
      reply.catch(() => undefined);
      await write(socket, Buffer.from('zINSTREAM\0'));
      for await (const chunk of source) {
        if (chunk.length === 0) continue;
        const length = Buffer.alloc(4);
        length.writeUInt32BE(chunk.length);
        await write(socket, length);
        await write(socket, chunk);
      }
      await write(socket, Buffer.alloc(4));
      return readVerdict(await reply);
    } catch (error) {
      if ((error as { kind?: unknown }).kind === 'unavailable') throw error;
      log.warn(errorFields(error), 'the antivirus does not answer');
      throw unavailable('antivirus.down');
    } finally {
      socket.destroy();
    }
  }
}

async function write(socket: Socket, bytes: Uint8Array): Promise<void> {
  if (socket.destroyed || !socket.writable) throw new Error('the scanner closed the connection');
  if (!socket.write(bytes)) await once(socket, 'drain', { signal: AbortSignal.timeout(idleMs) });
}

async function replyOf(socket: Socket): Promise<string> {
  let text = '';
  for await (const chunk of socket) {
    text += (chunk as Buffer).toString('utf8');
    if (text.includes('\0') || text.length > mostReply) break;
  }
  return text;
}

/** `stream: OK`, `stream: <signature> FOUND`; anything else is an error of the scanner's, which says nothing of the file. */
export function readVerdict(reply: string): ScanVerdict {
  const text = reply.split('\0')[0]!.trim();
  if (text === 'stream: OK') return { clean: true };
  const signature = /^stream: (.{1,200}) FOUND$/.exec(text)?.[1];
  if (signature === undefined) throw new Error('the scanner answers an error');
  return { clean: false, signature };
}
