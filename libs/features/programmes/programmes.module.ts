import { Module } from '@nestjs/common';
import { EnvelopeQueries } from './envelope.queries.js';
import { EnvelopeRepository } from './envelope.repository.js';
import { EnvelopeService } from './envelope.service.js';
import { LedgerQueries } from './ledger.queries.js';
import { LedgerRepository } from './ledger.repository.js';
import { LedgerService } from './ledger.service.js';
import { RoadmapQueries } from './roadmap.queries.js';
import { RoadmapRepository } from './roadmap.repository.js';
import { RoadmapService } from './roadmap.service.js';

@Module({
  providers: [LedgerRepository, LedgerService, LedgerQueries, EnvelopeRepository, EnvelopeService, EnvelopeQueries, RoadmapRepository, RoadmapService, RoadmapQueries],
  exports: [LedgerService, LedgerQueries, EnvelopeService, EnvelopeQueries, RoadmapService, RoadmapQueries],
})
export class ProgrammesModule {}
