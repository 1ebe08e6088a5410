import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/identity.module.js';
import { CompanyQueries } from './company.queries.js';
import { CompanyRepository } from './company.repository.js';
import { CompanyService } from './company.service.js';
import { DirectoryQueries } from './directory.queries.js';
import { InvitationRepository } from './invitation.repository.js';
import { InvitationService } from './invitation.service.js';
import { PlaceService } from './place.service.js';
import { PoleQueries } from './pole.queries.js';
import { PoleRepository } from './pole.repository.js';
import { PoleService } from './pole.service.js';
import { ProfileQueries } from './profile.queries.js';
import { ProfileRepository } from './profile.repository.js';
import { ProfileService } from './profile.service.js';
import { TeamQueries } from './team.queries.js';

@Module({
  imports: [IdentityModule],
  providers: [PoleRepository, PoleQueries, PoleService, ProfileRepository, ProfileQueries, ProfileService, DirectoryQueries, CompanyRepository, CompanyQueries, CompanyService, PlaceService, InvitationRepository, InvitationService, TeamQueries],
  exports: [PoleQueries, PoleService, ProfileQueries, ProfileService, DirectoryQueries, CompanyQueries, CompanyService, PlaceService, InvitationService, TeamQueries],
})
export class DirectoryModule {}
