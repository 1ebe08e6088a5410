import { Injectable } from '@nestjs/common';
import { Database, rows } from '#platform/database/sql.js';
import { Metrics } from '#platform/telemetry/metrics.js';

/** Mails under way by state, for Prometheus; those sent are counted by the mailer. */
@Injectable()
export class NotificationMetrics {
  constructor(database: Database, metrics: Metrics) {
    metrics.gauge('essaim_mails', 'Mails that are not sent yet, by state', ['state'], async () => {
      const found = await rows<{ state: string; value: number }>(
        database,
        `select state, count(n.id) as value from unnest(array['pending', 'sending']) state left join notifications n on n.status = state group by state`,
      );
      return found.map(({ state, value }) => ({ labels: { state }, value }));
    });
  }
}
