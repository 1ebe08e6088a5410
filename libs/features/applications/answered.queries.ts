import { Injectable } from '@nestjs/common';
import type { Answered } from '#domain/calls/answer.table.js';
import { evaluate } from '#domain/calls/evaluation.rules.js';
import type { FormDefinition } from '#domain/calls/form.js';
import { Database, rows } from '#platform/database/sql.js';
import { readSealed } from './sealed-content.js';

/** The answers of many dossiers at once, as they were received: who asks must have been let in to each. */
@Injectable()
export class AnsweredQueries {
  constructor(private readonly database: Database) {}

  /** The forms that the dossiers of a call were started with, the newest first. */
  async formsOf(callId: string): Promise<FormDefinition[]> {
    const found = await rows<{ definition: FormDefinition }>(this.database, `select definition from form_versions where call_id = $1 and frozen_at is not null order by ordinal desc`, [callId]);
    return found.map(({ definition }) => definition);
  }

  /** By the dossier's id, what its last submission answers. */
  async of(ids: readonly string[]): Promise<Map<string, Answered>> {
    const found = await rows<{ id: string; content: string; form: FormDefinition }>(
      this.database,
      `select a.id, s.content, v.definition as form from applications a join form_versions v on v.id = a.form_version_id
       join lateral (select content from submissions where application_id = a.id order by ordinal desc limit 1) s on true where a.id = any($1::uuid[])`,
      [ids],
    );
    return new Map(found.map(({ id, content, form }) => [id, answered(form, content)]));
  }
}

function answered(form: FormDefinition, content: string): Answered {
  const { sections, attachments = [] } = readSealed(content);
  const names = new Map(attachments.map(({ id, name }) => [id, name]));
  return { evaluation: evaluate(form, Object.fromEntries(sections.map(({ key, answers }) => [key, answers]))), fileName: (id) => names.get(id) };
}
