import { createHash } from 'node:crypto';
import { PDFHexString } from 'pdf-lib';
import type { Day } from '#domain/shared/day.js';
import type { Sheets } from './sheet.js';

export interface Described {
  readonly reference: string;
  readonly subject: string;
  readonly author: string;
  readonly date: Day;
  readonly notice?: string;
}

/** Dates, identifier and the rest come from the content: the same content gives the same bytes. */
export function describe({ document }: Sheets, content: Described): void {
  const day = new Date(`${content.date}T00:00:00Z`);
  document.setTitle(`${content.reference} – ${content.subject}`, { showInWindowTitleBar: true });
  document.setAuthor(content.author);
  document.setSubject(content.notice === undefined ? content.subject : `${content.notice} – ${content.subject}`);
  document.setLanguage('fr-FR');
  document.setCreator('Essaim');
  document.setProducer('Essaim');
  document.setCreationDate(day);
  document.setModificationDate(day);
  const id = PDFHexString.of(createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 32));
  document.context.trailerInfo.ID = document.context.obj([id, id]);
}
