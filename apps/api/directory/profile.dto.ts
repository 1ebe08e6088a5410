import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsInt, IsString, Length, Matches, MaxLength, Min, ValidateIf, ValidateNested } from 'class-validator';
import { memberKinds, type MemberKind } from '#domain/directory/member-kind.js';
import { profileLimits } from '#domain/directory/profile.rules.js';

const OrNull = () => ValidateIf((_, value) => value !== null);
const sides = ['pole', 'officer'] as const;

export class ProfileMemberDto {
  @ApiProperty({ maxLength: profileLimits.memberName })
  @IsString()
  @MaxLength(profileLimits.memberName)
  name: string;

  @ApiProperty({ type: String, nullable: true, description: 'Nine digits; null when the RNA alone names it' })
  @OrNull()
  @IsString()
  @MaxLength(20)
  siren: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'Fourteen digits that begin with the SIREN' })
  @OrNull()
  @IsString()
  @MaxLength(20)
  siret: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'W, a digit, a digit or letter, seven digits' })
  @OrNull()
  @IsString()
  @MaxLength(20)
  rna: string | null;

  @ApiProperty({ description: 'INSEE, four digits' })
  @IsString()
  @MaxLength(10)
  legalCategory: string;

  @ApiProperty({ enum: memberKinds })
  @IsIn(memberKinds)
  kind: MemberKind;
}

export class ActivityDto {
  @ApiProperty()
  active: boolean;

  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'Null: nobody ever said so' })
  since: string | null;

  @ApiProperty({ enum: sides, nullable: true })
  side: 'pole' | 'officer' | null;

  @ApiProperty({ type: String, nullable: true })
  reason: string | null;
}

/** What a pole says of itself. */
class SaidOfPole {
  @ApiProperty({ maxLength: profileLimits.description, description: 'Plain text' })
  @IsString()
  @MaxLength(profileLimits.description)
  description: string;

  @ApiProperty({ type: String, nullable: true, description: 'Begins with http:// or https://' })
  @OrNull()
  @IsString()
  @MaxLength(1_000)
  website: string | null;

  @ApiProperty({ type: String, nullable: true })
  @OrNull()
  @IsString()
  @MaxLength(254)
  contactEmail: string | null;

  @ApiProperty({ description: 'Is that address shown to everybody?' })
  @IsBoolean()
  showsContactEmail: boolean;

  @ApiProperty({ type: String, nullable: true })
  @OrNull()
  @IsString()
  @MaxLength(20)
  rna: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'INSEE, of its seat' })
  @OrNull()
  @IsString()
  @MaxLength(3)
  departmentCode: string | null;

  @ApiProperty({ type: [String] })
  @IsArray()
  @ArrayMaxSize(profileLimits.themes)
  @IsString({ each: true })
  @Length(1, profileLimits.theme, { each: true })
  themes: readonly string[];

  @ApiProperty({ type: [String], description: 'INSEE, of where it acts' })
  @IsArray()
  @ArrayMaxSize(18)
  @IsString({ each: true })
  regions: readonly string[];

  @ApiProperty({ type: [String], description: 'INSEE, of where it acts' })
  @IsArray()
  @ArrayMaxSize(101)
  @IsString({ each: true })
  departments: readonly string[];

  @ApiProperty({ maxLength: profileLimits.territory, description: 'Where it acts, in its own words' })
  @IsString()
  @MaxLength(profileLimits.territory)
  territory: string;

  @ApiProperty({ description: 'Does the public directory show it?' })
  @IsBoolean()
  listed: boolean;

  @ApiProperty({ type: [ProfileMemberDto] })
  @IsArray()
  @ArrayMaxSize(profileLimits.members)
  @ValidateNested({ each: true })
  @Type(() => ProfileMemberDto)
  members: readonly ProfileMemberDto[];
}

export class ProfileBody extends SaidOfPole {
  @ApiProperty({ type: 'integer' })
  @IsInt()
  @Min(1)
  version: number;
}

export class ProfileDto extends SaidOfPole {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty()
  name: string;

  @ApiProperty({ type: 'integer' })
  version: number;

  @ApiProperty({ type: String, nullable: true, description: 'Why an officer took it out of the directory' })
  unlistedReason: string | null;

  @ApiProperty({ type: ActivityDto })
  activity: ActivityDto;

  @ApiProperty()
  mayEdit: boolean;

  @ApiProperty()
  mayTellActivity: boolean;

  @ApiProperty({ description: 'May this person take it out of the directory, or put it back?' })
  mayList: boolean;
}

export class ActivityBody {
  @ApiProperty({ type: 'integer' })
  @IsInt()
  @Min(1)
  version: number;

  @ApiProperty()
  @IsBoolean()
  active: boolean;

  @ApiProperty({ format: 'date' })
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  since: string;

  @ApiProperty({ minLength: 10, maxLength: 500, description: 'Shown to everybody' })
  @IsString()
  @MaxLength(500)
  reason: string;
}

export class ListingBody {
  @ApiProperty({ type: 'integer' })
  @IsInt()
  @Min(1)
  version: number;

  @ApiProperty()
  @IsBoolean()
  listed: boolean;

  @ApiProperty({ maxLength: 500, description: 'Ten characters at least when it is taken out: its people read it' })
  @IsString()
  @MaxLength(500)
  reason: string;
}
