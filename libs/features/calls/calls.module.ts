import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ChartersModule } from '../charters/charters.module.js';
import { ProgrammesModule } from '../programmes/programmes.module.js';
import { AddendumQueries } from './addendum.queries.js';
import { AddendumRepository } from './addendum.repository.js';
import { AddendumService } from './addendum.service.js';
import { Call } from './call.entity.js';
import { CallQueries } from './call.queries.js';
import { CallRepository } from './call.repository.js';
import { CallService } from './call.service.js';
import { DocumentQueries } from './document.queries.js';
import { DocumentRepository } from './document.repository.js';
import { DocumentService } from './document.service.js';
import { QuestionQueries } from './question.queries.js';
import { QuestionRepository } from './question.repository.js';
import { QuestionService } from './question.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([Call]), ChartersModule, ProgrammesModule],
  providers: [CallRepository, CallQueries, CallService, AddendumRepository, AddendumQueries, AddendumService, DocumentRepository, DocumentQueries, DocumentService, QuestionRepository, QuestionQueries, QuestionService],
  exports: [CallQueries, CallService, AddendumQueries, AddendumService, DocumentQueries, DocumentService, QuestionQueries, QuestionService],
})
export class CallsModule {}
