import { Injectable } from '@nestjs/common';
import { canSeeApplication, type SeenApplication } from '#domain/applications/application.policy.js';
import type { Member } from '#domain/applications/eligibility.rules.js';
import type { Actor } from '#domain/identity/actor.js';
import { notFound } from '#domain/shared/error.js';
import { Database, rows } from '#platform/database/sql.js';
import { seenColumns } from './reader.js';
import { readSealed, type SealedContent } from './sealed-content.js';

export interface SubmissionView {
  ordinal: number;
  receivedAt: Date;
  projectTitle: string;
  prerequisiteDeclared: boolean;
  members: Member[];
  sections: { key: string; answers: Record<string, unknown> }[];
}

/** What was received, submission by submission: a reader compares two of them. */
@Injectable()
export class SubmissionQueries {
  /** The text of a submission, as it was sealed. */
  static read = (content: string): SealedContent => readSealed(content);

  constructor(private readonly database: Database) {}

  async one(actor: Actor, id: string, ordinal: number): Promise<SubmissionView> {
    const [found] = await rows<SeenApplication & { receivedAt: Date; content: string }>(
      this.database,
      `select ${seenColumns}, s.received_at as "receivedAt", s.content
       from applications a join submissions s on s.application_id = a.id and s.ordinal = $3 where a.id = $2`,
      [actor.userId, id, ordinal],
    );
    if (found === undefined || !canSeeApplication(actor, found)) throw notFound('application');
    const { projectTitle, prerequisiteDeclared, members, sections } = readSealed(found.content);
    return { ordinal, receivedAt: found.receivedAt, projectTitle, prerequisiteDeclared, members: [...members], sections: sections.map(({ key, answers }) => ({ key, answers: { ...answers } })) };
  }
}
