import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { epciKinds, placeLevels, type EpciKind, type PlaceLevel } from '#domain/directory/place.rules.js';

export class PlacesQuery {
  @ApiProperty({ enum: placeLevels })
  @IsIn(placeLevels)
  level: PlaceLevel;

  @ApiPropertyOptional({ description: 'A name or its beginning, a code, a postal code: the ten that it means best. Nothing is found for nothing' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  search?: string;

  @ApiPropertyOptional({ type: [String], maxItems: 100, description: 'In place of `search`: those that have one of these codes' })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? [value] : value))
  @IsArray()
  @ArrayMaxSize(100)
  @IsString({ each: true })
  @MaxLength(9, { each: true })
  codes?: string[];
}

export class PlaceDto {
  @ApiProperty({ description: 'INSEE’s of a commune, the SIREN of an EPCI' }) code: string;
  @ApiProperty() name: string;
  @ApiProperty({ type: [String], description: 'Of an EPCI: those of its communes, the one with the most of them first' }) departments: readonly string[];
  @ApiProperty({ enum: epciKinds, nullable: true, description: 'Null for a commune' }) kind: EpciKind | null;
  @ApiProperty({ type: 'integer', nullable: true, description: 'How many an EPCI has; null for a commune' }) communes: number | null;
}

export class PlacesDto {
  @ApiProperty({ type: 'integer', description: 'Of which year the list is' })
  year: number;

  @ApiProperty({ type: [PlaceDto] })
  places: PlaceDto[];
}
