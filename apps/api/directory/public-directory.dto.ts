import { ApiProperty, ApiPropertyOptional, IntersectionType } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsOptional, IsString, Length, Matches } from 'class-validator';
import { memberKinds, type MemberKind } from '#domain/directory/member-kind.js';
import { PageOf, PageQuery } from '#api/http/page.dto.js';
import { ActivityDto } from './profile.dto.js';

export class DirectoryQuery {
  @ApiPropertyOptional({ description: 'Each word of it, in the name or the city' })
  @IsOptional()
  @IsString()
  @Length(1, 100)
  search?: string;

  @ApiPropertyOptional({ description: 'INSEE, of its seat' })
  @IsOptional()
  @Matches(/^\d{2}$/)
  regionCode?: string;

  @ApiPropertyOptional({ description: 'INSEE, of its seat or of where it acts' })
  @IsOptional()
  @Matches(/^(\d{2}|2[AB]|97\d)$/)
  departmentCode?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @Length(1, 100)
  theme?: string;

  @ApiPropertyOptional({ type: Boolean })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  active?: boolean;
}

export class DirectoryListQuery extends IntersectionType(DirectoryQuery, PageQuery) {}

export class ListedPoleDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() name: string;
  @ApiProperty() city: string;
  @ApiProperty() regionCode: string;
  @ApiProperty({ type: String, nullable: true }) departmentCode: string | null;
  @ApiProperty({ type: [String] }) themes: string[];
  @ApiProperty() active: boolean;
  @ApiProperty({ type: 'integer' }) memberCount: number;
}

export class ListedPolePage extends PageOf {
  @ApiProperty({ type: [ListedPoleDto] }) items: ListedPoleDto[];
}

export class RegionCountDto {
  @ApiProperty() regionCode: string;
  @ApiProperty({ type: 'integer' }) count: number;
}

export class ThemeCountDto {
  @ApiProperty() theme: string;
  @ApiProperty({ type: 'integer' }) count: number;
}

export class DirectoryFiguresDto {
  @ApiProperty({ type: 'integer' }) total: number;
  @ApiProperty({ type: 'integer' }) active: number;
  @ApiProperty({ type: [RegionCountDto], description: 'By the region of their seat; they add up to `total`' }) regions: RegionCountDto[];
  @ApiProperty({ type: [ThemeCountDto], description: 'Of the whole directory' }) themes: ThemeCountDto[];
}

export class PublicMemberDto {
  @ApiProperty() name: string;
  @ApiProperty({ type: String, nullable: true }) siren: string | null;
  @ApiProperty({ type: String, nullable: true }) rna: string | null;
  @ApiProperty() legalCategory: string;
  @ApiProperty({ enum: memberKinds }) kind: MemberKind;
}

export class PoleAwardDto {
  @ApiProperty({ format: 'uuid' }) callId: string;
  @ApiProperty() callTitle: string;
  @ApiProperty() projectTitle: string;
  @ApiProperty({ format: 'date-time' }) releasedAt: string;
  @ApiProperty({ type: 'integer' }) amountCents: number;
}

export class PublicPoleDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() name: string;
  @ApiProperty() siren: string;
  @ApiProperty({ type: String, nullable: true }) rna: string | null;
  @ApiProperty() legalCategory: string;
  @ApiProperty() addressLine: string;
  @ApiProperty() postalCode: string;
  @ApiProperty() city: string;
  @ApiProperty() regionCode: string;
  @ApiProperty({ type: String, nullable: true }) departmentCode: string | null;
  @ApiProperty() description: string;
  @ApiProperty({ type: String, nullable: true }) website: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Only when its people show it' }) contactEmail: string | null;
  @ApiProperty({ type: [String] }) themes: string[];
  @ApiProperty({ type: [String] }) regions: string[];
  @ApiProperty({ type: [String] }) departments: string[];
  @ApiProperty() territory: string;
  @ApiProperty({ type: ActivityDto }) activity: ActivityDto;
  @ApiProperty({ type: 'integer', description: 'Natural persons included, whom `members` does not name' }) memberCount: number;
  @ApiProperty({ type: [PublicMemberDto] }) members: PublicMemberDto[];
  @ApiProperty({ type: [PoleAwardDto], description: 'Released awards' }) awards: PoleAwardDto[];
}
