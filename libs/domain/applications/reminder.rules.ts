/** How long before a phase closes a draft that was never submitted is told of it, the longest first. */
export const leads = ['7d', '2d', '6h'] as const;
export type Lead = (typeof leads)[number];

const hour = 3_600_000;
const hoursOf: Record<Lead, number> = { '7d': 7 * 24, '2d': 2 * 24, '6h': 6 };

/** How long before a closing each reminder comes, ms, the longest first. */
export const leadTimes: readonly { readonly lead: Lead; readonly ms: number }[] = leads.map((lead) => ({ lead, ms: hoursOf[lead] * hour }));

/**
 * What to tell the people of a draft at `at`: the nearest moment that has come since they began and of which nobody was told. A worker that slept
 * through several tells the last one only; nothing is told once the phase is closed. Elapsed hours, so that a change of the clocks moves nothing.
 */
export function reminderDue({ startedAt, closesAt, told }: { startedAt: Date; closesAt: Date; told: readonly string[] }, at: Date): Lead | undefined {
  if (at >= closesAt) return undefined;
  const come = leadTimes.filter(({ ms }) => {
    const moment = closesAt.getTime() - ms;
    return startedAt.getTime() < moment && moment <= at.getTime();
  });
  const lead = come.at(-1)?.lead;
  return lead === undefined || told.includes(lead) ? undefined : lead;
}
