import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import type { Grant } from '#domain/identity/actor.js';
import { conflictBases, levels, type ConflictBasis, type Level } from '#domain/reviews/assignment.rules.js';
import type { ReviewState } from '#domain/reviews/review.lifecycle.js';
import { PageOf, PageQuery } from '#api/http/page.dto.js';
import { GrantDto } from '#api/identity/identity.dto.js';

export const reviewStates: readonly ReviewState[] = ['draft', 'final'];

export class ConflictBody {
  @ApiProperty({ enum: conflictBases, description: 'The nature of the link, no more' })
  @IsIn(conflictBases)
  basis: ConflictBasis;

  @ApiPropertyOptional({ format: 'uuid', description: 'Whose link, when an officer writes it down for somebody else; oneself without it' })
  @IsOptional()
  @IsUUID()
  personId?: string;
}

export class ConflictDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ format: 'uuid' }) applicationId: string;
  @ApiProperty({ format: 'uuid' }) personId: string;
  @ApiProperty({ enum: conflictBases }) basis: ConflictBasis;
  @ApiProperty({ type: String, format: 'date-time' }) since: Date;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'The assignment that it ended' }) endedAssignmentId: string | null;
}

export class NewAssignmentBody {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  applicationId: string;

  @ApiProperty({ format: 'uuid', description: 'Somebody who holds a reviewer role of this level' })
  @IsUUID()
  reviewerId: string;

  @ApiProperty({ enum: levels })
  @IsIn(levels)
  level: Level;

  @ApiPropertyOptional({ maxLength: 1_000, description: 'Why this person' })
  @IsOptional()
  @IsString()
  @MaxLength(1_000)
  why?: string;
}

export class AssignedDto {
  @ApiProperty({ format: 'uuid' }) assignmentId: string;
  @ApiProperty({ format: 'uuid' }) reviewId: string;
}

export class AssignmentsQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'uuid', description: 'For the desks of this call: all of its assignments; for others: their own in it' })
  @IsOptional()
  @IsUUID()
  callId?: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @IsOptional()
  @IsUUID()
  applicationId?: string;

  @ApiPropertyOptional({ enum: reviewStates })
  @IsOptional()
  @IsIn(reviewStates)
  reviewState?: ReviewState;
}

export class AssignmentDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ format: 'uuid' }) reviewId: string;
  @ApiProperty({ enum: reviewStates }) reviewState: ReviewState;
  @ApiProperty({ type: 'integer' }) revision: number;
  @ApiProperty({ type: 'integer', description: 'Criteria that have a mark or are not applicable' }) answered: number;
  @ApiProperty({ type: 'integer', description: 'Criteria of the rubric' }) criteria: number;
  @ApiProperty({ type: 'integer', nullable: true, description: 'Score out of 10 000, once sent' }) basisPoints: number | null;
  @ApiProperty({ enum: levels }) level: Level;
  @ApiProperty() why: string;
  @ApiProperty({ format: 'uuid' }) applicationId: string;
  @ApiProperty({ example: '2023-000417' }) applicationNumber: string;
  @ApiProperty() projectTitle: string;
  @ApiProperty() poleName: string;
  @ApiProperty({ format: 'uuid' }) callId: string;
  @ApiProperty() callCode: string;
  @ApiProperty({ format: 'uuid' }) reviewerId: string;
  @ApiProperty() reviewerName: string;
  @ApiProperty({ description: 'The reviewer has a declared link with the dossier: a review sent before counts no more' }) conflicted: boolean;
  @ApiProperty({ type: String, format: 'date-time' }) assignedAt: Date;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) endedAt: Date | null;
}

export class ReviewerLoadDto {
  @ApiProperty({ format: 'uuid' }) reviewerId: string;
  @ApiProperty() reviewerName: string;
  @ApiProperty({ type: 'integer' }) assigned: number;
  @ApiProperty({ type: 'integer', description: 'Of these, sent' }) final: number;
  @ApiProperty({ type: [GrantDto], description: 'The grants in force that let them review in the call' }) grants: Grant[];
}

export class AssignmentPageDto extends PageOf {
  @ApiProperty({ type: [AssignmentDto] }) items: AssignmentDto[];
  @ApiProperty({ type: [ReviewerLoadDto], description: 'For the desks of the call asked for: everybody who may review there; empty for others' }) loads: ReviewerLoadDto[];
}
