import 'reflect-metadata';
import { readdirSync } from 'node:fs';
import { Test, type TestingModule } from '@nestjs/testing';
import { DataSource, EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';
import { FeaturesModule } from '#features/features.module.js';
import { PlatformModule } from '#platform/platform.module.js';
import { testConfig } from '../support/config.js';

const table = '(?:ALTER|COMMENT ON) TABLE "\\w+"';
/** What the schema is allowed to have beyond the entities: it is written by hand, they carry what commands lock and save. */
const richerInSql = [
  new RegExp(`^${table} DROP CONSTRAINT "\\w+"$`), // checks, foreign keys, unique constraints
  /^DROP INDEX "essaim"\."\w+"$/,
  new RegExp(`^${table} ALTER COLUMN "\\w+" DROP DEFAULT$`),
  new RegExp(`^${table} IS NULL$`),
];
/** Columns that no command saves through its entity: written once, by SQL, or read by queries only. */
const leftOut = new Set([
  'calls.created_at',
  'applications.started_by',
  'applications.created_at',
  'applications.answer_due_from',
  'applications.answer_due_since',
  'agreements.reference',
  'agreements.version',
  'agreements.drafted_by',
  'agreements.drafted_at',
  'agreements.ended_at',
]);

/** What TypeORM would change in the database to make it fit the entities, but for what is known to differ. */
async function drift(source: DataSource): Promise<{ statements: string[]; dropped: string[] }> {
  const { upQueries } = await source.driver.createSchemaBuilder().log();
  const dropped: string[] = [];
  const statements: string[] = [];
  for (const { query } of upQueries) {
    const [, of, column] = /^ALTER TABLE "(\w+)" DROP COLUMN "(\w+)"$/.exec(query) ?? [];
    if (of !== undefined) dropped.push(`${of}.${column}`);
    if (of !== undefined ? !leftOut.has(`${of}.${column}`) : !richerInSql.some((kind) => kind.test(query))) statements.push(query);
  }
  return { statements, dropped };
}

let module: TestingModule;
let source: DataSource;
beforeAll(async () => {
  module = await Test.createTestingModule({ imports: [PlatformModule.with(testConfig()), FeaturesModule] }).compile();
  source = module.get(DataSource);
});
afterAll(() => module.close());

it('knows every entity', () => {
  expect(source.entityMetadatas).toHaveLength(readdirSync('libs/features', { recursive: true }).filter((file) => String(file).endsWith('.entity.ts')).length);
});

it('finds the migrated tables as the entities say', async () => {
  const { statements, dropped } = await drift(source);
  expect(statements).toEqual([]);
  expect(new Set(dropped)).toEqual(leftOut);
});

const id: EntitySchemaColumnOptions = { type: 'uuid', primary: true };
it.each<[string, string, Record<string, EntitySchemaColumnOptions>, RegExp]>([
  ['a column that the table lacks', 'roadmaps', { id, anthem: { type: 'text' } }, /^ALTER TABLE "roadmaps" ADD "anthem" text NOT NULL$/],
  ['a column of another type', 'decisions', { id, amount_cents: { type: 'integer', nullable: true } }, /^ALTER TABLE "decisions" ADD "amount_cents" integer$/],
  ['a column that may be null here alone', 'decisions', { id, motivation: { type: 'text', nullable: true } }, /"motivation" DROP NOT NULL$/],
  ['a column that may be null there alone', 'decisions', { id, supersedes: { type: 'uuid' } }, /"supersedes" SET NOT NULL$/],
  ['a column that the entity forgot', 'envelopes', { id }, /^ALTER TABLE "envelopes" DROP COLUMN "title"$/],
  ['a table that is not there', 'anthems', { id }, /^CREATE TABLE "anthems"/],
])('would notice %s', async (_what, tableName, columns, expected) => {
  const wrong = await new DataSource({ ...source.options, entities: [new EntitySchema({ name: 'Wrong', tableName, columns })] } as typeof source.options).initialize();
  try {
    expect((await drift(wrong)).statements).toContainEqual(expect.stringMatching(expected));
  } finally {
    await wrong.destroy();
  }
});
