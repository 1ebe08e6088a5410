import { Module } from '@nestjs/common';
import { IdentityQueries } from './identity.queries.js';
import { IdentityRepository } from './identity.repository.js';
import { IdentityService } from './identity.service.js';

@Module({ providers: [IdentityRepository, IdentityQueries, IdentityService], exports: [IdentityQueries, IdentityService] })
export class IdentityModule {}
