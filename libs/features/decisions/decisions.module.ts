import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ApplicationsModule } from '../applications/applications.module.js';
import { CallsModule } from '../calls/calls.module.js';
import { ProgrammesModule } from '../programmes/programmes.module.js';
import { SelectionModule } from '../selection/selection.module.js';
import { DecisionFactsQueries } from './decision-facts.queries.js';
import { DecisionLocks } from './decision-locks.js';
import { Decision } from './decision.entity.js';
import { DecisionQueries } from './decision.queries.js';
import { DecisionRepository } from './decision.repository.js';
import { DecisionService } from './decision.service.js';
import { LetterQueries } from './letter.queries.js';
import { LetterRepository } from './letter.repository.js';
import { LetterService } from './letter.service.js';
import { ProposalService } from './proposal.service.js';
import { ResultQueries } from './result.queries.js';

@Module({
  imports: [TypeOrmModule.forFeature([Decision]), ApplicationsModule, CallsModule, ProgrammesModule, SelectionModule],
  providers: [DecisionRepository, DecisionFactsQueries, DecisionLocks, DecisionQueries, DecisionService, LetterRepository, LetterQueries, LetterService, ProposalService, ResultQueries],
  exports: [DecisionFactsQueries, DecisionQueries, DecisionService, LetterQueries, LetterService, ProposalService, ResultQueries],
})
export class DecisionsModule {}
