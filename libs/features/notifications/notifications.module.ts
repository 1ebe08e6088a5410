import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/identity.module.js';
import { JobService } from './job.service.js';
import { NotificationMetrics } from './notification.metrics.js';
import { NotificationQueries } from './notification.queries.js';
import { NotificationRepository } from './notification.repository.js';
import { NotificationService } from './notification.service.js';

@Module({ imports: [IdentityModule], providers: [NotificationMetrics, NotificationRepository, NotificationQueries, NotificationService, JobService], exports: [NotificationQueries, NotificationService, JobService] })
export class NotificationsModule {}
