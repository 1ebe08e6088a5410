import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Actor } from '#domain/identity/actor.js';
import { JobService } from '#features/notifications/job.service.js';
import { NotificationQueries } from '#features/notifications/notification.queries.js';
import { NotificationService } from '#features/notifications/notification.service.js';
import { CurrentActor, ReceivedAt } from '#api/http/actor.js';
import { Created } from '#api/http/page.dto.js';
import { ParseId } from '#api/http/parse-id.js';
import { FailedJobDto, NotificationPage, NotificationsQuery } from './notification.dto.js';

@ApiTags('notifications')
@Controller()
export class NotificationController {
  constructor(
    private readonly notifications: NotificationService,
    private readonly queries: NotificationQueries,
    private readonly jobs: JobService,
  ) {}

  @Get('notifications')
  @ApiOkResponse({ type: NotificationPage })
  list(@CurrentActor() actor: Actor, @Query() query: NotificationsQuery): Promise<NotificationPage> {
    return this.queries.list(actor, query);
  }

  @Post('notifications/:id/resend')
  @ApiCreatedResponse({ type: Created })
  async resend(@CurrentActor() actor: Actor, @Param('id', ParseId('notification')) id: string, @ReceivedAt() at: Date): Promise<Created> {
    return { id: await this.notifications.resend(actor, id, at) };
  }

  @Get('failed-jobs')
  @ApiOkResponse({ type: [FailedJobDto] })
  failed(@CurrentActor() actor: Actor): Promise<FailedJobDto[]> {
    return this.jobs.failed(actor);
  }

  @Post('failed-jobs/:id/retry')
  @HttpCode(204)
  @ApiNoContentResponse()
  async retry(@CurrentActor() actor: Actor, @Param('id', ParseId('failed-job')) id: string): Promise<void> {
    await this.jobs.retry(actor, id);
  }
}
