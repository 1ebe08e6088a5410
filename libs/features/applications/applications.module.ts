import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CallsModule } from '../calls/calls.module.js';
import { ChartersModule } from '../charters/charters.module.js';
import { Application } from './application.entity.js';
import { AnsweredQueries } from './answered.queries.js';
import { ApplicationQueries } from './application.queries.js';
import { ApplicationRepository } from './application.repository.js';
import { ApplicationService } from './application.service.js';
import { CertificationRepository } from './certification.repository.js';
import { CertificationService } from './certification.service.js';
import { CorrectionRepository } from './correction.repository.js';
import { CorrectionService } from './correction.service.js';
import { DraftQueries } from './draft.queries.js';
import { DraftRepository } from './draft.repository.js';
import { DraftService } from './draft.service.js';
import { EligibilityRepository } from './eligibility.repository.js';
import { EligibilityService } from './eligibility.service.js';
import { LateExceptionRepository } from './late-exception.repository.js';
import { LateExceptionService } from './late-exception.service.js';
import { MessageQueries } from './message.queries.js';
import { MessageRepository } from './message.repository.js';
import { MessageService } from './message.service.js';
import { PresenceRepository } from './presence.repository.js';
import { PresenceService } from './presence.service.js';
import { ReminderRepository } from './reminder.repository.js';
import { ReminderService } from './reminder.service.js';
import { SectionQueries } from './section.queries.js';
import { SubmissionQueries } from './submission.queries.js';
import { TaskQueries } from './task.queries.js';

const entries = [AnsweredQueries, ApplicationQueries, ApplicationService, CertificationService, CorrectionService, DraftQueries, DraftService, EligibilityService, LateExceptionService, MessageQueries, MessageService, PresenceService, ReminderService, SectionQueries, SubmissionQueries, TaskQueries];

@Module({
  imports: [TypeOrmModule.forFeature([Application]), CallsModule, ChartersModule],
  providers: [...entries, ApplicationRepository, CertificationRepository, CorrectionRepository, DraftRepository, EligibilityRepository, LateExceptionRepository, MessageRepository, PresenceRepository, ReminderRepository],
  exports: entries,
})
export class ApplicationsModule {}
