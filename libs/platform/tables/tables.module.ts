import { Global, Module } from '@nestjs/common';
import { TableReading } from './table-reading.js';

@Global()
@Module({ providers: [TableReading], exports: [TableReading] })
export class TablesModule {}
