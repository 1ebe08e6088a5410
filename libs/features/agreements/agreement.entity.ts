import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AgreementState } from '#domain/agreements/agreement.lifecycle.js';

@Entity({ name: 'agreements' })
export class Agreement {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'decision_id' })
  decisionId: string;

  @Column('text')
  state: AgreementState;

  @Column('uuid', { name: 'signed_by_pole', nullable: true })
  signedByPole: string | null;

  @Column('timestamptz', { name: 'signed_by_pole_at', nullable: true })
  signedByPoleAt: Date | null;

  @Column('uuid', { name: 'signed_by_authority', nullable: true })
  signedByAuthority: string | null;

  @Column('timestamptz', { name: 'signed_by_authority_at', nullable: true })
  signedByAuthorityAt: Date | null;
}
