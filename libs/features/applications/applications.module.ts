import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CallsModule } from '../calls/calls.module.js';
import { ChartersModule } from '../charters/charters.module.js';
import { Application } from './application.entity.js';
import { AnsweredQueries } from './answered.queries.js';
import { ApplicationFactsQueries } from './application-facts.queries.js';
import { ApplicationQueries } from './application.queries.js';
import { ApplicationRepository } from './application.repository.js';
import { ApplicationService } from './application.service.js';
import { CertificationRepository } from './together/certification.repository.js';
import { CertificationService } from './together/certification.service.js';
import { CorrectionRepository } from './examination/correction.repository.js';
import { CorrectionService } from './examination/correction.service.js';
import { DraftQueries } from './drafts/draft.queries.js';
import { DraftRepository } from './drafts/draft.repository.js';
import { DraftService } from './drafts/draft.service.js';
import { EligibilityRepository } from './examination/eligibility.repository.js';
import { EligibilityService } from './examination/eligibility.service.js';
import { LateExceptionRepository } from './drafts/late-exception.repository.js';
import { LateExceptionService } from './drafts/late-exception.service.js';
import { MessageQueries } from './together/message.queries.js';
import { MessageRepository } from './together/message.repository.js';
import { MessageService } from './together/message.service.js';
import { PresenceRepository } from './together/presence.repository.js';
import { PresenceService } from './together/presence.service.js';
import { ReminderRepository } from './drafts/reminder.repository.js';
import { ReminderService } from './drafts/reminder.service.js';
import { SectionQueries } from './drafts/section.queries.js';
import { SubmissionQueries } from './submission.queries.js';
import { TaskQueries } from './together/task.queries.js';

const entries = [AnsweredQueries, ApplicationQueries, ApplicationService, CertificationService, CorrectionService, DraftQueries, DraftService, EligibilityService, LateExceptionService, MessageQueries, MessageService, PresenceService, ReminderService, SectionQueries, SubmissionQueries, TaskQueries];

@Module({
  imports: [TypeOrmModule.forFeature([Application]), CallsModule, ChartersModule],
  providers: [...entries, ApplicationFactsQueries, ApplicationRepository, CertificationRepository, CorrectionRepository, DraftRepository, EligibilityRepository, LateExceptionRepository, MessageRepository, PresenceRepository, ReminderRepository],
  exports: entries,
})
export class ApplicationsModule {}
