import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsString, IsUUID, Length, ValidateNested } from 'class-validator';
import { documentKinds, type DocumentKind } from '#domain/calls/document.rules.js';
import { fileKinds, type FileKind } from '#domain/shared/file-kind.js';
import { scanStates, type ScanState } from '#domain/shared/file-scan.js';

export class DocumentDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ enum: documentKinds, description: '`specification`: cahier des charges; `template`: an annex, or a model to fill in' })
  kind: DocumentKind;

  @ApiProperty()
  title: string;

  @ApiProperty({ description: 'Of the file, for people to read; never a path' })
  name: string;

  @ApiProperty({ enum: Object.keys(fileKinds), description: 'What the file is by its content' })
  fileKind: FileKind;

  @ApiProperty({ type: 'integer' })
  bytes: number;

  @ApiProperty({ description: 'Hexadecimal' })
  sha256: string;

  @ApiProperty({ enum: scanStates, description: 'What the antivirus said' })
  scan: ScanState;

  @ApiProperty({ description: 'Is it given to who asks? Not before the antivirus has found it clean' })
  isGiven: boolean;

  @ApiProperty({ type: String, format: 'date-time' })
  addedAt: Date;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'null while its call, or the addendum that brings it, is not published' })
  publishedAt: Date | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  replacedAt: Date | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'The document that it took the place of' })
  replaces: string | null;
}

export class NamedDocumentDto {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  id: string;

  @ApiProperty({ enum: documentKinds })
  @IsIn(documentKinds)
  kind: DocumentKind;

  @ApiProperty({ minLength: 3, maxLength: 200 })
  @IsString()
  @Length(1, 400)
  title: string;
}

export class DocumentsBody {
  @ApiProperty({ type: [NamedDocumentDto], description: 'All the documents of the draft, in their order' })
  @IsArray()
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  @Type(() => NamedDocumentDto)
  documents: NamedDocumentDto[];
}
