import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsDate, IsIn, IsOptional, IsString, IsUUID, Length, MaxLength, MinLength, ValidateNested } from 'class-validator';
import { roles, type Role } from '#domain/identity/actor.js';
import { PageOf, PageQuery } from '#api/http/page.dto.js';

export class SignInLinkBody {
  @ApiProperty({ maxLength: 254 })
  @IsString()
  @MaxLength(254)
  email: string;
}

export class AccountBody extends SignInLinkBody {
  @ApiProperty({ maxLength: 200 })
  @IsString()
  @Length(2, 200)
  fullName: string;
}

export class SessionBody {
  @ApiProperty({ description: 'What the mailed link carries' })
  @IsString()
  @MaxLength(200)
  token: string;
}

export class ScopeDto {
  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  callId?: string;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @Length(2, 2)
  regionCode?: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  poleId?: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  envelopeId?: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'A partner’s dossier' })
  @IsOptional()
  @IsUUID()
  applicationId?: string;
}

export class GrantDto {
  @ApiProperty({ enum: roles })
  role: Role;

  @ApiProperty({ type: ScopeDto })
  scope: ScopeDto;
}

export class SessionDto {
  @ApiProperty({ format: 'uuid' })
  userId: string;

  @ApiProperty()
  email: string;

  @ApiProperty()
  fullName: string;

  @ApiProperty({ type: [GrantDto] })
  grants: GrantDto[];

  @ApiProperty({ type: String, format: 'date-time', description: 'The domain clock' })
  now: Date;
}

/** What a page knows before it is drawn. */
export class SiteDto {
  @ApiProperty({ type: String, format: 'date-time', description: 'The domain clock' })
  now: Date;

  @ApiProperty({ description: 'Are the doors of a demonstration open?' })
  demonstration: boolean;

  @ApiProperty({ description: 'Does it bear the marks of the State?' })
  officialState: boolean;

  @ApiProperty({ description: 'Can companies be looked up?' })
  companySearch: boolean;

  @ApiProperty({ type: SessionDto, nullable: true, description: 'Null for a visitor' })
  session: SessionDto | null;
}

export class NewUserBody extends AccountBody {
  @ApiPropertyOptional({ description: 'What a letter prints under the name of a signatory' })
  @IsOptional()
  @IsString()
  @MaxLength(300)
  quality?: string;
}

export class NewGrantBody {
  @ApiProperty({ enum: roles })
  @IsIn(roles)
  role: Role;

  @ApiPropertyOptional({ type: ScopeDto })
  @IsOptional()
  @ValidateNested()
  @Type(() => ScopeDto)
  scope?: ScopeDto;

  @ApiPropertyOptional({ type: String, format: 'date-time', description: 'When it ends by itself; for ever without' })
  @IsOptional()
  @Type(() => Date)
  @IsDate()
  endsAt?: Date;
}

export class UsersQuery extends PageQuery {
  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  search?: string;

  @ApiPropertyOptional({ enum: roles })
  @IsOptional()
  @IsIn(roles)
  role?: Role;
}

export class HeldGrantDto extends GrantDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'date-time' })
  startsAt: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  endsAt: string | null;
}

export class UserDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty()
  email: string;

  @ApiProperty()
  fullName: string;

  @ApiProperty({ type: String, nullable: true })
  quality: string | null;

  @ApiProperty({ type: [HeldGrantDto] })
  grants: HeldGrantDto[];
}

export class UserPage extends PageOf {
  @ApiProperty({ type: [UserDto] })
  items: UserDto[];
}
