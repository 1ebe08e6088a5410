import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsBoolean, IsInt, IsOptional, IsString, MaxLength, ValidateIf, ValidateNested } from 'class-validator';
import { levels, type Level } from '#domain/reviews/assignment.rules.js';
import { reviewLifecycle, type ReviewAction, type ReviewState } from '#domain/reviews/review.lifecycle.js';
import { reviewStates } from './assignment.dto.js';

export class MarkBody {
  @ApiProperty({ description: 'Key of the criterion' })
  @IsString()
  @MaxLength(60)
  criterion: string;

  @ApiProperty({ type: 'integer', nullable: true, description: 'A mark of the scale; null: not marked yet, or not applicable' })
  @ValidateIf((mark: MarkBody) => mark.value !== null)
  @IsInt()
  value: number | null;

  @ApiPropertyOptional({ default: false, description: 'Not applicable is not zero: the criterion leaves the weights' })
  @IsOptional()
  @IsBoolean()
  notApplicable?: boolean;

  @ApiPropertyOptional({ maxLength: 10_000 })
  @IsOptional()
  @IsString()
  @MaxLength(10_000)
  comment?: string;
}

export class MarksBody {
  @ApiProperty({ type: 'integer', description: 'The version of the review that the person saw' })
  @IsInt()
  version: number;

  @ApiProperty({ type: [MarkBody], description: 'Criteria that are not named become unanswered' })
  @IsArray()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => MarkBody)
  marks: MarkBody[];
}

export class SavedMarksDto {
  @ApiProperty({ type: 'integer' }) version: number;
  @ApiProperty({ type: [String], description: 'Comments from which characters that cannot be stored were taken out' }) cleaned: string[];
}

export class SealedPoleDto {
  @ApiProperty() name: string;
  @ApiProperty() siren: string;
  @ApiProperty() legalCategory: string;
  @ApiProperty() regionCode: string;
  @ApiProperty() addressLine: string;
  @ApiProperty() postalCode: string;
  @ApiProperty() city: string;
}

export class SealedMemberDto {
  @ApiProperty() name: string;
  @ApiProperty({ type: String, nullable: true }) siren: string | null;
  @ApiProperty() legalCategory: string;
  @ApiProperty({ type: [String] }) slots: string[];
  @ApiProperty() evidence: string;
}

export class SealedSectionDto {
  @ApiProperty() key: string;
  @ApiProperty({ type: 'object', additionalProperties: true }) answers: Record<string, unknown>;
}

export class SealedFileDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() section: string;
  @ApiProperty() field: string;
  @ApiProperty() name: string;
  @ApiProperty() kind: string;
  @ApiProperty({ type: 'integer' }) bytes: number;
  @ApiProperty({ description: 'Hexadecimal' }) sha256: string;
}

export class SealedDossierDto {
  @ApiProperty({ description: 'Code of the call' }) call: string;
  @ApiProperty() projectTitle: string;
  @ApiProperty() prerequisiteDeclared: boolean;
  @ApiProperty({ type: SealedPoleDto }) pole: SealedPoleDto;
  @ApiProperty({ type: [SealedMemberDto] }) members: SealedMemberDto[];
  @ApiProperty({ type: [SealedSectionDto] }) sections: SealedSectionDto[];
  @ApiPropertyOptional({ type: [SealedFileDto], description: 'Absent when it has none' }) attachments?: SealedFileDto[];
}

export class ReviewedSubmissionDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: '2023-000417' }) number: string;
  @ApiProperty({ type: String, format: 'date-time' }) receivedAt: Date;
  @ApiProperty({ type: String, nullable: true, description: 'SHA-256 of the sealed content, hexadecimal; null where some of it is hidden from this reader' }) sha256: string | null;
  @ApiProperty({ type: SealedDossierDto }) content: SealedDossierDto;
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'The form that it answers, without what is hidden from this reader' }) form: object;
  @ApiProperty({ type: 'integer', description: 'Questions that are hidden from this reader' }) hiddenQuestions: number;
}

export class ScaleDto {
  @ApiProperty({ type: 'integer' }) min: number;
  @ApiProperty({ type: 'integer' }) max: number;
  @ApiPropertyOptional({ type: [String], description: 'What each mark means, from min to max' }) anchors?: readonly string[];
}

export class CriterionDto {
  @ApiProperty() key: string;
  @ApiProperty() label: string;
  @ApiPropertyOptional({ description: 'What the criterion looks at' }) guidance?: string;
  @ApiProperty({ type: 'integer', description: 'Percent' }) weight: number;
  @ApiProperty({ type: ScaleDto }) scale: ScaleDto;
  @ApiPropertyOptional({ type: 'integer', description: 'A mean mark below it eliminates' }) threshold?: number;
  @ApiProperty() mandatoryComment: boolean;
  @ApiProperty() allowsNotApplicable: boolean;
}

export class RubricDto {
  @ApiProperty({ type: [CriterionDto] }) criteria: readonly CriterionDto[];
  @ApiPropertyOptional({ type: 'integer', description: 'Out of 10 000: a mean score below it eliminates' }) eliminatoryThreshold?: number;
}

export class MarkDto {
  @ApiProperty() criterion: string;
  @ApiProperty({ type: 'integer', nullable: true }) value: number | null;
  @ApiProperty() notApplicable: boolean;
  @ApiProperty() comment: string;
}

export class ReviewDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ enum: reviewStates }) state: ReviewState;
  @ApiProperty({ type: 'integer' }) version: number;
  @ApiProperty({ type: 'integer' }) revision: number;
  @ApiProperty({ enum: levels }) level: Level;
  @ApiProperty({ type: String, nullable: true, description: 'null where the reader may not know who wrote it' }) reviewerName: string | null;
  @ApiProperty({ format: 'uuid' }) applicationId: string;
  @ApiProperty({ type: ReviewedSubmissionDto }) submission: ReviewedSubmissionDto;
  @ApiProperty({ type: RubricDto }) rubric: RubricDto;
  @ApiProperty({ type: [MarkDto], description: 'One per criterion of the rubric, in its order' }) marks: MarkDto[];
  @ApiProperty({ type: 'integer', nullable: true, description: 'Score out of 10 000, once sent' }) basisPoints: number | null;
  @ApiProperty({ type: [String], description: 'Criteria marked below their threshold; * for the whole' }) belowThreshold: string[];
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) sentAt: Date | null;
  @ApiProperty({ type: [String], format: 'uuid', description: 'What others sent on the same dossier, for those who may read it' }) otherReviewIds: string[];
  @ApiProperty({ enum: Object.keys(reviewLifecycle.transitions), isArray: true, description: 'What the lifecycle and the rights allow this person now' }) actions: ReviewAction[];
}
