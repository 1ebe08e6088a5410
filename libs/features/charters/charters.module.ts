import { Module } from '@nestjs/common';
import { CharterQueries } from './charter.queries.js';
import { CharterRepository } from './charter.repository.js';
import { CharterService } from './charter.service.js';
import { SignatureQueries } from './signature.queries.js';
import { SignatureRepository } from './signature.repository.js';
import { SignatureService } from './signature.service.js';

@Module({
  providers: [CharterRepository, CharterQueries, CharterService, SignatureRepository, SignatureQueries, SignatureService],
  exports: [CharterQueries, CharterService, SignatureQueries, SignatureService],
})
export class ChartersModule {}
