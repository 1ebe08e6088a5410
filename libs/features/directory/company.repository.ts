import { Injectable } from '@nestjs/common';
import type { CompanyFacts } from '#domain/directory/company.rules.js';
import { execute } from '#platform/database/sql.js';
import type { Tx } from '#platform/database/transactions.js';

@Injectable()
export class CompanyRepository {
  /** Writes down what the register said of a SIREN at `at`; null: it does not know it. An older answer never replaces a newer one. */
  async record(tx: Tx, siren: string, facts: CompanyFacts | null, at: Date): Promise<void> {
    await execute(
      tx,
      `insert into company_checks (siren, checked_at, found, name, legal_category, closed) values ($1, $2, $3, $4, $5, $6)
       on conflict (siren) do update set checked_at = excluded.checked_at, found = excluded.found, name = excluded.name, legal_category = excluded.legal_category, closed = excluded.closed
       where company_checks.checked_at <= excluded.checked_at`,
      [siren, at, facts !== null, facts?.name ?? null, facts?.legalCategory ?? null, facts?.closed ?? null],
    );
  }
}
