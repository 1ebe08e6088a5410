import { Injectable } from '@nestjs/common';
import { companyDifferences, type CompanyDifference } from '#domain/directory/company.rules.js';
import { Database, rows } from '#platform/database/sql.js';
import type { Tx } from '#platform/database/transactions.js';

/** What the register said of a number that was declared, beside what was declared. */
export interface CompanyCheck {
  siren: string;
  /** As it was declared. */
  name: string;
  /** Is it the pole's own? */
  isPole: boolean;
  /** null: not asked yet. */
  checkedAt: Date | null;
  /** As the register has them; null: not asked, not found or kept back. */
  registeredName: string | null;
  registeredCategory: string | null;
  differences: CompanyDifference[];
}

interface Checked {
  siren: string;
  name: string;
  legalCategory: string;
  isPole: boolean;
  checkedAt: Date | null;
  found: boolean | null;
  registeredName: string | null;
  registeredCategory: string | null;
  closed: boolean | null;
}

/** The last thing that was received of an application: $1. */
const received = `(select content::jsonb from submissions where application_id = $1 order by ordinal desc limit 1)`;

@Injectable()
export class CompanyQueries {
  constructor(private readonly database: Database) {}

  /** The numbers that the subject of an event declares, a pole in its profile or a dossier in its last submission, of which the register said nothing since `since`. */
  async toAsk(tx: Tx, eventId: string, since: Date): Promise<string[]> {
    const found = await rows<{ siren: string }>(
      tx,
      `with subject as (select subject_type as type, subject_id::uuid as id from events where id = $1 and subject_type in ('pole', 'application')),
         pole as (select case type when 'pole' then id else (select pole_id from applications where id = subject.id) end as id from subject),
         declared as (
           select siren from poles where id = (select id from pole)
           union select m.siren from pole_members m join subject s on s.type = 'pole' and m.pole_id = s.id
           union select member->>'siren' from subject s
             cross join lateral (select content::jsonb->'members' as members from submissions where s.type = 'application' and application_id = s.id order by ordinal desc limit 1) c
             cross join lateral jsonb_array_elements(c.members) member)
       select siren from declared d where siren is not null and not exists (select from company_checks k where k.siren = d.siren and k.checked_at > $2) order by siren`,
      [eventId, since],
    );
    return found.map(({ siren }) => siren);
  }

  /** Of the pole and of each member with a number that the last submission of a dossier declares, in its order. */
  async ofApplication(applicationId: string): Promise<CompanyCheck[]> {
    const found = await rows<Checked>(
      this.database,
      `with declared as (
         select 0 as place, p.siren, p.name, p.legal_category, true as is_pole from applications a join poles p on p.id = a.pole_id where a.id = $1
         union all
         select ordinality::int, member->>'siren', member->>'name', member->>'legalCategory', false
         from jsonb_array_elements(${received}->'members') with ordinality as list (member, ordinality) where member->>'siren' is not null
       )
       select d.siren, d.name, d.legal_category as "legalCategory", d.is_pole as "isPole", k.checked_at as "checkedAt", k.found, k.name as "registeredName", k.legal_category as "registeredCategory", k.closed
       from declared d left join company_checks k on k.siren = d.siren order by d.place`,
      [applicationId],
    );
    return found.map(({ legalCategory, found: known, closed, ...row }) => {
      const facts = known === true ? { name: row.registeredName, legalCategory: row.registeredCategory, closed: closed === true } : null;
      return { ...row, differences: row.checkedAt === null ? [] : companyDifferences({ name: row.name, legalCategory }, facts) };
    });
  }
}
