import { Injectable } from '@nestjs/common';
import { seesBlindFields } from '#domain/applications/application.policy.js';
import type { Answered } from '#domain/calls/answer.table.js';
import { openContent, openForm } from '#domain/calls/blind.rules.js';
import { evaluate } from '#domain/calls/evaluation.rules.js';
import type { FormDefinition } from '#domain/calls/form.js';
import type { Actor } from '#domain/identity/actor.js';
import { Database, rows } from '#platform/database/sql.js';
import { reviewedBlindBy } from './reader.js';
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

  /** By the dossier's id, what its last submission answers, without what is hidden from those who review it. */
  async of(actor: Actor, ids: readonly string[]): Promise<Map<string, Answered>> {
    const found = await rows<{ id: string; callId: string; content: string; form: FormDefinition; reviewedBlind: boolean }>(
      this.database,
      `select a.id, a.call_id as "callId", s.content, v.definition as form, ${reviewedBlindBy('$1::uuid')} as "reviewedBlind" from applications a join form_versions v on v.id = a.form_version_id
       join lateral (select content from submissions where application_id = a.id order by ordinal desc limit 1) s on true where a.id = any($2::uuid[])`,
      [actor.userId, ids],
    );
    return new Map(found.map(({ id, callId, content, form, reviewedBlind }) => [id, answered(form, content, reviewedBlind && !seesBlindFields(actor, { callId }))]));
  }
}

function answered(whole: FormDefinition, text: string, isBlind: boolean): Answered {
  const form = isBlind ? openForm(whole) : whole;
  const content = readSealed(text);
  const { sections, attachments = [] } = isBlind ? openContent(form, content) : content;
  const names = new Map(attachments.map(({ id, name }) => [id, name]));
  return { evaluation: evaluate(form, Object.fromEntries(sections.map(({ key, answers }) => [key, answers]))), fileName: (id) => names.get(id) };
}
