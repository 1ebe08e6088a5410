import type { Schemas } from '../../client/client.js';

/** Where a published call stands at `now`: not open yet, open, over. A call that is closed by hand is over. */
export function momentOf({ state, opensAt, closesAt }: Pick<Schemas['CallSummaryDto'], 'state' | 'opensAt' | 'closesAt'>, now: Date): 'soon' | 'open' | 'over' {
  if (state === 'closed' || opensAt === null || closesAt === null || now >= new Date(closesAt)) return 'over';
  return now < new Date(opensAt) ? 'soon' : 'open';
}
