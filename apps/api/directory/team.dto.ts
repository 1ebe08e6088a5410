import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, IsUUID, Length, MaxLength } from 'class-validator';
import { poleRoles, type PoleRole } from '#domain/identity/pole-people.js';

export class TeamMemberDto {
  @ApiProperty({ format: 'uuid' }) grantId: string;
  @ApiProperty({ format: 'uuid' }) userId: string;
  @ApiProperty() fullName: string;
  @ApiProperty() email: string;
  @ApiProperty({ enum: poleRoles }) role: PoleRole;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'A partner’s dossier' }) applicationId: string | null;
  @ApiProperty({ type: String, nullable: true }) projectTitle: string | null;
  @ApiProperty({ type: String, format: 'date-time' }) since: Date;
}

export class PendingInvitationDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() email: string;
  @ApiProperty({ enum: poleRoles }) role: PoleRole;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) applicationId: string | null;
  @ApiProperty({ type: String, nullable: true }) projectTitle: string | null;
  @ApiProperty() invitedByName: string;
  @ApiProperty({ type: String, format: 'date-time' }) invitedAt: Date;
  @ApiProperty({ type: String, format: 'date-time', description: 'Real time, exclusive' }) expiresAt: Date;
  @ApiProperty({ description: 'Its days are over: it may be sent again' }) isOver: boolean;
}

export class TeamDto {
  @ApiProperty({ type: [TeamMemberDto] }) people: TeamMemberDto[];
  @ApiProperty({ type: [PendingInvitationDto] }) invitations: PendingInvitationDto[];
}

export class NewInvitationBody {
  @ApiProperty({ maxLength: 254 })
  @IsString()
  @MaxLength(254)
  email: string;

  @ApiProperty({ enum: poleRoles })
  @IsIn(poleRoles)
  role: PoleRole;

  @ApiPropertyOptional({ format: 'uuid', description: 'The dossier that a partner is invited to' })
  @IsOptional()
  @IsUUID()
  applicationId?: string;
}

export class InvitationDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() email: string;
  @ApiProperty() poleName: string;
  @ApiProperty({ enum: poleRoles }) role: PoleRole;
  @ApiProperty({ type: String, nullable: true }) projectTitle: string | null;
  @ApiProperty() invitedByName: string;
  @ApiProperty({ type: String, format: 'date-time', description: 'Real time, exclusive' }) expiresAt: Date;
  @ApiProperty({ enum: ['pending', 'accepted', 'revoked', 'expired'] }) state: 'pending' | 'accepted' | 'revoked' | 'expired';
  @ApiProperty({ description: 'Does somebody who signs in already have this address?' }) hasAccount: boolean;
}

export class JoinedDto {
  @ApiProperty({ format: 'uuid' }) poleId: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) applicationId: string | null;
}

export class InvitationLinkBody {
  @ApiProperty({ description: 'What the mailed link carries' })
  @IsString()
  @MaxLength(200)
  token: string;
}

export class WelcomeBody extends InvitationLinkBody {
  @ApiProperty({ maxLength: 200 })
  @IsString()
  @Length(2, 200)
  fullName: string;
}
