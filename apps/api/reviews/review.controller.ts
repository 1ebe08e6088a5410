import { Body, Controller, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '#domain/identity/actor.js';
import { marksByCriterion } from '#domain/reviews/review.rules.js';
import { ReviewQueries } from '#features/reviews/review.queries.js';
import { ReviewService } from '#features/reviews/review.service.js';
import { VersionBody } from '#api/applications/application.dto.js';
import { CurrentActor, ReceivedAt } from '#api/http/actor.js';
import { ParseId } from '#api/http/parse-id.js';
import { MarksBody, ReviewDto, SavedMarksDto } from './review.dto.js';

const ReviewId = () => Param('id', ParseId('review'));

@ApiTags('reviews')
@Controller('reviews')
export class ReviewController {
  constructor(
    private readonly reviews: ReviewService,
    private readonly queries: ReviewQueries,
  ) {}

  @Get(':id')
  @ApiOkResponse({ type: ReviewDto })
  one(@CurrentActor() actor: Actor, @ReviewId() id: string): Promise<ReviewDto> {
    return this.queries.one(actor, id);
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
