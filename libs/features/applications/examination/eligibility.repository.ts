import { Injectable } from '@nestjs/common';
import type { Case, FindingKey, Verdict } from '#domain/applications/eligibility.rules.js';
import { execute, rows } from '#platform/database/sql.js';
import type { Tx } from '#platform/database/transactions.js';

export interface NewFinding {
  condition: FindingKey;
  met: boolean;
  reason: string;
}

/** What the officer found and ruled about a dossier. */
@Injectable()
export class EligibilityRepository {
  async record(tx: Tx, applicationId: string, findings: readonly NewFinding[], foundBy: string, at: Date): Promise<void> {
    await execute(
      tx,
      `insert into application_findings (application_id, condition, met, reason, found_by, found_at)
       select $1, condition, met, reason, $5, $6 from unnest($2::text[], $3::boolean[], $4::text[]) as finding (condition, met, reason)
       on conflict (application_id, condition) do update set met = excluded.met, reason = excluded.reason, found_by = excluded.found_by, found_at = excluded.found_at`,
      [applicationId, findings.map((one) => one.condition), findings.map((one) => one.met), findings.map((one) => one.reason), foundBy, at],
    );
  }

  async findings(tx: Tx, applicationId: string): Promise<Case['findings']> {
    const found = await rows<NewFinding>(tx, `select condition, met, reason from application_findings where application_id = $1`, [applicationId]);
    return Object.fromEntries(found.map(({ condition, ...finding }) => [condition, finding]));
  }

  async rule(tx: Tx, applicationId: string, verdict: Verdict, ruledBy: string, at: Date): Promise<void> {
    await execute(
      tx,
      `insert into application_verdicts (application_id, outcome, conditions, ruled_by, ruled_at) values ($1, $2, $3, $4, $5)`,
      [applicationId, verdict.outcome, JSON.stringify(verdict.conditions), ruledBy, at],
    );
  }
}
