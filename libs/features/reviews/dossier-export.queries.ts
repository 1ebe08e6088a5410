import { Injectable } from '@nestjs/common';
import { answerColumns, entryTables, type Answered, type Entry } from '#domain/calls/answer.table.js';
import type { Actor } from '#domain/identity/actor.js';
import { dossierColumns } from '#domain/reviews/dossier.table.js';
import type { Column } from '#domain/shared/table.js';
import type { Page } from '#platform/database/keyset.js';
import { TableReading } from '#platform/tables/table-reading.js';
import { sheetOf, type Sheet } from '#platform/tables/table.js';
import { AnsweredQueries } from '../applications/answered.queries.js';
import { ProgressQueries, type DossierFilter, type DossierRow } from './progress.queries.js';

export type ExportFilter = Omit<DossierFilter, 'limit' | 'after'>;

/** How many dossiers a page holds: those with their answers are long. */
const pageOf = { plain: 500, answered: 100 } as const;

type AnsweredDossier = DossierRow & Answered;

/** The desk's list of dossiers as a table to take: the same right, the same filters, the same rows. */
@Injectable()
export class DossierExportQueries {
  constructor(
    private readonly reading: TableReading,
    private readonly progress: ProgressQueries,
    private readonly answers: AnsweredQueries,
  ) {}

  /** `answered`: with the answers of the form, blocks and budgets in sheets of their own. Throws `call.not-found` before anything is read of them. */
  async of(actor: Actor, callId: string, filter: ExportFilter, answered: boolean): Promise<{ code: string; sheets: Sheet[] }> {
    const code = await this.progress.codeOf(actor, callId);
    if (answered) return { code, sheets: await this.withAnswers(actor, callId, filter) };
    const all = await this.reading.everyRow((after) => this.progress.dossiers(actor, callId, { ...filter, limit: pageOf.plain, ...(after === undefined ? {} : { after }) }));
    return { code, sheets: [sheetOf('Dossiers', dossierColumns, all)] };
  }

  private async withAnswers(actor: Actor, callId: string, filter: ExportFilter): Promise<Sheet[]> {
    const all = await this.reading.everyRow((after) => this.page(actor, callId, { ...filter, limit: pageOf.answered, ...(after === undefined ? {} : { after }) }));
    const forms = await this.answers.formsOf(callId);
    const entries = entryTables<AnsweredDossier>(forms).map(({ name, columns, entries: of }) => sheetOf<Entry<AnsweredDossier>>(name, [...entryHead, ...columns], () => each(all(), of)));
    return [sheetOf<AnsweredDossier>('Dossiers', [...dossierColumns, ...answerColumns(forms)], all), ...entries];
  }

  private async page(actor: Actor, callId: string, filter: DossierFilter): Promise<Page<AnsweredDossier>> {
    const { items, next } = await this.progress.dossiers(actor, callId, filter);
    const answers = await this.answers.of(actor, items.map(({ id }) => id));
    return { items: items.map((dossier) => ({ ...dossier, ...answers.get(dossier.id)! })), next };
  }
}

const entryHead: Column<Entry<AnsweredDossier>>[] = [
  { head: 'Numéro', kind: 'text', of: ({ row }) => row.number },
  { head: 'Pôle', kind: 'text', of: ({ row }) => row.poleName },
  { head: 'N°', kind: 'number', of: ({ position }) => position },
];

async function* each<Row, Item>(all: AsyncIterable<Row>, of: (row: Row) => Item[]): AsyncIterable<Item> {
  for await (const row of all) yield* of(row);
}
