import { ApiProperty } from '@nestjs/swagger';

export class SubmissionDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ example: '2023-000417' })
  number: string;

  @ApiProperty({ type: 'integer' })
  ordinal: number;

  @ApiProperty({ type: String, format: 'date-time' })
  receivedAt: Date;

  @ApiProperty({ description: 'SHA-256 of what was received, hexadecimal' })
  sha256: string;

  @ApiProperty({ format: 'date', description: 'The day on which silence becomes a refusal' })
  silenceOn: string;
}

export class CertifiedDto {
  @ApiProperty() by: string;
  @ApiProperty({ description: 'In the person’s words' }) quality: string;
  @ApiProperty({ format: 'date-time' }) at: string;
}

export class SealedDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ type: 'integer' })
  ordinal: number;

  @ApiProperty()
  number: string;

  @ApiProperty({ format: 'date-time' })
  receivedAt: string;

  @ApiProperty()
  sha256: string;

  @ApiProperty({ description: 'Is its receipt made?' })
  hasReceipt: boolean;

  @ApiProperty({ type: CertifiedDto, nullable: true, description: 'Who certified it, where the call asks for it' })
  certification: CertifiedDto | null;
}

export class SealedCharterDto {
  @ApiProperty() title: string;
  @ApiProperty({ format: 'date' }) adoptedOn: string;
  @ApiProperty({ description: 'SHA-256 of the charter, hexadecimal' }) sha256: string;
  @ApiProperty({ description: 'SHA-256 of the signature, hexadecimal' }) signature: string;
  @ApiProperty({ format: 'date-time' }) signedAt: string;
}
