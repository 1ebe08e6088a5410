import { Body, Controller, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '#domain/identity/actor.js';
import { SignatureQueries } from '#features/charters/signature.queries.js';
import { SignatureService } from '#features/charters/signature.service.js';
import { CurrentActor, Public, ReceivedAt, VisitorOrActor } from '#api/http/actor.js';
import { Created } from '#api/http/page.dto.js';
import { ParseId } from '#api/http/parse-id.js';
import { AssessmentBody, AssessmentDto, SavedAssessmentDto, ShownBody, SignatureDto, SigningBody } from './signature.dto.js';

const PoleId = () => Param('id', ParseId('pole'));

@ApiTags('charters')
@Controller()
export class SignatureController {
  constructor(
    private readonly signatures: SignatureService,
    private readonly queries: SignatureQueries,
  ) {}

  /** What a pole signed, the last first: for everybody. Its self-assessment is there for those who may read it. */
  @Public()
  @Get('poles/:id/charter')
  @ApiOkResponse({ type: [SignatureDto] })
  ofPole(@VisitorOrActor() actor: Actor | undefined, @PoleId() id: string, @ReceivedAt() at: Date): Promise<SignatureDto[]> {
    return this.queries.ofPole(actor, id, at);
  }

  @Get('poles/:id/charter-assessment')
  @ApiOkResponse({ type: AssessmentDto })
  assessment(@CurrentActor() actor: Actor, @PoleId() id: string, @ReceivedAt() at: Date): Promise<AssessmentDto> {
    return this.queries.assessment(actor, id, at);
  }

  @Put('poles/:id/charter-assessment')
  @ApiOkResponse({ type: SavedAssessmentDto })
  async save(@CurrentActor() actor: Actor, @PoleId() id: string, @Body() body: AssessmentBody, @ReceivedAt() at: Date): Promise<SavedAssessmentDto> {
    return { version: await this.signatures.saveAssessment(actor, id, body, at) };
  }

  /** Signs the version in force; the same thing twice is one signature. */
  @Post('poles/:id/charter-signatures')
  @ApiCreatedResponse({ type: Created })
  async sign(@CurrentActor() actor: Actor, @PoleId() id: string, @Body() body: SigningBody, @ReceivedAt() at: Date): Promise<Created> {
    return { id: await this.signatures.sign(actor, id, body, at) };
  }

  @Post('charter-signatures/:id/show')
  @HttpCode(204)
  @ApiNoContentResponse()
  async show(@CurrentActor() actor: Actor, @Param('id', ParseId('charter-signature')) id: string, @Body() { isPublic }: ShownBody, @ReceivedAt() at: Date): Promise<void> {
    await this.signatures.show(actor, id, isPublic, at);
  }
}
