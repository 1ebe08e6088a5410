import { Readable } from 'node:stream';
import { Controller, Get, Inject, Param, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '#domain/identity/actor.js';
import { ArchiveQueries } from '#features/attachments/archive.queries.js';
import { AttachmentQueries } from '#features/attachments/attachment.queries.js';
import { ReceiptQueries } from '#features/attachments/receipt.queries.js';
import { FILE_STORE, keyOfFile, type FileStore } from '#platform/files/file-store.js';
import { CurrentActor } from '#api/http/actor.js';
import { disposition, fileAddress } from '#api/http/disposition.js';
import { ParseId } from '#api/http/parse-id.js';
import { streamed } from '#api/http/table.js';
import { AttachmentDto, ReceiptQuery } from './attachment.dto.js';

/** Files of dossiers, and the receipts of their submissions. */
@ApiTags('attachments')
@Controller()
export class AttachmentController {
  constructor(
    private readonly attachments: AttachmentQueries,
    private readonly receipts: ReceiptQueries,
    private readonly archives: ArchiveQueries,
    @Inject(FILE_STORE) private readonly files: FileStore,
  ) {}

  @Get('applications/:id/attachments')
  @ApiOkResponse({ type: [AttachmentDto] })
  list(@CurrentActor() actor: Actor, @Param('id', ParseId('application')) id: string): Promise<AttachmentDto[]> {
    return this.attachments.of(actor, id);
  }

  @Get('applications/:id/receipt')
  @ApiProduces('application/pdf')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async receipt(@CurrentActor() actor: Actor, @Param('id', ParseId('application')) id: string, @Query() { ordinal }: ReceiptQuery): Promise<StreamableFile> {
    const { content, number } = await this.receipts.fileOf(actor, id, ordinal);
    return new StreamableFile(content, { type: 'application/pdf', disposition: `inline; filename="recepisse-${number}.pdf"`, length: content.length });
  }

  /** What was received, as one ZIP with a manifest. */
  @Get('applications/:id/archive')
  @ApiProduces('application/zip')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async archive(@CurrentActor() actor: Actor, @Param('id', ParseId('application')) id: string, @Query() { ordinal }: ReceiptQuery, @Res({ passthrough: true }) reply: FastifyReply): Promise<StreamableFile> {
    const { name, size, bytes } = await this.archives.ofApplication(actor, id, ordinal);
    void reply.header('cache-control', 'private, no-store');
    return streamed(bytes, 'application/zip', name, size);
  }

  /** Checks the right, and leads to an address that works for this person for a few minutes. */
  @Get('attachments/:id/download')
  @ApiResponse({ status: 303, description: 'To the file' })
  async download(@CurrentActor() actor: Actor, @Param('id', ParseId('attachment')) id: string, @Res() reply: FastifyReply): Promise<void> {
    await reply.header('cache-control', 'no-store').redirect(fileAddress(await this.attachments.link(actor, id)), 303);
  }

  /** What a person sent is given back as a file to keep, never as a page: no type is guessed, nothing in it runs here. */
  @Get('files/:token')
  @ApiProduces('application/octet-stream')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async file(@CurrentActor() actor: Actor, @Param('token') token: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<StreamableFile> {
    const { name, mediaType, bytes, sha256 } = await this.attachments.opened(actor, token);
    void reply.header('cache-control', 'private, no-store').header('content-security-policy', "default-src 'none'; sandbox").header('x-content-type-options', 'nosniff');
    return new StreamableFile(Readable.from(this.files.read(keyOfFile(sha256))), { type: mediaType, disposition: disposition(name), length: bytes });
  }
}
