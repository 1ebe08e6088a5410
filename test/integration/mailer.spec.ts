import { createHash, generateKeyPairSync, verify } from 'node:crypto';
import { Test, type TestingModule } from '@nestjs/testing';
import { Mailer } from '#platform/mail/mailer.js';
import { PlatformModule } from '#platform/platform.module.js';
import { testConfig } from '../support/config.js';
import { openSmtpSink, type SmtpSink } from '../support/smtp-sink.js';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

/** RFC 6376 3.4: relaxed canonical forms of a header and of a body. */
const relaxedHeader = (header: string): string => {
  const [, name, value] = /^([^:]+):([\s\S]*)$/.exec(header)!;
  return `${name!.toLowerCase().trim()}:${value!.replaceAll('\r\n', '').replaceAll(/[ \t]+/g, ' ').trim()}`;
};
const relaxedBody = (body: string): string => `${body.replaceAll(/[ \t]+\r\n/g, '\r\n').replaceAll(/[ \t]+/g, ' ').replace(/(\r\n)*$/, '')}\r\n`;

/** Verifies the DKIM signature of a mail as its recipient would; gives the domain that signed. */
function signedBy(mail: string): { domain: string; body: boolean; headers: boolean } {
  const end = mail.indexOf('\r\n\r\n');
  const headers = mail.slice(0, end).split(/\r\n(?![ \t])/);
  const signature = headers.find((header) => /^dkim-signature:/i.test(header))!;
  const tags = Object.fromEntries(signature.slice(signature.indexOf(':') + 1).split(';').map((tag) => [tag.split('=')[0]!.trim(), tag.slice(tag.indexOf('=') + 1).replaceAll(/\s+/g, '')]));
  const signed = tags['h']!.split(':').map((name) => relaxedHeader(headers.find((header) => header.toLowerCase().startsWith(`${name.toLowerCase()}:`))!));
  const own = relaxedHeader(signature.replace(/(\bb=)[A-Za-z0-9+/=\s]*$/, '$1').replace(/(;\s*b=)[^;]*/, '$1'));
  return {
    domain: `${tags['s']}._domainkey.${tags['d']}`,
    body: createHash('sha256').update(relaxedBody(mail.slice(end + 4))).digest('base64') === tags['bh'],
    headers: verify('RSA-SHA256', Buffer.from([...signed, own].join('\r\n')), publicKey, Buffer.from(tags['b']!, 'base64')),
  };
}

describe('the mailer', () => {
  let sink: SmtpSink;
  let module: TestingModule;

  beforeAll(async () => {
    sink = await openSmtpSink();
  });
  afterEach(() => module.close());
  afterAll(() => sink.close());

  const mailer = async (env: Record<string, string>): Promise<Mailer> => {
    module = await Test.createTestingModule({ imports: [PlatformModule.with(testConfig({ SMTP_URL: sink.url, ...env }))] }).compile();
    return module.get(Mailer);
  };
  const mail = { to: 'pole@exemple.test', subject: 'Votre dossier est déposé', text: 'Bonjour,\n\nnous l’avons reçu à 23 h 58.\n', messageId: '<one@exemple.test>' };

  it('signs by DKIM with the key of the configuration, as a recipient verifies it', async () => {
    await (await mailer({ MAIL_FROM: 'Essaim <non@exemple.test>', DKIM_DOMAIN: 'exemple.test', DKIM_SELECTOR: 'essaim1', DKIM_KEY: pem })).send(mail);
    expect(signedBy(sink.last)).toEqual({ domain: 'essaim1._domainkey.exemple.test', body: true, headers: true });
    expect(signedBy(sink.last.replace('23 h 58', '23 h 59').replace('23=20h=2058', '23=20h=2059').replace(/58/, '59'))).toMatchObject({ body: false });
  });

  it('never says its password over a connection that is not encrypted', async () => {
    const before = sink.deliveries.length;
    const sender = await mailer({ SMTP_URL: sink.url.replace('smtp://', 'smtp://user:password@') });
    await expect(sender.send(mail)).rejects.toThrow(/STARTTLS/);
    expect(sink.deliveries).toHaveLength(before);
  });
});
