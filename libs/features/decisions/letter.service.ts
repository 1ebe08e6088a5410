import { randomBytes } from 'node:crypto';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { appealLastDay } from '#domain/decisions/decision.rules.js';
import { termsOfAward } from '#domain/calls/track.rules.js';
import { scheduleOf } from '#domain/decisions/award.rules.js';
import type { LetterFacts } from '#domain/decisions/letter.js';
import { composeLetter, letterTemplateVersion } from '#domain/decisions/letter.rules.js';
import { verificationBytes, verificationCode } from '#domain/decisions/verification-code.js';
import { system } from '#domain/identity/actor.js';
import { CONFIG, type Config } from '#platform/config/config.js';
import { Transactions, type Tx } from '#platform/database/transactions.js';
import { EventLog } from '#platform/events/event-log.js';
import { Outbox } from '#platform/events/outbox.js';
import { faces } from '#platform/pdf/font.js';
import { checkDrawable, writeLetter } from '#platform/pdf/letter-writer.js';
import { faultPoint } from '#platform/telemetry/fault-point.js';
import { LetterQueries, type LetterSource } from './letter.queries.js';
import { LetterRepository } from './letter.repository.js';

/** The court of the ministry's seat, before which its decisions are contested (CJA R312-1). */
const court = { name: 'tribunal administratif de Paris', address: '7 rue de Jouy, 75181 Paris cedex 04' };

@Injectable()
export class LetterService implements OnModuleInit {
  constructor(
    private readonly transactions: Transactions,
    private readonly letters: LetterRepository,
    private readonly queries: LetterQueries,
    private readonly outbox: Outbox,
    private readonly events: EventLog,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** The fonts are parsed at the start (a tenth of a second), not in the first transaction that asks whether a letter can be drawn. */
  onModuleInit(): void {
    faces();
  }

  /** Throws `invalid-input` `letter.missing-…` when the letter of a decision lacks something that it must say, `rule-violated` `letter.glyph-missing` when it has a sign that cannot be drawn: joins the caller's transaction. */
  async checkWritable(tx: Tx, decisionId: string): Promise<void> {
    const source = await this.queries.source(tx, decisionId);
    checkDrawable(composeLetter(source.kind, letterFacts(source, '0'.repeat(verificationBytes), this.config.publicUrl)));
  }

  /**
   * Makes the letter of a confirmed decision: facts in one transaction, the PDF in none, the letter and the end of the job in another.
   * Run again, or by two workers at once, it still makes one letter.
   */
  async make(outboxId: string): Promise<void> {
    const source = await this.transactions.run(async (tx) => {
      const row = await this.outbox.lock(tx, outboxId);
      return row && this.queries.source(tx, await this.queries.decisionOf(tx, row.event_id));
    });
    if (source === undefined) return;
    const code = verificationCode(randomBytes(verificationBytes));
    const pdf = await writeLetter(composeLetter(source.kind, letterFacts(source, code, this.config.publicUrl)));
    faultPoint('letter.after-pdf');
    await this.transactions.run(async (tx) => {
      if ((await this.outbox.lock(tx, outboxId)) === undefined) return;
      const { decisionId, releaseOn, decidedAt: madeAt } = source;
      const kept = await this.letters.keep(tx, { decisionId, releaseOn, templateVersion: letterTemplateVersion, verificationCode: code, madeAt }, pdf);
      if (kept !== undefined) {
        const payload = { letterId: kept.id, decisionId, sha256: kept.sha256 };
        await this.events.append(tx, { name: 'letter.made', actor: system, subject: { type: 'decision', id: decisionId }, payload, occurredAt: madeAt });
      }
      await this.outbox.remove(tx, outboxId);
    });
  }
}

function letterFacts(source: LetterSource, code: string, publicUrl: string): LetterFacts {
  const { amountCents, awardTerms, track, decidedOn, releaseOn, overseas, addressLine, postalCode, city, signatoryName, signatoryQuality } = source;
  return {
    ...source,
    poleAddress: [addressLine, `${postalCode} ${city}`],
    support: track?.support ?? awardTerms.support,
    repaidOverMonths: track?.repaidOverMonths ?? null,
    durationMonths: amountCents === null ? null : termsOfAward(awardTerms, track).durationMonths,
    instalments: amountCents === null ? [] : scheduleOf(amountCents, awardTerms, track, decidedOn),
    signatory: { name: signatoryName, quality: signatoryQuality ?? '' },
    court,
    appealLastDay: appealLastDay(releaseOn, overseas),
    verificationCode: code,
    verificationUrl: `${publicUrl}/lettres/${code}`,
  };
}
