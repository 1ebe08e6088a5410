import { Injectable } from '@nestjs/common';
import type { DecisionPlace } from '#domain/decisions/decision.policy.js';
import type { Signatory } from '#domain/decisions/decision.rules.js';
import { rows } from '#platform/database/sql.js';
import type { Tx } from '#platform/database/transactions.js';
import { envelopeOfDossier, trackOfDossier, type TrackOfDossier } from '../calls/call.queries.js';

/** Where a submitted dossier stands and what binds the one who asks: what policies want, read without a lock since none of it changes once submitted. */
export interface DossierFacts extends DecisionPlace {
  applicationId: string;
  number: string;
  submissionId: string;
  /** null where its call has none. */
  track: TrackOfDossier | null;
  /** Has the one who asks a declared link with it? */
  conflicted: boolean;
}

const facts = `select a.id as "applicationId", a.number, a.call_id as "callId", a.pole_id as "poleId", p.region_code as "regionCode", ${envelopeOfDossier} as "envelopeId",
    ${trackOfDossier} as track,
    (select id from submissions where application_id = a.id order by ordinal desc limit 1) as "submissionId",
    exists (select from conflicts k where k.application_id = a.id and k.person_id = $2) as conflicted
  from applications a join poles p on p.id = a.pole_id`;

/** What commands on decisions ask other areas' tables, inside their transaction. */
@Injectable()
export class DecisionFactsQueries {
  async ofApplication(tx: Tx, applicationId: string, userId: string): Promise<DossierFacts | undefined> {
    return (await rows<DossierFacts>(tx, `${facts} where a.id = $1 and a.submitted_at is not null`, [applicationId, userId]))[0];
  }

  async ofDecision(tx: Tx, decisionId: string, userId: string): Promise<DossierFacts | undefined> {
    return (await rows<DossierFacts>(tx, `${facts} where a.id = (select application_id from decisions where id = $1)`, [decisionId, userId]))[0];
  }

  /** Name and quality of a signatory as they are today. */
  async signatory(tx: Tx, userId: string): Promise<Signatory> {
    return (await rows<Signatory>(tx, `select id as "userId", full_name as name, quality from users where id = $1`, [userId]))[0]!;
  }
}
