import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export interface CaughtMail {
  id: string;
  receivedAt: string;
  messageId: string;
  to: string[];
  subject: string;
  text: string;
  attachments: { filename: string; bytes: number }[];
}

const file = /^\d{13}-[0-9a-f]{8}\.eml$/;

/** The mails that a local catcher keeps in a folder, one `.eml` each, in the order of their arrival. */
export class Mailbox {
  constructor(private readonly dir: string) {}

  /** Ids, newest first. */
  async ids(): Promise<string[]> {
    const names = await readdir(this.dir).catch(() => []);
    return names.filter((name) => file.test(name)).map((name) => name.slice(0, -4)).sort().reverse();
  }

  /** The raw message, or undefined: also for an id that is not one. */
  raw(id: string): Promise<Buffer | undefined> {
    const name = `${id}.eml`;
    return file.test(name) ? readFile(path.join(this.dir, name)).catch(() => undefined) : Promise.resolve(undefined);
  }

  async read(id: string): Promise<CaughtMail | undefined> {
    const raw = await this.raw(id);
    if (raw === undefined) return undefined;
    const mail = await simpleParser(raw, { skipImageLinks: true, skipHtmlToText: true, skipTextToHtml: true });
    const to = mail.to === undefined ? [] : Array.isArray(mail.to) ? mail.to : [mail.to];
    return {
      id,
      receivedAt: new Date(Number(id.slice(0, 13))).toISOString(),
      messageId: mail.messageId ?? '',
      to: to.flatMap((one) => one.value.map((address) => address.address ?? '')),
      subject: mail.subject ?? '',
      text: mail.text ?? '',
      attachments: mail.attachments.map((one) => ({ filename: one.filename ?? '', bytes: one.size })),
    };
  }

  /** The attachment of that number in a mail, from 0; undefined when there is none. */
  async attachment(id: string, index: number): Promise<{ filename: string; content: Buffer } | undefined> {
    const raw = await this.raw(id);
    const found = raw === undefined ? undefined : (await simpleParser(raw)).attachments[index];
    return found === undefined ? undefined : { filename: found.filename ?? '', content: found.content };
  }
}

/** A mail catcher on a free port of this machine: accepts everything, sends nothing on, writes each mail to `dir` before it answers 250; 452, try later, when it cannot. */
export async function startMailbox(options: { dir: string }): Promise<{ smtpUrl: string; close(): Promise<void> }> {
  await mkdir(options.dir, { recursive: true });
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const name = `${String(Date.now()).padStart(13, '0')}-${Math.floor(Math.random() * 2 ** 32).toString(16).padStart(8, '0')}`;
        const target = path.join(options.dir, `${name}.eml`);
        writeFile(`${target}.part`, Buffer.concat(chunks))
          .then(() => rename(`${target}.part`, target))
          .then(() => done(), async (error: Error) => {
            await rm(`${target}.part`, { force: true });
            done(Object.assign(error, { responseCode: 452 }));
          });
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve());
  });
  const { port } = server.server.address() as { port: number };
  return { smtpUrl: `smtp://127.0.0.1:${port}`, close: () => new Promise((resolve) => server.close(() => resolve())) };
}
