import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, IsOptional, IsString, IsUUID, Length, Matches, Max, Min } from 'class-validator';
import { supports, type Support } from '#domain/calls/track.rules.js';
import type { Cents } from '#domain/shared/money.js';

export class TrackDto {
  @ApiProperty({ example: 'poste' })
  @Matches(/^[a-z][a-z0-9-]{0,39}$/)
  key: string;

  @ApiProperty()
  @IsString()
  @Length(1, 200)
  title: string;

  @ApiProperty({ enum: supports, description: 'post: paid by the quarter; loan: without interest, paid back' })
  @IsIn(supports)
  support: Support;

  @ApiPropertyOptional({ type: String, format: 'uuid', nullable: true, description: 'null: the envelope of the call' })
  @IsOptional()
  @IsUUID()
  envelopeId: string | null = null;

  @ApiProperty({ type: 'integer', description: 'Euro cents; of a post, per year' })
  @IsInt()
  @Min(0)
  @Max(Number.MAX_SAFE_INTEGER)
  minCents: Cents;

  @ApiProperty({ type: 'integer', description: 'Euro cents; of a post, per year' })
  @IsInt()
  @Min(0)
  @Max(Number.MAX_SAFE_INTEGER)
  maxCents: Cents;

  @ApiProperty({ type: 'integer' })
  @IsInt()
  @Min(1)
  @Max(120)
  durationMonths: number;

  @ApiPropertyOptional({ type: 'integer', nullable: true, description: 'null: not announced' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(100_000)
  laureatesExpected: number | null = null;

  @ApiPropertyOptional({ type: 'integer', nullable: true, description: 'Loans only' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(240)
  repaidOverMonths: number | null = null;

  @ApiPropertyOptional({ type: String, nullable: true, description: 'Key of the track whose laureates alone may have this one' })
  @IsOptional()
  @Matches(/^[a-z][a-z0-9-]{0,39}$/)
  requiresTrack: string | null = null;
}
