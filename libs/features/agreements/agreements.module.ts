import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CallsModule } from '../calls/calls.module.js';
import { DecisionsModule } from '../decisions/decisions.module.js';
import { AgreementFactsQueries } from './agreement-facts.queries.js';
import { Agreement } from './agreement.entity.js';
import { AgreementQueries } from './agreement.queries.js';
import { AgreementRepository } from './agreement.repository.js';
import { AgreementService } from './agreement.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([Agreement]), CallsModule, DecisionsModule],
  providers: [AgreementRepository, AgreementFactsQueries, AgreementQueries, AgreementService],
  exports: [AgreementFactsQueries, AgreementQueries, AgreementService],
})
export class AgreementsModule {}
