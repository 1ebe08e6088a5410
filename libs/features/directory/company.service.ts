import { Injectable } from '@nestjs/common';
import { factsLastMs, type CompanyFacts } from '#domain/directory/company.rules.js';
import { isSiren } from '#domain/directory/siren.js';
import type { Actor } from '#domain/identity/actor.js';
import { DomainError } from '#domain/shared/error.js';
import { Clock } from '#platform/clock/clock.js';
import { Transactions } from '#platform/database/transactions.js';
import { Outbox } from '#platform/events/outbox.js';
import type { Company } from '#platform/network/company-answer.js';
import { CompanySearch } from '#platform/network/company-search.js';
import { CompanyQueries } from './company.queries.js';
import { CompanyRepository } from './company.repository.js';
import { Pace } from './pace.js';

/** What a look-up gave: `off` where the deployment has no search, `down` and `busy` when it gave nothing; a form goes on by hand. */
export interface LookUp {
  outcome: 'answered' | 'off' | 'down' | 'busy';
  companies: readonly Company[];
}

/** How often one person may look up: a form that is typed in asks once a second at most. */
const perMinute = 40;

/** Looks legal persons up in the public company search: at once for a form, later for what was declared. */
@Injectable()
export class CompanyService {
  private readonly pace = new Pace(perMinute);

  constructor(
    private readonly transactions: Transactions,
    private readonly search: CompanySearch,
    private readonly queries: CompanyQueries,
    private readonly companies: CompanyRepository,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** By SIREN, SIRET or a part of a name. Undefined: this person asks too often. */
  async lookUp(actor: Actor, text: string): Promise<LookUp | undefined> {
    if (!this.search.isPresent) return { outcome: 'off', companies: [] };
    if (!this.pace.allows(actor.userId)) return undefined;
    const digits = text.replace(/[\s.-]/g, '');
    try {
      if (!/^\d{9}(\d{5})?$/.test(digits)) return { outcome: 'answered', companies: await this.search.byText(text) };
      const company = await this.search.bySiren(digits.slice(0, 9));
      return { outcome: 'answered', companies: company === undefined ? [] : [company] };
    } catch (error) {
      if (!(error instanceof DomainError) || error.kind !== 'unavailable') throw error;
      return { outcome: error.code === 'companies.busy' ? 'busy' : 'down', companies: [] };
    }
  }

  /**
   * Asks the register about the numbers that the subject of an outbox row declares, outside any transaction, and writes down each answer as it comes.
   * Without a search nothing is asked. Throws `unavailable` when it does not answer: the job comes again for what is left.
   */
  async check(outboxId: string): Promise<void> {
    const at = await this.clock.now();
    for (const siren of this.search.isPresent ? await this.sirensOf(outboxId, new Date(at.getTime() - factsLastMs)) : []) {
      const company = await this.search.bySiren(siren);
      await this.transactions.run((tx) => this.companies.record(tx, siren, company === undefined ? null : factsOf(company), at));
    }
    await this.transactions.run(async (tx) => {
      if ((await this.outbox.lock(tx, outboxId)) !== undefined) await this.outbox.remove(tx, outboxId);
    });
  }

  private async sirensOf(outboxId: string, since: Date): Promise<string[]> {
    const sirens = await this.transactions.run(async (tx) => {
      const row = await this.outbox.lock(tx, outboxId);
      return row === undefined ? [] : this.queries.toAsk(tx, row.event_id, since);
    });
    return sirens.filter(isSiren);
  }
}

/** A natural person's name is not kept. */
const factsOf = ({ name, legalCategory, closed }: Company): CompanyFacts => ({ name: legalCategory?.startsWith('1') === true ? null : name, legalCategory, closed });
