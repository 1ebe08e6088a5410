import { ApiProperty, ApiPropertyOptional, IntersectionType, OmitType } from '@nestjs/swagger';
import { IsOptional, IsUUID } from 'class-validator';
import { PageOf, PageQuery } from '#api/http/page.dto.js';
import { TableQuery } from '#api/http/table.js';

export class ResultSummaryDto {
  @ApiProperty({ format: 'uuid' })
  callId: string;

  @ApiProperty()
  code: string;

  @ApiProperty()
  title: string;

  @ApiProperty({ type: 'integer' })
  laureates: number;

  @ApiProperty({ type: 'integer', description: 'Euro cents, of all awards' })
  totalCents: number;

  @ApiProperty({ format: 'date-time', description: 'Of the first award that was released' })
  publishedAt: string;
}

export class ResultPage extends PageOf {
  @ApiProperty({ type: [ResultSummaryDto] })
  items: ResultSummaryDto[];
}

export class RegionResultDto {
  @ApiProperty()
  regionCode: string;

  @ApiProperty({ type: 'integer', description: 'Dossiers that were submitted' })
  received: number;

  @ApiProperty({ type: 'integer' })
  laureates: number;

  @ApiProperty({ type: 'integer', description: 'Euro cents' })
  totalCents: number;
}

export class ResultsDto extends OmitType(ResultSummaryDto, ['publishedAt'] as const) {
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Null as long as no award is released' })
  publishedAt: string | null;

  @ApiProperty({ type: [RegionResultDto], description: 'Regions from which dossiers came; empty as long as no award is released' })
  regions: RegionResultDto[];
}

export class LaureateDto {
  @ApiProperty({ format: 'uuid', description: 'Of the decision' })
  id: string;

  @ApiProperty({ format: 'uuid' })
  callId: string;

  @ApiProperty()
  callCode: string;

  @ApiProperty()
  poleName: string;

  @ApiProperty()
  projectTitle: string;

  @ApiProperty()
  regionCode: string;

  @ApiProperty({ type: 'integer', description: 'Euro cents' })
  amountCents: number;
}

export class LaureatesQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  callId?: string;
}

export class LaureateExportQuery extends IntersectionType(OmitType(LaureatesQuery, ['limit', 'after'] as const), TableQuery) {}

export class LaureatePage extends PageOf {
  @ApiProperty({ type: [LaureateDto] })
  items: LaureateDto[];
}
