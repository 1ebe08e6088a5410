import { Module } from '@nestjs/common';
import { AuditQueries } from './audit.queries.js';

@Module({ providers: [AuditQueries], exports: [AuditQueries] })
export class AuditModule {}
