import { Body, Controller, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '#domain/identity/actor.js';
import { ProfileQueries } from '#features/directory/profile.queries.js';
import { ProfileService } from '#features/directory/profile.service.js';
import { CurrentActor, ReceivedAt } from '#api/http/actor.js';
import { ParseId } from '#api/http/parse-id.js';
import { ActivityBody, ListingBody, ProfileBody, ProfileDto } from './profile.dto.js';

const PoleId = () => Param('id', ParseId('pole'));

@ApiTags('directory')
@Controller('poles')
export class ProfileController {
  constructor(
    private readonly profiles: ProfileService,
    private readonly queries: ProfileQueries,
  ) {}

  @Get(':id/profile')
  @ApiOkResponse({ type: ProfileDto })
  one(@CurrentActor() actor: Actor, @PoleId() id: string): Promise<ProfileDto> {
    return this.queries.one(actor, id);
  }

  @Put(':id/profile')
  @ApiOkResponse({ type: ProfileDto })
  async save(@CurrentActor() actor: Actor, @PoleId() id: string, @Body() { version, ...profile }: ProfileBody, @ReceivedAt() at: Date): Promise<ProfileDto> {
    await this.profiles.save(actor, id, version, profile, at);
    return this.queries.one(actor, id);
  }

  @Post(':id/activity')
  @HttpCode(200)
  @ApiOkResponse({ type: ProfileDto })
  async tellActivity(@CurrentActor() actor: Actor, @PoleId() id: string, @Body() { version, ...told }: ActivityBody, @ReceivedAt() at: Date): Promise<ProfileDto> {
    await this.profiles.tellActivity(actor, id, version, told, at);
    return this.queries.one(actor, id);
  }

  @Post(':id/listing')
  @HttpCode(200)
  @ApiOkResponse({ type: ProfileDto })
  async list(@CurrentActor() actor: Actor, @PoleId() id: string, @Body() { version, ...told }: ListingBody, @ReceivedAt() at: Date): Promise<ProfileDto> {
    await this.profiles.list(actor, id, version, told, at);
    return this.queries.one(actor, id);
  }
}
