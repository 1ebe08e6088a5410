import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/identity.module.js';
import { PoleQueries } from './pole.queries.js';
import { PoleRepository } from './pole.repository.js';
import { PoleService } from './pole.service.js';

@Module({ imports: [IdentityModule], providers: [PoleRepository, PoleQueries, PoleService], exports: [PoleQueries, PoleService] })
export class DirectoryModule {}
