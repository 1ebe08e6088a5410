import { Body, Controller, Get, Header, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Actor } from '#domain/identity/actor.js';
import { CallQueries } from '#features/calls/call.queries.js';
import { CallService } from '#features/calls/call.service.js';
import { CurrentActor, Public, ReceivedAt, VisitorOrActor } from '#api/http/actor.js';
import { Created } from '#api/http/page.dto.js';
import { ParseId } from '#api/http/parse-id.js';
import { CallBody, CallDto, CallPage, CallsQuery, CloneBody, DefinitionBody, NewCallBody } from './call.dto.js';

const CallId = () => Param('id', ParseId('call'));

@ApiTags('calls')
@Controller('calls')
export class CallController {
  constructor(
    private readonly calls: CallService,
    private readonly queries: CallQueries,
  ) {}

  @Public()
  @Get()
  @ApiOkResponse({ type: CallPage })
  list(@VisitorOrActor() actor: Actor | undefined, @Query() query: CallsQuery, @ReceivedAt() at: Date): Promise<CallPage> {
    return this.queries.list(actor, { ...query, at });
  }

  @Public()
  @Get(':id')
  @ApiOkResponse({ type: CallDto })
  one(@VisitorOrActor() actor: Actor | undefined, @CallId() id: string): Promise<CallDto> {
    return this.queries.one(actor, id) as Promise<CallDto>;
  }

  /** The form for other programs: what its answers look like, as JSON Schema 2020-12. */
  @Public()
  @Get(':id/form.schema.json')
  @Header('content-type', 'application/schema+json; charset=utf-8')
  @ApiOkResponse({ content: { 'application/schema+json': { schema: { type: 'object', additionalProperties: true } } } })
  formSchema(@VisitorOrActor() actor: Actor | undefined, @CallId() id: string): Promise<object> {
    return this.queries.formSchema(actor, id);
  }

  @Post()
  @ApiCreatedResponse({ type: Created })
  async create(@CurrentActor() actor: Actor, @Body() body: NewCallBody, @ReceivedAt() at: Date): Promise<Created> {
    return { id: await this.calls.create(actor, { ...body, prerequisite: body.prerequisite ?? null }, at) };
  }

  @Post(':id/clone')
  @ApiCreatedResponse({ type: Created })
  async clone(@CurrentActor() actor: Actor, @CallId() id: string, @Body() body: CloneBody, @ReceivedAt() at: Date): Promise<Created> {
    return { id: await this.calls.clone(actor, id, body, at) };
  }

  @Public()
  @Get(':id/calendar.ics')
  @Header('content-type', 'text/calendar; charset=utf-8')
  @ApiProduces('text/calendar')
  @ApiOkResponse({ schema: { type: 'string' }, description: 'Openings and closings, RFC 5545' })
  calendar(@VisitorOrActor() actor: Actor | undefined, @CallId() id: string): Promise<string> {
    return this.queries.calendar(actor, id);
  }

  @Put(':id')
  @ApiOkResponse({ type: CallDto })
  async change(@CurrentActor() actor: Actor, @CallId() id: string, @Body() { version, ...body }: CallBody, @ReceivedAt() at: Date): Promise<CallDto> {
    await this.calls.change(actor, id, version, { ...body, prerequisite: body.prerequisite ?? null }, at);
    return this.one(actor, id);
  }

  @Put(':id/form')
  @ApiOkResponse({ type: CallDto })
  async putForm(@CurrentActor() actor: Actor, @CallId() id: string, @Body() body: DefinitionBody, @ReceivedAt() at: Date): Promise<CallDto> {
    await this.calls.putForm(actor, id, body.version, body.definition, at);
    return this.one(actor, id);
  }

  @Put(':id/rubric')
  @ApiOkResponse({ type: CallDto })
  async putRubric(@CurrentActor() actor: Actor, @CallId() id: string, @Body() body: DefinitionBody, @ReceivedAt() at: Date): Promise<CallDto> {
    await this.calls.putRubric(actor, id, body.version, body.definition, at);
    return this.one(actor, id);
  }

  @Post(':id/publish')
  @HttpCode(200)
  @ApiOkResponse({ type: CallDto })
  async publish(@CurrentActor() actor: Actor, @CallId() id: string, @ReceivedAt() at: Date): Promise<CallDto> {
    await this.calls.publish(actor, id, at);
    return this.one(actor, id);
  }

  @Post(':id/discard')
  @HttpCode(200)
  @ApiOkResponse({ type: CallDto })
  async discard(@CurrentActor() actor: Actor, @CallId() id: string, @ReceivedAt() at: Date): Promise<CallDto> {
    await this.calls.discard(actor, id, at);
    return this.one(actor, id);
  }
}
