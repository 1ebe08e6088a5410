import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '#domain/identity/actor.js';
import { IdentityQueries } from '#features/identity/identity.queries.js';
import { IdentityService } from '#features/identity/identity.service.js';
import { CurrentActor, ReceivedAt } from '#api/http/actor.js';
import { Created } from '#api/http/page.dto.js';
import { ParseId } from '#api/http/parse-id.js';
import { NewGrantBody, NewUserBody, UserPage, UsersQuery } from './identity.dto.js';

@ApiTags('identity')
@Controller()
export class UserController {
  constructor(
    private readonly identity: IdentityService,
    private readonly queries: IdentityQueries,
  ) {}

  @Get('users')
  @ApiOkResponse({ type: UserPage })
  list(@CurrentActor() actor: Actor, @Query() query: UsersQuery): Promise<UserPage> {
    return this.queries.list(actor, query);
  }

  @Post('users')
  @ApiCreatedResponse({ type: Created })
  async register(@CurrentActor() actor: Actor, @Body() body: NewUserBody, @ReceivedAt() at: Date): Promise<Created> {
    return { id: await this.identity.register(actor, { ...body, quality: body.quality ?? null }, at) };
  }

  @Post('users/:id/role-grants')
  @ApiCreatedResponse({ type: Created })
  async grant(@CurrentActor() actor: Actor, @Param('id', ParseId('user')) id: string, @Body() body: NewGrantBody, @ReceivedAt() at: Date): Promise<Created> {
    return { id: await this.identity.grantRole(actor, id, { role: body.role, scope: { ...body.scope }, endsAt: body.endsAt ?? null }, at) };
  }

  @Post('role-grants/:id/end')
  @HttpCode(204)
  @ApiNoContentResponse()
  async end(@CurrentActor() actor: Actor, @Param('id', ParseId('role-grant')) id: string, @ReceivedAt() at: Date): Promise<void> {
    await this.identity.endRole(actor, id, at);
  }
}
