import { Module } from '@nestjs/common';
import { ProgrammesModule } from '#features/programmes/programmes.module.js';
import { EnvelopeController } from './envelope.controller.js';
import { RoadmapController } from './roadmap.controller.js';

@Module({ imports: [ProgrammesModule], controllers: [EnvelopeController, RoadmapController] })
export class ProgrammesApiModule {}
