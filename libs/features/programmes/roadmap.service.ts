import { Injectable } from '@nestjs/common';
import type { Actor } from '#domain/identity/actor.js';
import { canCreateRoadmap } from '#domain/programmes/envelope.policy.js';
import { checkRoadmap } from '#domain/programmes/roadmap.rules.js';
import { forbidden } from '#domain/shared/error.js';
import { total } from '#domain/shared/money.js';
import { Transactions } from '#platform/database/transactions.js';
import { EventLog } from '#platform/events/event-log.js';
import { RoadmapRepository, type NewRoadmap } from './roadmap.repository.js';

@Injectable()
export class RoadmapService {
  constructor(
    private readonly transactions: Transactions,
    private readonly roadmaps: RoadmapRepository,
    private readonly events: EventLog,
  ) {}

  /** Enters a roadmap as it was announced; it moves no money. Gives its id. */
  async create(actor: Actor, roadmap: NewRoadmap, at: Date): Promise<string> {
    if (!canCreateRoadmap(actor)) throw forbidden('roadmap.create-not-yours');
    checkRoadmap(roadmap.lines);
    return this.transactions.run(async (tx) => {
      const roadmapId = await this.roadmaps.add(tx, roadmap, actor.userId, at);
      const totalCents = total(roadmap.lines.flatMap(({ amounts }) => amounts.map(({ amountCents }) => amountCents)));
      await this.events.append(tx, {
        name: 'roadmap.created',
        actor,
        subject: { type: 'roadmap', id: roadmapId },
        payload: { roadmapId, totalCents },
        occurredAt: at,
      });
      return roadmapId;
    });
  }
}
