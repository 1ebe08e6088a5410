import { Injectable } from '@nestjs/common';
import type { Actor } from '#domain/identity/actor.js';
import { canSeeReview, canWriteReview } from '#domain/reviews/review.policy.js';
import { saveMarks, sendReview } from '#domain/reviews/review.rules.js';
import type { Marks } from '#domain/reviews/score.rules.js';
import { forbidden, notFound } from '#domain/shared/error.js';
import { cleanJson } from '#domain/shared/text.js';
import { Transactions, type Tx } from '#platform/database/transactions.js';
import { EventLog } from '#platform/events/event-log.js';
import { ReviewQueries, type ReviewFacts } from './review.queries.js';
import { ReviewRepository, type LockedReview } from './review.repository.js';

export interface SavedMarks {
  version: number;
  /** Paths of comments from which characters that cannot be stored were taken out. */
  cleaned: string[];
}

@Injectable()
export class ReviewService {
  constructor(
    private readonly transactions: Transactions,
    private readonly reviews: ReviewRepository,
    private readonly queries: ReviewQueries,
    private readonly events: EventLog,
  ) {}

  /** Replaces the marks of one's draft, unless it was saved since `version`; what is not answered stays so, and is no zero. */
  async saveMarks(actor: Actor, id: string, version: number, marks: Marks, at: Date): Promise<SavedMarks> {
    const { value, changed: cleaned } = cleanJson(marks);
    const clean = value as Marks;
    return this.onOwn(actor, id, async (tx, review, { dossierState, rubric }) => {
      const saved = saveMarks(review, version, dossierState, rubric, clean);
      await this.reviews.saveMarks(tx, id, saved.version, rubric.criteria.map(({ key }) => key), clean);
      await this.events.append(tx, { name: 'review.marks-saved', actor, subject: { type: 'review', id }, payload: { reviewId: id, version: saved.version }, occurredAt: at });
      return { version: saved.version, cleaned };
    });
  }

  /** Sends a review for good, with its score. Pressed twice at the same version, it is sent once. */
  async send(actor: Actor, id: string, version: number, at: Date): Promise<void> {
    await this.onOwn(actor, id, async (tx, review, { dossierState, rubric, marks }) => {
      const sent = sendReview(review, version, dossierState, rubric, marks);
      if (sent.already) return;
      await this.reviews.finish(tx, id, sent.state, sent.score, at);
      await this.events.append(tx, {
        name: 'review.sent',
        actor,
        subject: { type: 'review', id },
        payload: { reviewId: id, applicationId: review.applicationId, revision: review.revision, basisPoints: sent.score.basisPoints },
        occurredAt: at,
      });
    });
  }

  private async onOwn<T>(actor: Actor, id: string, work: (tx: Tx, review: LockedReview, facts: ReviewFacts) => Promise<T>): Promise<T> {
    return this.transactions.run(async (tx) => {
      const review = await this.reviews.lock(tx, id);
      if (review === undefined) throw notFound('review');
      const facts = await this.queries.facts(tx, id, actor.userId);
      if (!canSeeReview(actor, facts)) throw notFound('review');
      if (!canWriteReview(actor, facts)) throw forbidden('review.write-not-yours');
      return work(tx, review, facts);
    });
  }
}
