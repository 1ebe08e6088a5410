import { Injectable } from '@nestjs/common';
import type { Confirmed, EnvelopeState, MovementState } from '#domain/programmes/envelope.rules.js';
import type { MoneyLine } from '#domain/programmes/ledger.rules.js';
import { notFound } from '#domain/shared/error.js';
import { brokenConstraint, execute, rows } from '#platform/database/sql.js';
import type { Tx } from '#platform/database/transactions.js';

export interface NewEnvelope {
  title: string;
  /** Where the money stands in the State budget: programme (`305`) and action (`04`). */
  programmeCode: string | null;
  actionCode: string | null;
  /** The announcement that this money keeps. */
  roadmapId?: string | null;
}

/** What other areas ask about an envelope. */
export interface EnvelopeTerms extends NewEnvelope {
  id: string;
  state: EnvelopeState;
  proposedBy: string;
}

export interface Movement {
  id: string;
  envelopeId: string;
  state: MovementState;
  proposedBy: string;
}

const envelopeColumns = `id, title, programme_code as "programmeCode", action_code as "actionCode", roadmap_id as "roadmapId", state, proposed_by as "proposedBy"`;
const movementColumns = `id, envelope_id as "envelopeId", state, proposed_by as "proposedBy"`;

@Injectable()
export class EnvelopeRepository {
  async add(tx: Tx, envelope: NewEnvelope, proposedBy: string, at: Date): Promise<string> {
    try {
      const [row] = await rows<{ id: string }>(
        tx,
        `insert into envelopes (title, programme_code, action_code, roadmap_id, proposed_by, proposed_at) values ($1, $2, $3, $4, $5, $6) returning id`,
        [envelope.title, envelope.programmeCode, envelope.actionCode, envelope.roadmapId ?? null, proposedBy, at],
      );
      return row!.id;
    } catch (error) {
      if (brokenConstraint(error) === 'envelopes_roadmap_id_fkey') throw notFound('roadmap');
      throw error;
    }
  }

  async find(tx: Tx, id: string): Promise<EnvelopeTerms | undefined> {
    return (await rows<EnvelopeTerms>(tx, `select ${envelopeColumns} from envelopes where id = $1`, [id]))[0];
  }

  async lock(tx: Tx, id: string): Promise<EnvelopeTerms | undefined> {
    return (await rows<EnvelopeTerms>(tx, `select ${envelopeColumns} from envelopes where id = $1 for no key update`, [id]))[0];
  }

  async save(tx: Tx, id: string, confirmed: Confirmed<EnvelopeState>): Promise<void> {
    await execute(tx, `update envelopes set state = $2, confirmed_by = $3, confirmed_at = $4 where id = $1`, [
      id,
      confirmed.state,
      confirmed.confirmedBy,
      confirmed.confirmedAt,
    ]);
  }

  async addMovement(tx: Tx, envelopeId: string, kind: 'open' | 'top-up', lines: readonly MoneyLine[], proposedBy: string, at: Date): Promise<string> {
    const [row] = await rows<{ id: string }>(
      tx,
      `insert into envelope_movements (envelope_id, kind, proposed_by, proposed_at) values ($1, $2, $3, $4) returning id`,
      [envelopeId, kind, proposedBy, at],
    );
    await execute(
      tx,
      `insert into envelope_movement_lines (movement_id, nature, year, amount_cents, funder)
       select $1, l.nature, l.year, l."amountCents", coalesce(l.funder, '') from jsonb_to_recordset($2::jsonb) l(nature text, year smallint, "amountCents" bigint, funder text)`,
      [row!.id, JSON.stringify(lines)],
    );
    return row!.id;
  }

  /** The opening of an envelope that the caller has locked. */
  async opening(tx: Tx, envelopeId: string): Promise<Movement> {
    const [row] = await rows<Movement>(tx, `select ${movementColumns} from envelope_movements where envelope_id = $1 and kind = 'open'`, [envelopeId]);
    return row!;
  }

  async lockTopUp(tx: Tx, id: string): Promise<Movement | undefined> {
    return (
      await rows<Movement>(tx, `select ${movementColumns} from envelope_movements where id = $1 and kind = 'top-up' for no key update`, [id])
    )[0];
  }

  async saveMovement(tx: Tx, id: string, confirmed: Confirmed<MovementState>): Promise<void> {
    await execute(tx, `update envelope_movements set state = $2, confirmed_by = $3, confirmed_at = $4 where id = $1`, [
      id,
      confirmed.state,
      confirmed.confirmedBy,
      confirmed.confirmedAt,
    ]);
  }

  linesOf(tx: Tx, movementId: string): Promise<MoneyLine[]> {
    return rows<MoneyLine>(
      tx,
      `select nature, year, amount_cents as "amountCents" from envelope_movement_lines where movement_id = $1 order by nature, year`,
      [movementId],
    );
  }
}
