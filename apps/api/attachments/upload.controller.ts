import type { Readable } from 'node:stream';
import { Controller, Delete, Head, Headers, HttpCode, HttpException, Param, Patch, Post, Req, Res } from '@nestjs/common';
import { ApiConsumes, ApiCreatedResponse, ApiHeader, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { readBytes, readMetadata } from '#domain/attachments/upload.rules.js';
import type { Actor } from '#domain/identity/actor.js';
import { AttachmentService } from '#features/attachments/attachment.service.js';
import { DocumentFileService } from '#features/attachments/document-file.service.js';
import { UploadService, type Position } from '#features/attachments/upload.service.js';
import { CurrentActor, ReceivedAt } from '#api/http/actor.js';
import { ParseId } from '#api/http/parse-id.js';
import { partOfFile } from './part-of-file.js';

const version = '1.0.0';
const UploadId = () => Param('id', ParseId('upload'));
const TusResumable = () => ApiHeader({ name: 'tus-resumable', required: true, description: `Always ${version}` });

/** Every answer of the protocol names its version; a request of another one is refused (412). */
function speak(reply: FastifyReply, spoken: string | undefined): void {
  void reply.header('tus-resumable', version).header('cache-control', 'no-store');
  if (spoken === version) return;
  void reply.header('tus-version', version);
  throw new HttpException('another version of tus', 412);
}

const tell = (reply: FastifyReply, { received, declared, expiresAt }: Position): void => {
  void reply.header('upload-offset', String(received)).header('upload-length', String(declared));
  if (expiresAt !== null) void reply.header('upload-expires', expiresAt.toUTCString());
};

const metadataOf = (headers: Record<string, string | undefined>): Record<string, string> => readMetadata(headers['upload-metadata'] ?? '', (value) => Buffer.from(value, 'base64').toString('utf8'));

const begins = (reply: FastifyReply, { id, expiresAt }: { id: string; expiresAt: Date }): void => {
  void reply.header('location', `/api/uploads/${id}`).header('upload-expires', expiresAt.toUTCString());
};

/** Files of drafts and of calls, sent in parts that may break off: the core of tus 1.0 with creation, termination and expiration (https://tus.io/protocols/resumable-upload). */
@ApiTags('uploads')
@Controller()
export class UploadController {
  constructor(
    private readonly uploads: UploadService,
    private readonly attachments: AttachmentService,
    private readonly documents: DocumentFileService,
  ) {}

  /** `Upload-Metadata` names the field of the form (`field`) and the file (`filename`). */
  @Post('applications/:id/uploads')
  @TusResumable()
  @ApiHeader({ name: 'upload-length', required: true })
  @ApiHeader({ name: 'upload-metadata', required: true })
  @ApiCreatedResponse({ description: 'Its address is in `Location`' })
  async begin(
    @CurrentActor() actor: Actor,
    @Param('id', ParseId('application')) id: string,
    @Headers() headers: Record<string, string | undefined>,
    @ReceivedAt() at: Date,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    speak(reply, headers['tus-resumable']);
    const { filename = '', field = '' } = metadataOf(headers);
    begins(reply, await this.attachments.begin(actor, id, { name: filename, fieldKey: field, bytes: readBytes(headers['upload-length']) }, at));
  }

  /** `Upload-Metadata` names the file (`filename`), says what it is (`kind`, `title`) and, in a draft, the document whose place it takes (`replaces`). */
  @Post('calls/:id/uploads')
  @TusResumable()
  @ApiHeader({ name: 'upload-length', required: true })
  @ApiHeader({ name: 'upload-metadata', required: true })
  @ApiCreatedResponse({ description: 'Its address is in `Location`' })
  async beginDocument(@CurrentActor() actor: Actor, @Param('id', ParseId('call')) id: string, @Headers() headers: Record<string, string | undefined>, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    speak(reply, headers['tus-resumable']);
    const { filename = '', kind = '', title = '', replaces = '' } = metadataOf(headers);
    const replaced = replaces === '' ? null : ParseId('document').transform(replaces, { type: 'custom' });
    begins(reply, await this.documents.begin(actor, id, { kind, title, replaces: replaced, name: filename, bytes: readBytes(headers['upload-length']) }));
  }

  @Head('uploads/:id')
  @TusResumable()
  @ApiOkResponse({ description: '`Upload-Offset` says how much has come' })
  async position(@CurrentActor() actor: Actor, @UploadId() id: string, @Headers('tus-resumable') spoken: string | undefined, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    speak(reply, spoken);
    tell(reply, await this.uploads.position(actor, id));
  }

  /** A part, from `Upload-Offset` on. The last one makes the file an attachment of the dossier, or a document of the call, under the id of the upload. */
  @Patch('uploads/:id')
  @HttpCode(204)
  @TusResumable()
  @ApiHeader({ name: 'upload-offset', required: true })
  @ApiConsumes(partOfFile)
  @ApiNoContentResponse({ description: '`Upload-Offset` says how much has come' })
  async append(
    @CurrentActor() actor: Actor,
    @UploadId() id: string,
    @Headers() headers: Record<string, string | undefined>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    speak(reply, headers['tus-resumable']);
    if (headers['content-type'] !== partOfFile) throw new HttpException('no part of a file', 415);
    const body = request.body as Readable;
    try {
      tell(reply, await this.uploads.append(actor, id, readBytes(headers['upload-offset']), body.iterator({ destroyOnReturn: false })));
    } finally {
      // What a refusal left unread would keep the connection from the next request; to destroy it would keep the refusal from who sends.
      body.resume();
    }
  }

  @Delete('uploads/:id')
  @HttpCode(204)
  @TusResumable()
  @ApiNoContentResponse()
  async cancel(@CurrentActor() actor: Actor, @UploadId() id: string, @Headers('tus-resumable') spoken: string | undefined, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    speak(reply, spoken);
    await this.uploads.cancel(actor, id);
  }
}
