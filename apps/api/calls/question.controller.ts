import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '#domain/identity/actor.js';
import { QuestionQueries } from '#features/calls/question.queries.js';
import { QuestionService } from '#features/calls/question.service.js';
import { CurrentActor, Public, ReceivedAt, VisitorOrActor } from '#api/http/actor.js';
import { Created } from '#api/http/page.dto.js';
import { ParseId } from '#api/http/parse-id.js';
import { AnswerBody, QuestionBody, QuestionPage, QuestionsQuery } from './question.dto.js';

const CallId = () => Param('id', ParseId('call'));

@ApiTags('calls')
@Controller()
export class QuestionController {
  constructor(
    private readonly questions: QuestionService,
    private readonly queries: QuestionQueries,
  ) {}

  @Public()
  @Get('calls/:id/questions')
  @ApiOkResponse({ type: QuestionPage })
  ofCall(@VisitorOrActor() actor: Actor | undefined, @CallId() id: string, @Query() query: QuestionsQuery): Promise<QuestionPage> {
    return this.queries.ofCall(actor, id, query);
  }

  @Post('calls/:id/questions')
  @ApiCreatedResponse({ type: Created })
  async ask(@CurrentActor() actor: Actor, @CallId() id: string, @Body() { question }: QuestionBody, @ReceivedAt() at: Date): Promise<Created> {
    return { id: await this.questions.ask(actor, id, question, at) };
  }

  @Post('questions/:id/answer')
  @HttpCode(204)
  @ApiNoContentResponse()
  async answer(@CurrentActor() actor: Actor, @Param('id', ParseId('question')) id: string, @Body() body: AnswerBody, @ReceivedAt() at: Date): Promise<void> {
    await this.questions.answer(actor, id, body, at);
  }
}
