import { Module } from '@nestjs/common';
import { AgreementsModule } from './agreements/agreements.module.js';
import { ApplicationsModule } from './applications/applications.module.js';
import { AttachmentsModule } from './attachments/attachments.module.js';
import { AuditModule } from './audit/audit.module.js';
import { CallsModule } from './calls/calls.module.js';
import { ChartersModule } from './charters/charters.module.js';
import { DecisionsModule } from './decisions/decisions.module.js';
import { DirectoryModule } from './directory/directory.module.js';
import { DisbursementsModule } from './disbursements/disbursements.module.js';
import { IdentityModule } from './identity/identity.module.js';
import { NotificationsModule } from './notifications/notifications.module.js';
import { ProgrammesModule } from './programmes/programmes.module.js';
import { ReviewsModule } from './reviews/reviews.module.js';
import { SelectionModule } from './selection/selection.module.js';

const areas = [IdentityModule, DirectoryModule, ChartersModule, ProgrammesModule, CallsModule, ApplicationsModule, AttachmentsModule, ReviewsModule, SelectionModule, DecisionsModule, AgreementsModule, DisbursementsModule, NotificationsModule, AuditModule];

/** Every area, for the processes that need them all. */
@Module({ imports: areas, exports: areas })
export class FeaturesModule {}
