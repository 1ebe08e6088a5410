import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AwardTerms, CallState, Zoning } from '#domain/calls/call.rules.js';

@Entity({ name: 'calls' })
export class Call {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  code: string;

  @Column('text')
  title: string;

  @Column('text')
  instrument: 'AAP' | 'AMI';

  @Column('text')
  summary: string;

  @Column('text')
  state: CallState;

  @Column('integer')
  version: number;

  @Column('uuid', { name: 'envelope_id' })
  envelopeId: string;

  @Column('text')
  authority: string;

  @Column('text', { name: 'composition_profile' })
  compositionProfile: 'strict' | 'loose';

  @Column('boolean')
  certification: boolean;

  @Column('text', { nullable: true })
  prerequisite: string | null;

  @Column('uuid', { name: 'prerequisite_call_id', nullable: true })
  prerequisiteCallId: string | null;

  @Column('text', { array: true })
  themes: string[];

  @Column('text', { array: true })
  regions: string[];

  @Column('text', { array: true })
  zonings: Zoning[];

  @Column('boolean', { name: 'charter_required' })
  charterRequired: boolean;

  @Column('integer')
  addenda: number;

  @Column('text', { name: 'tie_break', array: true })
  tieBreak: string[];

  @Column('jsonb', { name: 'award_terms' })
  awardTerms: AwardTerms;

  @Column('uuid', { name: 'authored_by' })
  authoredBy: string;

  @Column('uuid', { name: 'published_by', nullable: true })
  publishedBy: string | null;

  @Column('timestamptz', { name: 'published_at', nullable: true })
  publishedAt: Date | null;
}
