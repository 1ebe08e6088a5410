import { ApiProperty } from '@nestjs/swagger';
import { consequences, type Consequence } from '#domain/applications/correction.rules.js';

const reasons = ['draft', 'reopened', 'correction'] as const;

export class WritingDto {
  @ApiProperty({ enum: reasons })
  why: (typeof reasons)[number];

  @ApiProperty({ type: [String], nullable: true, description: 'Keys of sections, `@cover`, `@members`; null: all of it' })
  parts: string[] | null;

  @ApiProperty({ type: String, format: 'date-time', description: 'Exclusive' })
  until: Date;
}

export class ExceptionOfDto {
  @ApiProperty({ format: 'date-time', description: 'Exclusive' })
  until: string;

  @ApiProperty()
  reason: string;

  @ApiProperty()
  givenBy: string;
}

export class CorrectionDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ type: [String], description: 'Keys of sections, `@cover`, `@members`' })
  parts: string[];

  @ApiProperty()
  reason: string;

  @ApiProperty({ enum: consequences, description: 'What may follow when nothing comes' })
  consequence: Consequence;

  @ApiProperty({ format: 'date-time', description: 'Exclusive' })
  dueAt: string;

  @ApiProperty({ format: 'date-time' })
  requestedAt: string;

  @ApiProperty()
  requestedBy: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  answeredAt: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'When it ended without an answer' })
  lapsedAt: string | null;
}

export class TrackOfDossierDto {
  @ApiProperty()
  key: string;

  @ApiProperty()
  title: string;
}
