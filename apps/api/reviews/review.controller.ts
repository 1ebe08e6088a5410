import { Body, Controller, Get, HttpCode, Param, ParseIntPipe, Post, Put, Res, type StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Actor } from '#domain/identity/actor.js';
import { notFound } from '#domain/shared/error.js';
import { marksByCriterion } from '#domain/reviews/review.rules.js';
import { ArchiveQueries } from '#features/attachments/archive.queries.js';
import { AttachmentQueries } from '#features/attachments/attachment.queries.js';
import { ReviewQueries } from '#features/reviews/review.queries.js';
import { ReviewService } from '#features/reviews/review.service.js';
import { VersionBody } from '#api/applications/application.dto.js';
import { AttachmentDto } from '#api/attachments/attachment.dto.js';
import { fileAddress } from '#api/http/disposition.js';
import { CurrentActor, ReceivedAt } from '#api/http/actor.js';
import { ParseId } from '#api/http/parse-id.js';
import { streamed } from '#api/http/table.js';
import { MarksBody, ReviewDto, SavedMarksDto } from './review.dto.js';

const ReviewId = () => Param('id', ParseId('review'));

@ApiTags('reviews')
@Controller('reviews')
export class ReviewController {
  constructor(
    private readonly reviews: ReviewService,
    private readonly queries: ReviewQueries,
    private readonly attachments: AttachmentQueries,
    private readonly archives: ArchiveQueries,
  ) {}

  @Get(':id')
  @ApiOkResponse({ type: ReviewDto })
  one(@CurrentActor() actor: Actor, @ReviewId() id: string): Promise<ReviewDto> {
    return this.queries.one(actor, id);
  }

  /** The files that the submission under review sealed, those that this reader may know of. */
  @Get(':id/attachments')
  @ApiOkResponse({ type: [AttachmentDto] })
  async files(@CurrentActor() actor: Actor, @ReviewId() id: string): Promise<AttachmentDto[]> {
    const { submission } = await this.queries.one(actor, id);
    const open = new Set(submission.content.attachments?.map(({ id: file }) => file));
    return (await this.attachments.sealedIn(submission.id)).filter((file) => open.has(file.id));
  }

  /** The submission under review as one ZIP with a manifest, without what is hidden from this reader. */
  @Get(':id/archive')
  @ApiProduces('application/zip')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async archive(@CurrentActor() actor: Actor, @ReviewId() id: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<StreamableFile> {
    const { submission } = await this.queries.one(actor, id);
    const { name, size, bytes } = await this.archives.of(submission.id, { blind: submission.hiddenQuestions > 0, withReceipt: false });
    void reply.header('cache-control', 'private, no-store');
    return streamed(bytes, 'application/zip', name, size);
  }

  /** One of them, by its place among them. */
  @Get(':id/attachments/:index/download')
  @ApiResponse({ status: 303, description: 'To the file' })
  async download(@CurrentActor() actor: Actor, @ReviewId() id: string, @Param('index', ParseIntPipe) index: number, @Res() reply: FastifyReply): Promise<void> {
    const file = (await this.files(actor, id))[index];
    if (file === undefined) throw notFound('attachment');
    await reply.header('cache-control', 'no-store').redirect(fileAddress(await this.attachments.signed(actor, file.id)), 303);
  }

  @Put(':id/marks')
  @ApiOkResponse({ type: SavedMarksDto })
  saveMarks(@CurrentActor() actor: Actor, @ReviewId() id: string, @Body() body: MarksBody, @ReceivedAt() at: Date): Promise<SavedMarksDto> {
    return this.reviews.saveMarks(actor, id, body.version, marksByCriterion(body.marks), at);
  }

  @Post(':id/send')
  @HttpCode(200)
  @ApiOkResponse({ type: ReviewDto })
  async send(@CurrentActor() actor: Actor, @ReviewId() id: string, @Body() body: VersionBody, @ReceivedAt() at: Date): Promise<ReviewDto> {
    await this.reviews.send(actor, id, body.version, at);
    return this.queries.one(actor, id);
  }
}
