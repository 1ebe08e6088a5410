import { Injectable } from '@nestjs/common';
import type { Actor } from '#domain/identity/actor.js';
import { notFound } from '#domain/shared/error.js';
import { Database, rows } from '#platform/database/sql.js';
import { ApplicationQueries } from '../applications/application.queries.js';

export interface ReceiptFile {
  number: string;
  content: Buffer;
}

@Injectable()
export class ReceiptQueries {
  constructor(
    private readonly database: Database,
    private readonly applications: ApplicationQueries,
  ) {}

  /** The receipt of a submission of a dossier, by its ordinal, or of the last one: for those who see the dossier. */
  async fileOf(actor: Actor, applicationId: string, ordinal?: number): Promise<ReceiptFile> {
    await this.applications.seen(actor, applicationId);
    const [file] = await rows<ReceiptFile>(
      this.database,
      `select s.number, f.content from submissions s join receipts r on r.submission_id = s.id join files f on f.sha256 = r.sha256
       where s.application_id = $1 and ($2::integer is null or s.ordinal = $2) order by s.ordinal desc limit 1`,
      [applicationId, ordinal ?? null],
    );
    if (file === undefined) throw notFound('receipt');
    return file;
  }
}
