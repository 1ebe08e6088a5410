import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { ReceiptFacts } from '#domain/attachments/receipt.rules.js';
import type { FormDefinition } from '#domain/calls/form.js';
import type { SealedCharter } from '#domain/charters/assessment.rules.js';
import { execute, rows } from '#platform/database/sql.js';
import type { Tx } from '#platform/database/transactions.js';

/** The parts of a sealed content that a receipt repeats. */
interface Sealed {
  projectTitle: string;
  pole: { name: string; siren: string; addressLine: string; postalCode: string; city: string };
  track?: { title: string };
  charter?: SealedCharter;
  certification?: { by: string; quality: string; at: string };
  attachments?: { name: string; section: string; field: string; bytes: number; sha256: string }[];
}

interface Raw extends Pick<ReceiptFacts, 'number' | 'ordinal' | 'receivedAt' | 'sha256' | 'callTitle' | 'callCode' | 'authority' | 'demonstration'> {
  submissionId: string;
  applicationId: string;
  content: string;
  form: FormDefinition;
}

export interface ReceiptSource extends ReceiptFacts {
  submissionId: string;
  applicationId: string;
}

@Injectable()
export class ReceiptRepository {
  /** The submission of which an event speaks, as it was sealed. */
  async source(tx: Tx, eventId: string): Promise<ReceiptSource> {
    const [row] = await rows<Raw>(
      tx,
      `select s.id as "submissionId", s.application_id as "applicationId", s.number, s.ordinal, s.received_at as "receivedAt", encode(s.content_sha256, 'hex') as sha256, s.content,
         c.title as "callTitle", c.code as "callCode", c.authority, v.definition as form, coalesce((select demonstration from deployment), false) as demonstration
       from events e join submissions s on s.id = (e.payload->>'submissionId')::uuid join applications a on a.id = s.application_id
         join calls c on c.id = a.call_id join form_versions v on v.id = a.form_version_id where e.id = $1`,
      [eventId],
    );
    const { content, form, ...facts } = row!;
    const { projectTitle, pole, track, charter, certification, attachments = [] } = JSON.parse(content) as Sealed;
    const labelOf = (section: string, field: string): string => form.sections.find(({ key }) => key === section)?.fields.find(({ key }) => key === field)?.label ?? field;
    return {
      ...facts,
      projectTitle,
      poleName: pole.name,
      poleSiren: pole.siren,
      ...(track === undefined ? {} : { track: track.title }),
      ...(charter === undefined ? {} : { charter }),
      ...(certification === undefined ? {} : { certification: { ...certification, at: new Date(certification.at) } }),
      poleAddress: [pole.addressLine, `${pole.postalCode} ${pole.city}`],
      files: attachments.map(({ name, section, field, bytes, sha256 }) => ({ name, bytes, sha256, label: labelOf(section, field) })),
    };
  }

  /** Keeps the PDF of a receipt, once: its SHA-256, or undefined when there is one already. */
  async keep(tx: Tx, submissionId: string, pdf: Uint8Array, madeAt: Date): Promise<string | undefined> {
    const content = Buffer.from(pdf);
    const sha256 = createHash('sha256').update(content).digest();
    await execute(tx, `insert into files (sha256, content, media_type) values ($1, $2, 'application/pdf') on conflict do nothing`, [sha256, content]);
    const kept = await execute(tx, `insert into receipts (submission_id, sha256, made_at) values ($1, $2, $3) on conflict do nothing`, [submissionId, sha256, madeAt]);
    return kept === 1 ? sha256.toString('hex') : undefined;
  }
}
