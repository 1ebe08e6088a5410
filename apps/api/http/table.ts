import { Readable } from 'node:stream';
import { applyDecorators, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiProperty } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { parisDay } from '#domain/shared/day.js';
import { writeCsv } from '#platform/tables/csv.js';
import { tableFormats, type Sheet, type TableFormat } from '#platform/tables/table.js';
import { writeXlsx } from '#platform/tables/xlsx.js';
import { errorFields, log } from '#platform/telemetry/log.js';
import { disposition } from './disposition.js';

const mediaTypes: Readonly<Record<TableFormat, string>> = { csv: 'text/csv; charset=utf-8; header=present', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' };

/** Every list that is taken away: as what. */
export class TableQuery {
  @ApiProperty({ enum: tableFormats, description: 'A CSV is one table; an XLSX may have several' })
  @IsIn(tableFormats)
  format: TableFormat;
}

export const ApiTable = (): MethodDecorator => applyDecorators(ApiProduces(...Object.values(mediaTypes)), ApiOkResponse({ schema: { type: 'string', format: 'binary' } }));

/** The tables of `sheets`, the first one alone as a CSV, in a file whose name says of what they are and of which day. */
export function tableFile(format: TableFormat, name: string, at: Date, sheets: readonly Sheet[]): StreamableFile {
  const bytes = format === 'csv' ? writeCsv(sheets[0]!) : writeXlsx(sheets, at);
  return streamed(bytes, mediaTypes[format], `${slug(name)}-${parisDay(at)}.${format}`);
}

/** Letters, digits, hyphens: a name that every system takes. */
export const slug = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[^A-Za-z0-9]+/g, '-').replace(/^-|-$/g, '').slice(0, 80);

/** What is written while it is sent. What fails on the way is told to the log; the connection is cut, so that nobody takes a part for the whole. */
export function streamed(bytes: AsyncIterable<Uint8Array>, type: string, name: string, length?: number): StreamableFile {
  const file = Readable.from(told(bytes), { objectMode: false });
  return new StreamableFile(file, { type, disposition: disposition(name), ...(length === undefined ? {} : { length }) });
}

async function* told(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  try {
    yield* bytes;
  } catch (error) {
    log.error(errorFields(error), 'a file broke off while it was written');
    throw error;
  }
}
