import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';

const differences = ['not-found', 'closed', 'name', 'legal-category'] as const;

export class CompanySearchQuery {
  @ApiPropertyOptional({ description: 'A SIREN, a SIRET, or three signs or more of a name' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  search?: string;
}

export class CompanyAddressDto {
  @ApiProperty() line: string;
  @ApiProperty() postalCode: string;
  @ApiProperty() city: string;
}

export class CompanyDto {
  @ApiProperty() siren: string;
  @ApiProperty({ type: String, nullable: true, description: 'Of its seat' }) siret: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Null: kept back' }) name: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'INSEE, four digits' }) legalCategory: string | null;
  @ApiProperty({ type: String, nullable: true }) rna: string | null;
  @ApiProperty() closed: boolean;
  @ApiProperty({ type: CompanyAddressDto, nullable: true }) address: CompanyAddressDto | null;
  @ApiProperty({ type: String, nullable: true }) regionCode: string | null;
  @ApiProperty({ type: String, nullable: true }) departmentCode: string | null;
}

export class LookUpDto {
  @ApiProperty({ enum: ['answered', 'off', 'down', 'busy'], description: '`off`: this deployment has no company search. `down`, `busy`: it gave nothing, go on by hand' })
  outcome: 'answered' | 'off' | 'down' | 'busy';

  @ApiProperty({ type: [CompanyDto] })
  companies: readonly CompanyDto[];
}

export class CompanyCheckDto {
  @ApiProperty() siren: string;
  @ApiProperty({ description: 'As it was declared' }) name: string;
  @ApiProperty({ description: 'The pole itself, and not a member' }) isPole: boolean;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Null: not asked yet' }) checkedAt: Date | null;
  @ApiProperty({ type: String, nullable: true }) registeredName: string | null;
  @ApiProperty({ type: String, nullable: true }) registeredCategory: string | null;
  @ApiProperty({ enum: differences, isArray: true }) differences: (typeof differences)[number][];
}
