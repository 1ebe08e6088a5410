import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ApplicationState } from '#domain/applications/application.lifecycle.js';

@Entity({ name: 'applications' })
export class Application {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid', { name: 'call_id' })
  callId: string;

  @Column('uuid', { name: 'phase_id' })
  phaseId: string;

  @Column('uuid', { name: 'pole_id' })
  poleId: string;

  @Column('text', { name: 'track_key', nullable: true, comment: 'The track of its call that it asks for; null where the call has none. Chosen when it is begun, never changed' })
  trackKey: string | null;

  @Column('uuid', { name: 'form_version_id' })
  formVersionId: string;

  @Column('text', { name: 'project_title' })
  projectTitle: string;

  @Column('text')
  state: ApplicationState;

  @Column('integer')
  version: number;

  @Column('text', { nullable: true })
  number: string | null;

  @Column('boolean', { name: 'prerequisite_declared' })
  prerequisiteDeclared: boolean;

  @Column('boolean', { name: 'prerequisite_validated', nullable: true })
  prerequisiteValidated: boolean | null;

  @Column('timestamptz', { name: 'submitted_at', nullable: true })
  submittedAt: Date | null;

  @Column('date', { name: 'silence_on', nullable: true })
  silenceOn: string | null;

  @Column('timestamptz', { name: 'silence_noted_at', nullable: true })
  silenceNotedAt: Date | null;

  @Column('timestamptz', { name: 'reopened_at', nullable: true, comment: 'When its pole reopened it; null once it was submitted again. The last submission stays in force meanwhile' })
  reopenedAt: Date | null;

  /** As it is being rewritten; null: as it was submitted. */
  @Column('text', { name: 'draft_title', nullable: true, comment: 'The title as it is being rewritten; project_title is that of the last submission' })
  draftTitle: string | null;

  @Column('boolean', { name: 'draft_prerequisite', nullable: true })
  draftPrerequisite: boolean | null;

  /** Written by a trigger, read by the lists' SQL alone. */
  @Column({ type: 'text', default: '', select: false, insert: false, update: false, comment: 'Pole, title and number, folded, for searches; written by a trigger' })
  search: string;
}
