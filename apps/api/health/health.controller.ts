import { Controller, Get, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Health } from '#platform/telemetry/health.js';
import { Bare } from '#api/http/actor.js';

export class LiveDto {
  @ApiProperty({ enum: ['live'] })
  status: 'live';
}

export class ReadyDto {
  @ApiProperty()
  ready: boolean;

  @ApiProperty({ enum: ['up', 'down'] })
  database: 'up' | 'down';

  @ApiProperty({ type: 'integer', nullable: true, description: 'How long the oldest event has been waiting to be handed to the queue, ms' })
  outboxAgeMs: number | null;

  @ApiProperty({ description: 'Worth an alert' })
  outboxLate: boolean;
}

@Bare()
@ApiTags('health')
@Controller('health')
export class HealthController {
  constructor(private readonly health: Health) {}

  @Get('live')
  @ApiOkResponse({ type: LiveDto })
  live(): LiveDto {
    return { status: 'live' };
  }

  @Get('ready')
  @ApiOkResponse({ type: ReadyDto })
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<ReadyDto> {
    const readiness = await this.health.readiness();
    if (!readiness.ready) void reply.status(503);
    return readiness;
  }
}
