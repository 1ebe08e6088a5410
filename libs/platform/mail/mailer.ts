import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { createTransport, type Transporter } from 'nodemailer';
import { CONFIG, type Config } from '#platform/config/config.js';
import { Metrics } from '#platform/telemetry/metrics.js';

export interface Mail {
  to: string;
  subject: string;
  text: string;
  /** Without angle brackets' absence: `<id@host>`. The same for every delivery of the same row. */
  messageId: string;
  attachments?: { filename: string; contentType: string; content: Uint8Array }[];
}

@Injectable()
export class Mailer implements OnApplicationShutdown {
  private readonly transport: Transporter;

  private readonly sent;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    metrics: Metrics,
  ) {
    this.sent = metrics.counter('essaim_mails_sent_total', 'Mails that this process handed to the SMTP server');
    this.transport = createTransport({
      url: config.smtpUrl,
      requireTLS: new URL(config.smtpUrl).password !== '',
      dkim: config.dkim,
      pool: true,
      maxConnections: 5,
      connectionTimeout: 10_000,
      greetingTimeout: 10_000,
      socketTimeout: 20_000,
    } as never);
  }

  /** Resolves once the server has accepted the mail (250); throws otherwise. */
  async send(mail: Mail): Promise<void> {
    await this.transport.sendMail({
      from: this.config.mailFrom,
      to: mail.to,
      subject: mail.subject,
      text: mail.text,
      messageId: mail.messageId,
      attachments: mail.attachments?.map(({ content, ...rest }) => ({ ...rest, content: Buffer.from(content) })),
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
    this.sent.inc();
  }

  onApplicationShutdown(): void {
    this.transport.close();
  }
}
