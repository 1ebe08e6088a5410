import { Injectable } from '@nestjs/common';
import type { Proposal } from '#domain/decisions/decision.rules.js';
import { conflict } from '#domain/shared/error.js';
import { brokenConstraint, execute, rows } from '#platform/database/sql.js';
import type { Tx } from '#platform/database/transactions.js';
import { Decision } from './decision.entity.js';

@Injectable()
export class DecisionRepository {
  lock(tx: Tx, id: string): Promise<Decision | null> {
    return tx.findOne(Decision, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  /** The decision in force on a dossier, locked. */
  async lockCurrent(tx: Tx, applicationId: string): Promise<Decision | null> {
    const [current] = await rows<{ id: string }>(tx, `select id from decisions where application_id = $1 and superseded_at is null`, [applicationId]);
    return current === undefined ? null : this.lock(tx, current.id);
  }

  async supersede(tx: Tx, id: string, at: Date): Promise<void> {
    await execute(tx, `update decisions set superseded_at = $2 where id = $1`, [id, at]);
  }

  /** Adds a proposal on a dossier that the caller has locked, under the next reference of the dossier. */
  async add(tx: Tx, dossier: { applicationId: string; number: string; submissionId: string }, proposal: Proposal, supersedes: string | null, proposedBy: string, at: Date): Promise<string> {
    const { kind, amountCents, reserveRank, motivation, releaseOn } = proposal;
    try {
      const [row] = await rows<{ id: string }>(
        tx,
        `insert into decisions (reference, application_id, submission_id, kind, amount_cents, reserve_rank, motivation, release_on, supersedes, proposed_by, proposed_at)
         select 'D-' || $3::text || '-' || count(*) + 1, $1, $2, $4, $5, $6, $7, $8, $9, $10, $11 from decisions where application_id = $1 returning id`,
        [dossier.applicationId, dossier.submissionId, dossier.number, kind, amountCents, reserveRank, motivation, releaseOn, supersedes, proposedBy, at],
      );
      return row!.id;
    } catch (error) {
      if (brokenConstraint(error) === 'decisions_one_current') throw conflict('decision.already-taken');
      throw error;
    }
  }

  /** Saves what confirmation and release change; what was decided never does. */
  async save(tx: Tx, decision: Decision): Promise<void> {
    const { id, state, confirmedBy, confirmedAt, decidedOn, signatoryName, signatoryQuality, releasedBy, releasedAt } = decision;
    await tx.update(Decision, id, { state, confirmedBy, confirmedAt, decidedOn, signatoryName, signatoryQuality, releasedBy, releasedAt });
  }

  async hasLetter(tx: Tx, id: string): Promise<boolean> {
    return (await rows(tx, `select from letters where decision_id = $1 limit 1`, [id])).length > 0;
  }
}
