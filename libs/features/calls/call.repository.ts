import { Injectable } from '@nestjs/common';
import type { AwardTerms, CallState } from '#domain/calls/call.rules.js';
import type { FormDefinition } from '#domain/calls/form.js';
import type { Rubric } from '#domain/calls/rubric.rules.js';
import type { Track } from '#domain/calls/track.rules.js';
import { conflict, invalid } from '#domain/shared/error.js';
import { brokenConstraint, execute, rows } from '#platform/database/sql.js';
import type { Tx } from '#platform/database/transactions.js';
import { Call } from './call.entity.js';

export interface NewPhase {
  title: string;
  opensAt: Date;
  closesAt: Date;
  /** The phase, counted from 1, whose laureates alone may start in this one. */
  requiresPhase: number | null;
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
  /** Is what is submitted certified by another person of the pole? */
  certification: boolean;
  prerequisite: string | null;
  prerequisiteCallId: string | null;
  charterRequired: boolean;
  tieBreak: string[];
  phases: PhaseRow[];
}

type Definition = 'form_versions' | 'rubric_versions';

@Injectable()
export class CallRepository {
  async add(tx: Tx, call: Omit<Call, 'id' | 'state' | 'version' | 'addenda' | 'publishedBy' | 'publishedAt'>): Promise<string> {
    try {
      const [row] = await rows<{ id: string }>(
        tx,
        `insert into calls (code, title, instrument, summary, envelope_id, authority, composition_profile, prerequisite, tie_break, award_terms, authored_by,
           prerequisite_call_id, themes, regions, zonings, charter_required, certification)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17) returning id`,
        [call.code, call.title, call.instrument, call.summary, call.envelopeId, call.authority, call.compositionProfile, call.prerequisite, call.tieBreak, JSON.stringify(call.awardTerms), call.authoredBy, call.prerequisiteCallId, call.themes, call.regions, call.zonings, call.charterRequired, call.certification],
      );
      return row!.id;
    } catch (error) {
      if (brokenConstraint(error) === 'calls_code_taken') throw conflict('call.code-taken', { code: call.code });
      throw error;
    }
  }

  find(tx: Tx, id: string): Promise<Call | null> {
    return tx.findOne(Call, { where: { id } });
  }

  /** The call, locked to change it. */
  lock(tx: Tx, id: string): Promise<Call | null> {
    return tx.findOne(Call, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  /**
   * The call with its phases, locked against changes only: everybody who reads it on the last evening may do so at once. One statement does,
   * unless it waited for an addendum: the call is then as the addendum left it, but its phases as they were before, and are read again.
   */
  async hold(tx: Tx, id: string): Promise<CallTerms | undefined> {
    const [held] = await rows<Omit<CallTerms, 'phases'> & { isWhole: boolean; phases: (Omit<PhaseRow, 'opensAt' | 'closesAt'> & { opensAt: string; closesAt: string })[] }>(
      tx,
      `select c.id, c.code, c.title, c.state, c.authority, c.envelope_id as "envelopeId", c.award_terms as "awardTerms",
         c.composition_profile as "compositionProfile", c.certification, c.prerequisite, c.prerequisite_call_id as "prerequisiteCallId", c.charter_required as "charterRequired", c.tie_break as "tieBreak",
         (c.addenda = 0 or exists (select from addenda a where a.call_id = c.id and a.ordinal = c.addenda)) as "isWhole",
         (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'title', p.title, 'opensAt', p.opens_at, 'closesAt', p.closes_at, 'requiresPhase', p.requires_position) order by p.position), '[]')
          from call_phases p where p.call_id = c.id) as phases
       from calls c where c.id = $1 for share`,
      [id],
    );
    if (held === undefined) return undefined;
    const { isWhole, phases, ...terms } = held;
    return { ...terms, phases: isWhole ? phases.map((phase) => ({ ...phase, opensAt: new Date(phase.opensAt), closesAt: new Date(phase.closesAt) })) : await this.phases(tx, id) };
  }

  async save(tx: Tx, { id, code: _code, authoredBy: _author, ...changes }: Call): Promise<void> {
    await tx.update(Call, id, changes);
  }

  async replacePhases(tx: Tx, callId: string, phases: readonly NewPhase[]): Promise<void> {
    await execute(tx, `delete from call_phases where call_id = $1`, [callId]);
    try {
      await execute(
        tx,
        `insert into call_phases (call_id, position, title, opens_at, closes_at, requires_position)
         select $1, position, title, opens_at, closes_at, requires
         from unnest($2::text[], $3::timestamptz[], $4::timestamptz[], $5::integer[]) with ordinality as phase (title, opens_at, closes_at, requires, position)`,
        [callId, phases.map((one) => one.title), phases.map((one) => one.opensAt), phases.map((one) => one.closesAt), phases.map((one) => one.requiresPhase)],
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
      `select id, title, opens_at as "opensAt", closes_at as "closesAt", requires_position as "requiresPhase" from call_phases where call_id = $1 order by position`,
      [callId],
    );
  }

  async moveClosing(tx: Tx, phaseId: string, closesAt: Date): Promise<void> {
    try {
      await execute(tx, `update call_phases set closes_at = $2 where id = $1`, [phaseId, closesAt]);
    } catch (error) {
      if (brokenConstraint(error) === 'call_phases_overlap') throw invalid('call.phases-overlap');
      throw error;
    }
  }

  tracks(tx: Tx, callId: string): Promise<Track[]> {
    return rows<Track>(
      tx,
      `select key, title, support, envelope_id as "envelopeId", min_cents as "minCents", max_cents as "maxCents", duration_months as "durationMonths",
         laureates_expected as "laureatesExpected", repaid_over_months as "repaidOverMonths", requires_track as "requiresTrack"
       from call_tracks where call_id = $1 order by position`,
      [callId],
    );
  }

  async replaceTracks(tx: Tx, callId: string, tracks: readonly Track[]): Promise<void> {
    await execute(tx, `delete from call_tracks where call_id = $1`, [callId]);
    if (tracks.length === 0) return;
    await execute(
      tx,
      `insert into call_tracks (call_id, position, key, title, support, envelope_id, min_cents, max_cents, duration_months, laureates_expected, repaid_over_months, requires_track)
       select $1, position, t->>'key', t->>'title', t->>'support', (t->>'envelopeId')::uuid, (t->>'minCents')::bigint, (t->>'maxCents')::bigint,
         (t->>'durationMonths')::integer, (t->>'laureatesExpected')::integer, (t->>'repaidOverMonths')::integer, t->>'requiresTrack'
       from jsonb_array_elements($2::jsonb) with ordinality as list (t, position)`,
      [callId, JSON.stringify(tracks)],
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
