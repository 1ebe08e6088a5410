import { Injectable } from '@nestjs/common';
import type { DecisionPlace } from '#domain/decisions/decision.policy.js';
import { rows } from '#platform/database/sql.js';
import type { Tx } from '#platform/database/transactions.js';
import { envelopeOfDossier, trackOfDossier, type TrackOfDossier } from '../calls/call.queries.js';

/** Where an agreement stands, read without a lock: none of it changes. */
export interface AgreementFacts extends DecisionPlace {
  agreementId: string;
  decisionId: string;
  applicationId: string;
}

export interface InstalmentFacts extends AgreementFacts {
  /** whose payment appropriations pay it */
  year: number;
  /** null where its call has none */
  track: TrackOfDossier | null;
}

const columns = `g.id as "agreementId", d.id as "decisionId", a.id as "applicationId", a.call_id as "callId", a.pole_id as "poleId",
  p.region_code as "regionCode", ${envelopeOfDossier} as "envelopeId"`;
const tables = `agreements g join decisions d on d.id = g.decision_id join applications a on a.id = d.application_id join poles p on p.id = a.pole_id`;

/** What commands on agreements and on what they promise ask other areas' tables, inside their transaction. */
@Injectable()
export class AgreementFactsQueries {
  async ofAgreement(tx: Tx, id: string): Promise<AgreementFacts | undefined> {
    return (await rows<AgreementFacts>(tx, `select ${columns} from ${tables} where g.id = $1`, [id]))[0];
  }

  async ofInstalment(tx: Tx, id: string): Promise<InstalmentFacts | undefined> {
    return (await rows<InstalmentFacts>(tx, `select ${columns}, i.year, ${trackOfDossier} as track from ${tables} join instalments i on i.agreement_id = g.id where i.id = $1`, [id]))[0];
  }
}
