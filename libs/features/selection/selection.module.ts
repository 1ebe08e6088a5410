import { Module } from '@nestjs/common';
import { CallsModule } from '../calls/calls.module.js';
import { RankingQueries } from './ranking.queries.js';
import { RankingRepository } from './ranking.repository.js';
import { RankingService } from './ranking.service.js';

@Module({ imports: [CallsModule], providers: [RankingRepository, RankingQueries, RankingService], exports: [RankingQueries, RankingService] })
export class SelectionModule {}
