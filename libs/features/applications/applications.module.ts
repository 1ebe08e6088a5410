import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CallsModule } from '../calls/calls.module.js';
import { Application } from './application.entity.js';
import { ApplicationQueries } from './application.queries.js';
import { ApplicationRepository } from './application.repository.js';
import { ApplicationService } from './application.service.js';
import { EligibilityRepository } from './eligibility.repository.js';
import { EligibilityService } from './eligibility.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([Application]), CallsModule],
  providers: [ApplicationRepository, ApplicationQueries, ApplicationService, EligibilityRepository, EligibilityService],
  exports: [ApplicationQueries, ApplicationService, EligibilityService],
})
export class ApplicationsModule {}
