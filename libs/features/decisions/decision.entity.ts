import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { DecisionState } from '#domain/decisions/decision.lifecycle.js';
import type { DecisionKind } from '#domain/decisions/decision.rules.js';
import type { Cents } from '#domain/shared/money.js';

@Entity({ name: 'decisions' })
export class Decision {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  reference: string;

  @Column('uuid', { name: 'application_id' })
  applicationId: string;

  /** Its dossier's, written by a trigger. */
  @Column({ type: 'uuid', name: 'call_id', select: false, insert: false, update: false })
  callId: string;

  @Column('uuid', { name: 'submission_id' })
  submissionId: string;

  @Column('text')
  kind: DecisionKind;

  @Column('bigint', { name: 'amount_cents', nullable: true })
  amountCents: Cents | null;

  @Column('integer', { name: 'reserve_rank', nullable: true })
  reserveRank: number | null;

  @Column('text')
  motivation: string;

  @Column('date', { name: 'release_on' })
  releaseOn: string;

  @Column('text')
  state: DecisionState;

  @Column('uuid', { name: 'proposed_by' })
  proposedBy: string;

  @Column('timestamptz', { name: 'proposed_at' })
  proposedAt: Date;

  @Column('uuid', { name: 'confirmed_by', nullable: true })
  confirmedBy: string | null;

  @Column('timestamptz', { name: 'confirmed_at', nullable: true })
  confirmedAt: Date | null;

  @Column('date', { name: 'decided_on', nullable: true })
  decidedOn: string | null;

  @Column('text', { name: 'signatory_name', nullable: true })
  signatoryName: string | null;

  @Column('text', { name: 'signatory_quality', nullable: true })
  signatoryQuality: string | null;

  @Column('uuid', { name: 'released_by', nullable: true })
  releasedBy: string | null;

  @Column('timestamptz', { name: 'released_at', nullable: true })
  releasedAt: Date | null;

  @Column('uuid', { nullable: true })
  supersedes: string | null;

  @Column('timestamptz', { name: 'superseded_at', nullable: true })
  supersededAt: Date | null;
}
