import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, Length, Matches, MaxLength } from 'class-validator';
import { PageOf, PageQuery } from '#api/http/page.dto.js';

export class NewPoleBody {
  @ApiProperty({ maxLength: 300 })
  @IsString()
  @Length(2, 300)
  name: string;

  @ApiProperty({ description: 'Nine digits' })
  @IsString()
  @MaxLength(20)
  siren: string;

  @ApiProperty({ description: 'INSEE, four digits' })
  @Matches(/^\d{4}$/)
  legalCategory: string;

  @ApiProperty({ description: 'INSEE region code' })
  @Matches(/^\d{2}$/)
  regionCode: string;

  @ApiProperty()
  @IsString()
  @Length(2, 300)
  addressLine: string;

  @ApiProperty()
  @Matches(/^\d{5}$/)
  postalCode: string;

  @ApiProperty()
  @IsString()
  @Length(1, 200)
  city: string;
}

export class PoleDto extends NewPoleBody {
  @ApiProperty({ format: 'uuid' })
  id: string;
}

export class PolesQuery extends PageQuery {
  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @Length(1, 100)
  search?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @Matches(/^\d{2}$/)
  regionCode?: string;
}

export class PolePage extends PageOf {
  @ApiProperty({ type: [PoleDto] })
  items: PoleDto[];
}

export class RegionDto {
  @ApiProperty()
  code: string;

  @ApiProperty()
  name: string;
}
