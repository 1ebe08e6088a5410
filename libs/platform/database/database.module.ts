import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import pg from 'pg';
import { CONFIG, type Config } from '#platform/config/config.js';
import { Database } from './sql.js';
import { Transactions } from './transactions.js';
import { errorFields, log } from '#platform/telemetry/log.js';

const exact = (text: string): number => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`PostgreSQL gave ${text}, more than JavaScript holds exactly`);
  return value;
};

const { builtins } = pg.types;
/** Of our pool only: BullMQ shares the driver and keeps its own. numeric: sums of bigint, whole by construction. */
const parsers = new Map<number, (text: string) => unknown>([
  [builtins.INT8, exact],
  [builtins.NUMERIC, exact],
  [builtins.DATE, (text) => text],
]);
const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    (format !== 'binary' && parsers.get(oid)) || (pg.types.getTypeParser(oid, format ?? 'text') as (text: string) => unknown),
};

@Global()
@Module({
  imports: [
    TypeOrmModule.forRootAsync({
      inject: [CONFIG],
      useFactory: (config: Config) => ({
        type: 'postgres' as const,
        url: config.databaseUrl,
        schema: 'essaim',
        autoLoadEntities: true,
        synchronize: false,
        installExtensions: false,
        invalidWhereValuesBehavior: { null: 'throw' as const, undefined: 'throw' as const },
        retryAttempts: 0,
        poolErrorHandler: (error: unknown) => log.warn(errorFields(error), 'an idle connection to the database was lost'),
        extra: {
          max: config.databasePool,
          connectionTimeoutMillis: 30_000,
          keepAlive: true,
          types,
          application_name: 'essaim',
          options: '-c search_path=essaim,public -c lock_timeout=5s -c statement_timeout=15s -c idle_in_transaction_session_timeout=10s',
        },
      }),
    }),
  ],
  providers: [Database, Transactions],
  exports: [Database, Transactions],
})
export class DatabaseModule {}
