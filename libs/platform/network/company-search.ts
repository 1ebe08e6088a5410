import { Inject, Injectable } from '@nestjs/common';
import { unavailable } from '#domain/shared/error.js';
import { CONFIG, type Config } from '#platform/config/config.js';
import { errorFields, log } from '#platform/telemetry/log.js';
import { Turns } from '#platform/turns/turns.js';
import { companiesIn, type Company } from './company-answer.js';

/** How long an answer may take, ms, and how long it may be, bytes. */
const answerWithinMs = 3_000;
const mostBytes = 500_000;
/** It takes seven requests a second from one address: these leave room for a second process. */
const atOnce = 3;
const mostWaiting = 12;
/** How long an answer is good for, ms, and how many are kept. */
const keptMs = 600_000;
const mostKept = 500;
/** After a failure nobody waits for it for so long, ms; after a 429, for as long as it says. */
const restMs = 5_000;
const longestRestMs = 300_000;
const shortestQuery = 3;
const perPage = 8;

/**
 * The public company search (« API Recherche d’entreprises »), when the deployment has one: no key, no account, no data that is kept back. It is
 * asked for what is read here only, so that it sends no director's name.
 */
@Injectable()
export class CompanySearch {
  private readonly turns = new Turns(atOnce, mostWaiting, () => unavailable('companies.busy', { retryAfterSeconds: 2 }));
  private readonly kept = new Map<string, { at: number; companies: readonly Company[] }>();
  private restsUntil = 0;
  private restsFor: 'companies.down' | 'companies.busy' = 'companies.down';

  constructor(@Inject(CONFIG) private readonly config: Pick<Config, 'companySearchUrl' | 'publicUrl'>) {}

  get isPresent(): boolean {
    return this.config.companySearchUrl !== undefined;
  }

  /**
   * The first few companies whose name or address has `text`; none for less than three signs. Throws `unavailable`: `companies.busy` (with
   * `retryAfterSeconds`) when it or we have too much to do, `companies.down` when it does not answer in time, fails, or answers something else.
   */
  async byText(text: string): Promise<readonly Company[]> {
    const query = text.trim().replace(/\s+/g, ' ');
    return query.length < shortestQuery ? [] : this.asked(query);
  }

  /** The company of a SIREN, or undefined when the search does not know it. Throws as `byText` does. */
  async bySiren(siren: string): Promise<Company | undefined> {
    return (await this.asked(siren)).find((company) => company.siren === siren);
  }

  private async asked(query: string): Promise<readonly Company[]> {
    const key = query.toLowerCase();
    const known = this.kept.get(key);
    if (known !== undefined && Date.now() - known.at < keptMs) return known.companies;
    return this.turns.take(async () => {
      const left = this.restsUntil - Date.now();
      if (left > 0) throw unavailable(this.restsFor, this.restsFor === 'companies.busy' ? { retryAfterSeconds: Math.ceil(left / 1000) } : {});
      const companies = await this.fetched(query);
      this.kept.delete(key);
      this.kept.set(key, { at: Date.now(), companies });
      if (this.kept.size > mostKept) this.kept.delete(this.kept.keys().next().value!);
      return companies;
    });
  }

  private async fetched(query: string): Promise<Company[]> {
    const address = `${this.config.companySearchUrl!}/search?${new URLSearchParams({ q: query, minimal: 'true', include: 'siege,complements', page: '1', per_page: String(perPage) }).toString()}`;
    try {
      const response = await fetch(address, {
        headers: { accept: 'application/json', 'user-agent': `Essaim (${this.config.publicUrl})` },
        redirect: 'error',
        signal: AbortSignal.timeout(answerWithinMs),
      });
      if (response.status === 429) throw this.rest('companies.busy', retryAfterMs(response.headers.get('retry-after')));
      // It refuses what it cannot search for: nothing was found.
      if (response.status === 400) return [];
      if (!response.ok) throw new Error(`the company search answers ${response.status}`);
      return companiesIn(await textOf(response));
    } catch (error) {
      if ((error as { kind?: unknown }).kind === 'unavailable') throw error;
      log.warn(errorFields(error), 'the company search does not answer');
      throw this.rest('companies.down', restMs);
    }
  }

  private rest(why: 'companies.down' | 'companies.busy', ms: number): Error {
    this.restsUntil = Date.now() + ms;
    this.restsFor = why;
    return unavailable(why, why === 'companies.busy' ? { retryAfterSeconds: Math.ceil(ms / 1000) } : {});
  }
}

/** `Retry-After` in seconds or as a date; a second when it says nothing, five minutes at most. */
function retryAfterMs(header: string | null): number {
  const ms = header === null ? Number.NaN : /^\d+$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isFinite(ms) ? Math.min(longestRestMs, Math.max(1_000, ms)) : 1_000;
}

async function textOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    if (bytes > mostBytes) throw new Error('the company search answers too much');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
