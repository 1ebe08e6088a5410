import { Readable } from 'node:stream';
import { Body, Controller, Delete, Get, Headers, HttpCode, Inject, Param, Put, Res, StreamableFile } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '#domain/identity/actor.js';
import { notFound } from '#domain/shared/error.js';
import { DocumentQueries } from '#features/calls/document.queries.js';
import { DocumentService } from '#features/calls/document.service.js';
import { FILE_STORE, keyOfFile, type FileStore } from '#platform/files/file-store.js';
import { CurrentActor, Public, ReceivedAt, VisitorOrActor } from '#api/http/actor.js';
import { disposition } from '#api/http/disposition.js';
import { ParseId } from '#api/http/parse-id.js';
import { DocumentDto, DocumentsBody } from './document.dto.js';

/** What calls give to download. */
@ApiTags('calls')
@Controller()
export class DocumentController {
  constructor(
    private readonly documents: DocumentService,
    private readonly queries: DocumentQueries,
    @Inject(FILE_STORE) private readonly files: FileStore,
  ) {}

  @Public()
  @Get('calls/:id/documents')
  @ApiOkResponse({ type: [DocumentDto] })
  ofCall(@VisitorOrActor() actor: Actor | undefined, @Param('id', ParseId('call')) id: string): Promise<DocumentDto[]> {
    return this.queries.ofCall(actor, id);
  }

  /** Names the documents of a draft, and puts them in order. */
  @Put('calls/:id/documents')
  @ApiOkResponse({ type: [DocumentDto] })
  async arrange(@CurrentActor() actor: Actor, @Param('id', ParseId('call')) id: string, @Body() { documents }: DocumentsBody, @ReceivedAt() at: Date): Promise<DocumentDto[]> {
    await this.documents.arrange(actor, id, documents, at);
    return this.queries.ofCall(actor, id);
  }

  @Delete('documents/:id')
  @HttpCode(204)
  @ApiNoContentResponse()
  async remove(@CurrentActor() actor: Actor, @Param('id', ParseId('document')) id: string, @ReceivedAt() at: Date): Promise<void> {
    await this.documents.remove(actor, id, at);
  }

  /** The bytes of this SHA-256 under this name, for ever the same: a file to keep, never a page. It is asked for again each time, since it may be kept apart one day. */
  @Public()
  @Get('documents/:sha256/:name')
  @ApiProduces('application/octet-stream')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  @ApiResponse({ status: 304, description: 'As `If-None-Match` says' })
  async file(
    @VisitorOrActor() actor: Actor | undefined,
    @Param('sha256') sha256: string,
    @Param('name') name: string,
    @Headers('if-none-match') known: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile | undefined> {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw notFound('document');
    const given = await this.queries.given(actor, sha256, name);
    const tag = `"${given.sha256}"`;
    void reply.header('etag', tag).header('cache-control', given.isPublic ? 'public, no-cache' : 'private, no-store');
    void reply.header('content-security-policy', "default-src 'none'; sandbox").header('x-content-type-options', 'nosniff');
    if (known !== undefined && isKnown(known, tag)) {
      void reply.status(304);
      return undefined;
    }
    return new StreamableFile(Readable.from(this.files.read(keyOfFile(given.sha256))), { type: given.mediaType, disposition: disposition(given.name), length: given.bytes });
  }
}

/** Does `If-None-Match` name `tag`, compared weakly (RFC 9110)? */
const isKnown = (header: string, tag: string): boolean => header.split(',').some((one) => [tag, '*'].includes(one.trim().replace(/^W\//, '')));
