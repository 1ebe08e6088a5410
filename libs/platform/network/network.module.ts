import { Global, Module } from '@nestjs/common';
import { CompanySearch } from './company-search.js';

@Global()
@Module({ providers: [CompanySearch], exports: [CompanySearch] })
export class NetworkModule {}
