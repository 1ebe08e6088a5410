import { createHash } from 'node:crypto';
import { simpleParser } from 'mailparser';
import { Client, each } from './client.js';

export interface CountedMail {
  messageId: string;
  to: string[];
  subject: string;
  text: string;
  /** SHA-256 of each attachment, hexadecimal. */
  attachments: string[];
}

const subjects: readonly [string, RegExp][] = [
  ['application-received', /^Accusé de réception du dossier /],
  ['application-withdrawn', /^Retrait du dossier /],
  ['decision-released', /^Dossier \S+ : (votre projet|votre dossier)/],
  ['payment-executed', /^Versement de /],
  ['sign-in-link', /^Votre lien de connexion/],
  ['draft-reminder', /^Votre brouillon n’est pas déposé/],
];

export const templateOf = (subject: string): string => subjects.find(([, pattern]) => pattern.test(subject))?.[0] ?? 'unknown';

/** Every mail of the catcher but sign-in links and reminders, whose number depends on when the timers ran, parsed from its raw message. `url`: the list of ids, `url/<id>/raw` each message. */
export async function countedMails(url: string): Promise<CountedMail[]> {
  const ids = await new Client('').get<string[]>(url);
  const mails = await each(ids, async (id) => {
    const mail = await simpleParser(await new Client('').bytes(`${url}/${id}/raw`), { skipImageLinks: true, skipHtmlToText: true, skipTextToHtml: true });
    const to = mail.to === undefined ? [] : Array.isArray(mail.to) ? mail.to : [mail.to];
    return {
      messageId: mail.messageId ?? '',
      to: to.flatMap((one) => one.value.map((address) => address.address ?? '')),
      subject: mail.subject ?? '',
      text: (mail.text ?? '').replace(/\s+/g, ' '),
      attachments: mail.attachments.map((one) => createHash('sha256').update(one.content).digest('hex')),
    };
  });
  return mails.filter(({ subject }) => !['sign-in-link', 'draft-reminder'].includes(templateOf(subject)));
}
