import { Injectable } from '@nestjs/common';
import type { DecisionPlace } from '#domain/decisions/decision.policy.js';
import type { Proposal } from '#domain/decisions/decision.rules.js';
import { conflict } from '#domain/shared/error.js';
import { brokenConstraint, execute, rows } from '#platform/database/sql.js';
import type { Tx } from '#platform/database/transactions.js';
import { Decision } from './decision.entity.js';

/** Where a dossier stands and who asks: all that policies want, read without a lock since none of it changes. */
export interface DossierPlace extends DecisionPlace {
  applicationId: string;
  conflicted: boolean;
}

@Injectable()
export class DecisionRepository {
  /** Of a dossier that was submitted. */
  async placeOfApplication(tx: Tx, applicationId: string, userId: string): Promise<DossierPlace | undefined> {
    return (await rows<DossierPlace>(tx, `${place} where a.id = $1 and a.submitted_at is not null`, [applicationId, userId]))[0];
  }

  async placeOfDecision(tx: Tx, id: string, userId: string): Promise<DossierPlace | undefined> {
    return (await rows<DossierPlace>(tx, `${place} join decisions d on d.application_id = a.id where d.id = $1`, [id, userId]))[0];
  }

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
  async add(tx: Tx, applicationId: string, proposal: Proposal, supersedes: string | null, proposedBy: string, at: Date): Promise<string> {
    try {
      const [row] = await rows<{ id: string }>(
        tx,
        `insert into decisions (reference, application_id, submission_id, kind, amount_cents, reserve_rank, motivation, release_on, supersedes, proposed_by, proposed_at)
         select 'D-' || a.number || '-' || (select count(*) + 1 from decisions where application_id = a.id), a.id,
           (select id from submissions where application_id = a.id order by ordinal desc limit 1), $2, $3, $4, $5, $6, $7, $8, $9
         from applications a where a.id = $1 returning id`,
        [applicationId, proposal.kind, proposal.amountCents, proposal.reserveRank, proposal.motivation, proposal.releaseOn, supersedes, proposedBy, at],
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

  /** Name and quality of a signatory as they are today. */
  async signatory(tx: Tx, userId: string): Promise<{ name: string; quality: string | null }> {
    return (await rows<{ name: string; quality: string | null }>(tx, `select full_name as name, quality from users where id = $1`, [userId]))[0]!;
  }

  async hasLetter(tx: Tx, id: string): Promise<boolean> {
    return (await rows(tx, `select from letters where decision_id = $1 limit 1`, [id])).length > 0;
  }
}

const place = `select a.id as "applicationId", a.call_id as "callId", a.pole_id as "poleId", p.region_code as "regionCode", c.envelope_id as "envelopeId",
  exists (select from conflicts k where k.application_id = a.id and k.person_id = $2) as conflicted
  from applications a join poles p on p.id = a.pole_id join calls c on c.id = a.call_id`;
