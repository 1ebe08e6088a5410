import { Injectable } from '@nestjs/common';
import type { Condition } from '#domain/applications/eligibility.rules.js';
import type { AwardTerms } from '#domain/calls/call.rules.js';
import { canSeeDecision } from '#domain/decisions/decision.policy.js';
import type { DecisionState } from '#domain/decisions/decision.lifecycle.js';
import type { DecisionKind } from '#domain/decisions/decision.rules.js';
import type { Actor } from '#domain/identity/actor.js';
import { readVerificationCode } from '#domain/decisions/verification-code.js';
import { notFound } from '#domain/shared/error.js';
import type { Cents } from '#domain/shared/money.js';
import { Database, rows } from '#platform/database/sql.js';
import type { Tx } from '#platform/database/transactions.js';
import { envelopeOfDossier, trackOfDossier, type TrackOfDossier } from '../calls/call.queries.js';

/** What the database knows of a letter to be made. */
export interface LetterSource {
  decisionId: string;
  kind: DecisionKind;
  reference: string;
  applicationNumber: string;
  callTitle: string;
  callCode: string;
  authority: string;
  awardTerms: AwardTerms;
  track: TrackOfDossier | null;
  poleName: string;
  poleSiren: string;
  addressLine: string;
  postalCode: string;
  city: string;
  overseas: boolean;
  projectTitle: string;
  decidedOn: string;
  releaseOn: string;
  amountCents: Cents | null;
  reserveRank: number | null;
  motivation: string;
  conditions: Condition[];
  signatoryName: string;
  signatoryQuality: string | null;
  programmeCode: string | null;
  actionCode: string | null;
  demonstration: boolean;
  decidedAt: Date;
}

export interface LetterFile {
  reference: string;
  /** hexadecimal */
  sha256: string;
  content: Buffer;
}

/** What anybody may know of a letter whose code they hold. */
export interface PublicLetter {
  reference: string;
  kind: DecisionKind;
  decidedOn: string;
  authority: string;
  poleName: string;
  amountCents: number | null;
  sha256: string;
}

/** The letter of a decision: the last one made. */
const lastFile = (decision: string): string => `lateral (
  select f.sha256, x.content, l.verification_code from letters l join letter_files f on f.letter_id = l.id join files x on x.sha256 = f.sha256
  where l.decision_id = ${decision} order by l.made_at desc, l.id desc limit 1)`;

@Injectable()
export class LetterQueries {
  constructor(private readonly database: Database) {}

  /** The decision of which an event speaks. */
  async decisionOf(tx: Tx, eventId: string): Promise<string> {
    return (await rows<{ id: string }>(tx, `select payload->>'decisionId' as id from events where id = $1`, [eventId]))[0]!.id;
  }

  /** The facts of the letter of a decision that is confirmed. */
  async source(tx: Tx, decisionId: string): Promise<LetterSource> {
    const [row] = await rows<LetterSource>(
      tx,
      `select d.id as "decisionId", d.kind, d.reference, a.number as "applicationNumber", c.title as "callTitle", c.code as "callCode", c.authority,
         c.award_terms as "awardTerms", ${trackOfDossier} as track, p.name as "poleName", p.siren as "poleSiren", p.address_line as "addressLine", p.postal_code as "postalCode", p.city, p.overseas,
         a.project_title as "projectTitle", d.decided_on as "decidedOn", d.release_on as "releaseOn", d.amount_cents as "amountCents",
         d.reserve_rank as "reserveRank", d.motivation, d.signatory_name as "signatoryName", d.signatory_quality as "signatoryQuality", d.confirmed_at as "decidedAt",
         e.programme_code as "programmeCode", e.action_code as "actionCode",
         coalesce((select conditions from application_verdicts where application_id = a.id), '[]') as conditions,
         coalesce((select demonstration from deployment), false) as demonstration
       from decisions d join applications a on a.id = d.application_id join calls c on c.id = a.call_id join envelopes e on e.id = ${envelopeOfDossier}
         join poles p on p.id = a.pole_id where d.id = $1`,
      [decisionId],
    );
    return row!;
  }

  /** The PDF of a decision's letter, for those who see the decision. */
  async fileOf(actor: Actor, decisionId: string): Promise<LetterFile> {
    const [found] = await rows<{ state: DecisionState; callId: string; poleId: string; regionCode: string; envelopeId: string; conflicted: boolean }>(
      this.database,
      `select d.state, c.id as "callId", p.id as "poleId", p.region_code as "regionCode", ${envelopeOfDossier} as "envelopeId",
         exists (select from conflicts k where k.application_id = a.id and k.person_id = $2) as conflicted
       from decisions d join applications a on a.id = d.application_id join calls c on c.id = a.call_id join poles p on p.id = a.pole_id where d.id = $1`,
      [decisionId, actor.userId],
    );
    if (found === undefined || !canSeeDecision(actor, found)) throw notFound('decision');
    const file = await this.last(decisionId);
    if (file === undefined) throw notFound('letter');
    return file;
  }

  /** The PDF that a mail carries: of a released decision, else undefined. */
  async fileForMail(decisionId: string): Promise<LetterFile | undefined> {
    return this.last(decisionId, 'released');
  }

  private async last(decisionId: string, state?: DecisionState): Promise<LetterFile | undefined> {
    const [file] = await rows<LetterFile>(
      this.database,
      `select d.reference, encode(f.sha256, 'hex') as sha256, f.content from decisions d cross join ${lastFile('d.id')} f
       where d.id = $1 and ($2::text is null or d.state = $2)`,
      [decisionId, state ?? null],
    );
    return file;
  }

  /** What a code, typed in any way, says of a released letter; absent and not released alike are `letter.not-found`. */
  async check(typed: string): Promise<PublicLetter> {
    const code = readVerificationCode(typed);
    const [found] = await rows<PublicLetter>(
      this.database,
      `select d.reference, d.kind, d.decided_on as "decidedOn", c.authority, p.name as "poleName", d.amount_cents as "amountCents", encode(f.sha256, 'hex') as sha256
       from letters l join letter_files f on f.letter_id = l.id join decisions d on d.id = l.decision_id
       join applications a on a.id = d.application_id join calls c on c.id = a.call_id join poles p on p.id = a.pole_id
       where l.verification_code = $1 and d.state = 'released'`,
      [code ?? ''],
    );
    if (found === undefined) throw notFound('letter');
    return found;
  }
}
