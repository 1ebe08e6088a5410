import { Injectable } from '@nestjs/common';
import type { Actor } from '#domain/identity/actor.js';
import { canListEnvelopes, canSeeEnvelope, envelopesOf, seesEveryEnvelope } from '#domain/programmes/envelope.policy.js';
import type { EnvelopeState, MovementState } from '#domain/programmes/envelope.rules.js';
import type { MoneyLine } from '#domain/programmes/ledger.rules.js';
import { forbidden, notFound } from '#domain/shared/error.js';
import { decodeCursor, page, type Page } from '#platform/database/keyset.js';
import { Database, rows } from '#platform/database/sql.js';
import { LedgerQueries, type Figures, type TransferFilter, type TransferRow } from './ledger.queries.js';

export interface EnvelopeRow {
  id: string;
  title: string;
  programmeCode: string | null;
  actionCode: string | null;
  state: EnvelopeState;
  proposedAt: Date;
  confirmedAt: Date | null;
  /** Cents, AE and CP of all years, as opened and topped up so far. */
  aeAuthorisedCents: number;
  cpAuthorisedCents: number;
}

export interface MovementRow {
  id: string;
  kind: 'open' | 'top-up';
  state: MovementState;
  proposedBy: string;
  proposedByName: string;
  proposedAt: Date;
  confirmedByName: string | null;
  confirmedAt: Date | null;
  lines: MoneyLine[];
}

export interface EnvelopeView extends EnvelopeRow {
  proposedBy: string;
  figures: Figures;
  movements: MovementRow[];
}

const authorised = (nature: string): string =>
  `(select coalesce(-sum(balance_cents), 0) from ledger_accounts a where a.envelope_id = e.id and a.nature = '${nature}' and a.bucket = 'source')`;
const columns = `e.id, e.title, e.programme_code as "programmeCode", e.action_code as "actionCode", e.state, e.proposed_at as "proposedAt",
  e.confirmed_at as "confirmedAt", ${authorised('ae')} as "aeAuthorisedCents", ${authorised('cp')} as "cpAuthorisedCents"`;

@Injectable()
export class EnvelopeQueries {
  constructor(
    private readonly database: Database,
    private readonly ledger: LedgerQueries,
  ) {}

  /** Envelopes by title, French order: those that the actor's grants show. */
  async list(actor: Actor, filter: { search?: string; state?: EnvelopeState; limit: number; after?: string }): Promise<Page<EnvelopeRow>> {
    if (!canListEnvelopes(actor)) throw forbidden('envelope.list-not-yours');
    const [title, id] = filter.after === undefined ? [null, null] : decodeCursor(filter.after, ['text', 'uuid']);
    const found = await rows<EnvelopeRow>(
      this.database,
      `select ${columns} from envelopes e
       where ($1::uuid[] is null or e.id = any($1))
         and ($2::text is null or essaim_fold(e.title) like '%' || essaim_fold($2) || '%')
         and ($3::text is null or e.state = $3)
         and ($4::text is null or (e.title collate "fr-x-icu", e.id) > ($4, $5::uuid))
       order by e.title collate "fr-x-icu", e.id limit $6`,
      [seesEveryEnvelope(actor) ? null : envelopesOf(actor), filter.search ?? null, filter.state ?? null, title, id, filter.limit + 1],
    );
    return page(found, filter.limit, (row) => [row.title, row.id]);
  }

  async one(actor: Actor, id: string): Promise<EnvelopeView> {
    if (!canSeeEnvelope(actor, { id })) throw notFound('envelope');
    const [envelope] = await rows<EnvelopeRow & { proposedBy: string }>(
      this.database,
      `select ${columns}, e.proposed_by as "proposedBy" from envelopes e where e.id = $1`,
      [id],
    );
    if (envelope === undefined) throw notFound('envelope');
    return { ...envelope, figures: await this.ledger.figures(id), movements: await this.movementsOf(id) };
  }

  async transfersOf(actor: Actor, id: string, filter: TransferFilter): Promise<Page<TransferRow>> {
    if (!canSeeEnvelope(actor, { id }) || !(await this.exists(id))) throw notFound('envelope');
    return this.ledger.transfersOf(id, filter);
  }

  private async exists(id: string): Promise<boolean> {
    return (await rows(this.database, `select from envelopes where id = $1`, [id])).length > 0;
  }

  private movementsOf(envelopeId: string): Promise<MovementRow[]> {
    return rows<MovementRow>(
      this.database,
      `select m.id, m.kind, m.state, m.proposed_by as "proposedBy", p.full_name as "proposedByName", m.proposed_at as "proposedAt",
         c.full_name as "confirmedByName", m.confirmed_at as "confirmedAt",
         (select jsonb_agg(jsonb_build_object('nature', l.nature, 'year', l.year, 'amountCents', l.amount_cents) || case when l.funder = '' then '{}' else jsonb_build_object('funder', l.funder) end order by l.nature, l.year, l.funder)
            from envelope_movement_lines l where l.movement_id = m.id) as lines
       from envelope_movements m join users p on p.id = m.proposed_by left join users c on c.id = m.confirmed_by
       where m.envelope_id = $1 order by m.proposed_at, m.id`,
      [envelopeId],
    );
  }
}
