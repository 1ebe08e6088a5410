import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** What ClamAV's daemon was seen to answer, byte for byte. */
export const replies = {
  clean: 'stream: OK\0',
  found: 'stream: Eicar-Signature FOUND\0',
  tooLarge: 'INSTREAM size limit exceeded. ERROR\0',
  noMemory: 'stream: Can\'t allocate memory ERROR\0',
};

export interface FakeClamd {
  url: string;
  /** What it answers from now on; 'hang up': nothing, and it closes in the middle. */
  answer: string;
  /** What was streamed to it, one entry a file. */
  received: Buffer[];
  close(): Promise<void>;
}

/** Speaks INSTREAM as clamd does. */
export async function openFakeClamd(): Promise<FakeClamd> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    let held = Buffer.alloc(0);
    let began = false;
    const file: Buffer[] = [];
    socket.on('data', (chunk: Buffer) => {
      held = Buffer.concat([held, chunk]);
      if (!began) {
        if (held.length < 10) return;
        if (held.toString('latin1', 0, 10) !== 'zINSTREAM\0') return socket.end('UNKNOWN COMMAND\0');
        began = true;
        held = held.subarray(10);
        if (fake.answer === 'hang up') return socket.destroy();
      }
      for (;;) {
        if (held.length < 4) return;
        const length = held.readUInt32BE(0);
        if (held.length < 4 + length) return;
        if (length === 0) {
          fake.received.push(Buffer.concat(file));
          socket.end(fake.answer);
          return;
        }
        file.push(held.subarray(4, 4 + length));
        held = held.subarray(4 + length);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const fake: FakeClamd = {
    url: `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answer: replies.clean,
    received: [],
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return fake;
}
