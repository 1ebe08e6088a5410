import { Module } from '@nestjs/common';
import { ApplicationsModule } from '../applications/applications.module.js';
import { CallsModule } from '../calls/calls.module.js';
import { AssignmentQueries } from './assignment.queries.js';
import { AssignmentRepository } from './assignment.repository.js';
import { AssignmentService } from './assignment.service.js';
import { DossierExportQueries } from './dossier-export.queries.js';
import { ProgressQueries } from './progress.queries.js';
import { ReviewQueries } from './review.queries.js';
import { ReviewRepository } from './review.repository.js';
import { ReviewService } from './review.service.js';

@Module({
  imports: [ApplicationsModule, CallsModule],
  providers: [AssignmentRepository, AssignmentQueries, AssignmentService, ProgressQueries, DossierExportQueries, ReviewRepository, ReviewQueries, ReviewService],
  exports: [AssignmentQueries, AssignmentService, DossierExportQueries, ProgressQueries, ReviewQueries, ReviewService],
})
export class ReviewsModule {}
