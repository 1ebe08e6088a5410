import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { fileKinds, type FileKind } from '#domain/shared/file-kind.js';
import { scanStates, type ScanState } from '#domain/shared/file-scan.js';

export class AttachmentDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ description: 'Key of the section of the form' })
  section: string;

  @ApiProperty({ description: 'Key of the field of the form, whose answer lists the ids of its files' })
  field: string;

  @ApiProperty({ description: 'For people to read; never a path' })
  name: string;

  @ApiProperty({ enum: Object.keys(fileKinds), description: 'What the file is by its content' })
  kind: FileKind;

  @ApiProperty({ type: 'integer' })
  bytes: number;

  @ApiProperty({ description: 'Hexadecimal' })
  sha256: string;

  @ApiProperty({ enum: scanStates, description: 'What the antivirus said; an infected file is never given out' })
  scan: ScanState;

  @ApiProperty({ type: String, nullable: true, description: 'What the antivirus calls what it found' })
  signature: string | null;

  @ApiProperty({ type: String, format: 'date-time' })
  addedAt: Date;
}

export class ReceiptQuery {
  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 1_000, description: 'Which submission of the dossier; the last one when unsaid' })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1_000)
  ordinal?: number;
}
