import { SMTPServer } from 'smtp-server';

export interface SmtpSink {
  url: string;
  port: number;
  /** Message-IDs in the order of their deliveries, one entry each. */
  deliveries: string[];
  recipients: string[];
  /** The last mail as it came. */
  last: string;
  /** While true a mail that was sent whole gets no answer, as from a server that hangs. */
  hanging: boolean;
  /** While true every mail is answered 451. */
  failing: boolean;
  close(): Promise<void>;
}

/** A real SMTP server of the test: counts what is delivered to it. */
export async function openSmtpSink(port = 0): Promise<SmtpSink> {
  const sink: SmtpSink = { url: '', port: 0, deliveries: [], recipients: [], last: '', hanging: false, failing: false, close: () => Promise.resolve() };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        if (sink.hanging) return;
        if (sink.failing) return done(Object.assign(new Error('try later'), { responseCode: 451 }));
        sink.last = Buffer.concat(chunks).toString();
        const id = /^message-id:\s*(<[^>]+>)/im.exec(sink.last)?.[1];
        sink.deliveries.push(id ?? 'none');
        sink.recipients.push(...session.envelope.rcptTo.map((one) => one.address));
        done();
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  sink.port = (server.server.address() as { port: number }).port;
  sink.url = `smtp://127.0.0.1:${sink.port}`;
  sink.close = () => new Promise((resolve) => server.close(() => resolve()));
  return sink;
}
