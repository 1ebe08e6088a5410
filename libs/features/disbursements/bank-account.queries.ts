import { Injectable } from '@nestjs/common';
import { accountReaders, canVerifyAccount, seesEveryAccount } from '#domain/disbursements/disbursement.policy.js';
import { polesOf } from '#domain/identity/pole-people.js';
import type { Actor } from '#domain/identity/actor.js';
import { notFound } from '#domain/shared/error.js';
import { decodeCursor, fetched, page, type Page } from '#platform/database/keyset.js';
import { Database, rows } from '#platform/database/sql.js';
import { Where } from '#platform/database/where.js';

export interface BankAccountView {
  id: string;
  poleId: string;
  poleName: string;
  iban: string;
  bic: string | null;
  holder: string;
  current: boolean;
  declaredByName: string;
  declaredAt: Date;
  verifiedByName: string | null;
  verifiedAt: Date | null;
  actions: 'verify'[];
}

type Raw = Omit<BankAccountView, 'actions'> & { declaredBy: string; cursor: string };

const accounts = `select b.id, b.pole_id as "poleId", p.name as "poleName", b.iban, b.bic, b.holder, b.current, b.declared_by as "declaredBy", x.full_name as "declaredByName",
    b.declared_at as "declaredAt", y.full_name as "verifiedByName", b.verified_at as "verifiedAt", b.declared_at::text as cursor
  from bank_accounts b join poles p on p.id = b.pole_id join users x on x.id = b.declared_by left join users y on y.id = b.verified_by`;

@Injectable()
export class BankAccountQueries {
  constructor(private readonly database: Database) {}

  /** Accounts, the last declared first: one's poles' own, or all for the operator. */
  async list(actor: Actor, filter: { poleId?: string; verified?: boolean; limit: number; after?: string }): Promise<Page<BankAccountView>> {
    const where = seen(actor);
    if (filter.poleId !== undefined) where.and(`b.pole_id = ${where.value(filter.poleId)}::uuid`);
    if (filter.verified !== undefined) where.and(`b.verified_at is ${filter.verified ? 'not null' : 'null'}`);
    if (filter.after !== undefined) {
      const [since, id] = decodeCursor(filter.after, ['instant', 'uuid']);
      where.and(`(b.declared_at, b.id) < (${where.value(since)}::timestamptz, ${where.value(id)}::uuid)`);
    }
    const found = await rows<Raw>(this.database, `${accounts} where ${where.sql} order by b.declared_at desc, b.id desc limit ${fetched(filter.limit)}`, where.params);
    const { items, next } = page(found, filter.limit, (row) => [row.cursor, row.id]);
    return { items: items.map((row) => view(actor, row)), next };
  }

  async one(actor: Actor, id: string): Promise<BankAccountView> {
    const where = seen(actor);
    where.and(`b.id = ${where.value(id)}`);
    const [found] = await rows<Raw>(this.database, `${accounts} where ${where.sql}`, where.params);
    if (found === undefined) throw notFound('bank-account');
    return view(actor, found);
  }
}

function seen(actor: Actor): Where {
  const where = new Where();
  if (!seesEveryAccount(actor)) where.and(`b.pole_id = any(${where.value(polesOf(actor, accountReaders))}::uuid[])`);
  return where;
}

function view(actor: Actor, { declaredBy, cursor: _, ...row }: Raw): BankAccountView {
  const verifiable = row.verifiedAt === null && declaredBy !== actor.userId && canVerifyAccount(actor, row.poleId);
  return { ...row, actions: verifiable ? ['verify'] : [] };
}
