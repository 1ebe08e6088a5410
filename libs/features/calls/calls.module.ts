import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ProgrammesModule } from '../programmes/programmes.module.js';
import { Call } from './call.entity.js';
import { CallQueries } from './call.queries.js';
import { CallRepository } from './call.repository.js';
import { CallService } from './call.service.js';

@Module({ imports: [TypeOrmModule.forFeature([Call]), ProgrammesModule], providers: [CallRepository, CallQueries, CallService], exports: [CallQueries, CallService] })
export class CallsModule {}
