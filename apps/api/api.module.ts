import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { FeaturesModule } from '#features/features.module.js';
import type { Config } from '#platform/config/config.js';
import { PlatformModule } from '#platform/platform.module.js';
import { AgreementController } from './agreements/agreement.controller.js';
import { ApplicationController } from './applications/application.controller.js';
import { DraftController } from './applications/draft.controller.js';
import { TogetherController } from './applications/together.controller.js';
import { EligibilityController } from './applications/eligibility.controller.js';
import { AttachmentController } from './attachments/attachment.controller.js';
import { UploadController } from './attachments/upload.controller.js';
import { AuditController } from './audit/audit.controller.js';
import { AddendumController } from './calls/addendum.controller.js';
import { CallController } from './calls/call.controller.js';
import { DocumentController } from './calls/document.controller.js';
import { QuestionController } from './calls/question.controller.js';
import { CharterController } from './charters/charter.controller.js';
import { SignatureController } from './charters/signature.controller.js';
import { DecisionController } from './decisions/decision.controller.js';
import { LetterController } from './decisions/letter.controller.js';
import { ResultController } from './decisions/result.controller.js';
import { DemonstrationModule } from './demonstration/demonstration.module.js';
import { CompanyController } from './directory/company.controller.js';
import { DirectoryController } from './directory/directory.controller.js';
import { PlaceController } from './directory/place.controller.js';
import { ProfileController } from './directory/profile.controller.js';
import { PublicDirectoryController } from './directory/public-directory.controller.js';
import { TeamController } from './directory/team.controller.js';
import { BankAccountController } from './disbursements/bank-account.controller.js';
import { LoanController } from './disbursements/loan.controller.js';
import { PaymentOrderController } from './disbursements/payment-order.controller.js';
import { HealthController } from './health/health.controller.js';
import { SessionGuard } from './http/session.guard.js';
import { SessionController } from './identity/session.controller.js';
import { UserController } from './identity/user.controller.js';
import { NotificationController } from './notifications/notification.controller.js';
import { EnvelopeController } from './programmes/envelope.controller.js';
import { RoadmapController } from './programmes/roadmap.controller.js';
import { AssignmentController } from './reviews/assignment.controller.js';
import { ProgressController } from './reviews/progress.controller.js';
import { ReviewController } from './reviews/review.controller.js';
import { RankingController } from './selection/ranking.controller.js';

const controllers: Type[] = [
  HealthController,
  SessionController,
  UserController,
  DirectoryController,
  PublicDirectoryController,
  ProfileController,
  CompanyController,
  PlaceController,
  CharterController,
  SignatureController,
  TeamController,
  EnvelopeController,
  RoadmapController,
  CallController,
  AddendumController,
  DocumentController,
  QuestionController,
  ApplicationController,
  DraftController,
  EligibilityController,
  TogetherController,
  AttachmentController,
  UploadController,
  AssignmentController,
  ReviewController,
  ProgressController,
  RankingController,
  DecisionController,
  LetterController,
  ResultController,
  AgreementController,
  BankAccountController,
  PaymentOrderController,
  LoanController,
  NotificationController,
  AuditController,
];

@Module({})
export class ApiModule {
  static with(config: Config): DynamicModule {
    return {
      module: ApiModule,
      imports: [PlatformModule.with(config), FeaturesModule, ...(config.demonstration ? [DemonstrationModule] : [])],
      controllers,
      providers: [{ provide: APP_GUARD, useClass: SessionGuard }],
    };
  }
}
