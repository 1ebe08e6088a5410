import { Injectable } from '@nestjs/common';
import type { AwardTerms, CallState } from '#domain/calls/call.rules.js';
import type { FormDefinition } from '#domain/calls/form.js';
import type { Rubric } from '#domain/calls/rubric.rules.js';
import { conflict, invalid } from '#domain/shared/error.js';
import { brokenConstraint, execute, rows } from '#platform/database/sql.js';
import type { Tx } from '#platform/database/transactions.js';
import { Call } from './call.entity.js';

export interface NewPhase {
  title: string;
  opensAt: Date;
  closesAt: Date;
}

export interface PhaseRow extends NewPhase {
  id: string;
}

/** What other areas need of a call. */
export interface CallTerms {
  id: string;
  code: string;
  title: string;
  state: CallState;
  authority: string;
  envelopeId: string;
  awardTerms: AwardTerms;
  compositionProfile: 'strict' | 'loose';
  prerequisite: string | null;
  tieBreak: string[];
  phases: PhaseRow[];
}

type Definition = 'form_versions' | 'rubric_versions';

@Injectable()
export class CallRepository {
  async add(tx: Tx, call: Omit<Call, 'id' | 'state' | 'version' | 'publishedBy' | 'publishedAt'>): Promise<string> {
    try {
      const [row] = await rows<{ id: string }>(
        tx,
        `insert into calls (code, title, instrument, summary, envelope_id, authority, composition_profile, prerequisite, tie_break, award_terms, authored_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning id`,
        [call.code, call.title, call.instrument, call.summary, call.envelopeId, call.authority, call.compositionProfile, call.prerequisite, call.tieBreak, JSON.stringify(call.awardTerms), call.authoredBy],
      );
      return row!.id;
    } catch (error) {
      if (brokenConstraint(error) === 'calls_code_taken') throw conflict('call.code-taken', { code: call.code });
      throw error;
    }
  }

  /** The call, locked to change it. */
  lock(tx: Tx, id: string): Promise<Call | null> {
    return tx.findOne(Call, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  /**
   * The call with its phases, locked against changes only: everybody who reads it on the last evening may do so at once. One statement
   * does, since only the call's author changes phases, under `lock`, and never once it is published.
   */
  async hold(tx: Tx, id: string): Promise<CallTerms | undefined> {
    const [held] = await rows<Omit<CallTerms, 'phases'> & { phases: { id: string; title: string; opensAt: string; closesAt: string }[] }>(
      tx,
      `select c.id, c.code, c.title, c.state, c.authority, c.envelope_id as "envelopeId", c.award_terms as "awardTerms",
         c.composition_profile as "compositionProfile", c.prerequisite, c.tie_break as "tieBreak",
         (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'title', p.title, 'opensAt', p.opens_at, 'closesAt', p.closes_at) order by p.position), '[]')
          from call_phases p where p.call_id = c.id) as phases
       from calls c where c.id = $1 for share`,
      [id],
    );
    return held && { ...held, phases: held.phases.map((phase) => ({ ...phase, opensAt: new Date(phase.opensAt), closesAt: new Date(phase.closesAt) })) };
  }

  async save(tx: Tx, { id, code: _code, authoredBy: _author, ...changes }: Call): Promise<void> {
    await tx.update(Call, id, changes);
  }

  async replacePhases(tx: Tx, callId: string, phases: readonly NewPhase[]): Promise<void> {
    await execute(tx, `delete from call_phases where call_id = $1`, [callId]);
    try {
      await execute(
        tx,
        `insert into call_phases (call_id, position, title, opens_at, closes_at)
         select $1, position, title, opens_at, closes_at
         from unnest($2::text[], $3::timestamptz[], $4::timestamptz[]) with ordinality as phase (title, opens_at, closes_at, position)`,
        [callId, phases.map((one) => one.title), phases.map((one) => one.opensAt), phases.map((one) => one.closesAt)],
      );
    } catch (error) {
      const constraint = brokenConstraint(error);
      if (constraint === 'call_phases_overlap') throw invalid('call.phases-overlap');
      if (constraint === 'call_phases_in_order') throw invalid('call.phase-ends-before-it-opens');
      throw error;
    }
  }

  phases(tx: Tx, callId: string): Promise<PhaseRow[]> {
    return rows<PhaseRow>(
      tx,
      `select id, title, opens_at as "opensAt", closes_at as "closesAt" from call_phases where call_id = $1 order by position`,
      [callId],
    );
  }

  /** Replaces the definition that is not frozen, or adds the next one. */
  async putDefinition(tx: Tx, table: Definition, callId: string, definition: FormDefinition | Rubric): Promise<void> {
    const json = JSON.stringify(definition);
    const changed = await execute(tx, `update ${table} set definition = $2 where call_id = $1 and frozen_at is null`, [callId, json]);
    if (changed > 0) return;
    await execute(
      tx,
      `insert into ${table} (call_id, ordinal, definition) select $1, coalesce(max(ordinal), 0) + 1, $2 from ${table} where call_id = $1`,
      [callId, json],
    );
  }

  async hasDefinition(tx: Tx, table: Definition, callId: string): Promise<boolean> {
    return (await rows(tx, `select from ${table} where call_id = $1 limit 1`, [callId])).length > 0;
  }

  async freeze(tx: Tx, callId: string, at: Date): Promise<void> {
    for (const table of ['form_versions', 'rubric_versions'] as const) {
      await execute(tx, `update ${table} set frozen_at = $2 where call_id = $1 and frozen_at is null`, [callId, at]);
    }
  }

  async currentForm(tx: Tx, callId: string): Promise<{ id: string; definition: FormDefinition } | undefined> {
    return (await rows<{ id: string; definition: FormDefinition }>(tx, `select id, definition from form_versions where call_id = $1 order by ordinal desc limit 1`, [callId]))[0];
  }

  async currentRubric(tx: Tx, callId: string): Promise<{ id: string; definition: Rubric } | undefined> {
    return (await rows<{ id: string; definition: Rubric }>(tx, `select id, definition from rubric_versions where call_id = $1 order by ordinal desc limit 1`, [callId]))[0];
  }
}
