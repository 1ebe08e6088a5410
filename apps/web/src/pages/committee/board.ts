import { cutLine, settledState } from '#domain/selection/ranking.rules.js';
import { withCommitteeOrder } from '#domain/selection/rank.rules.js';
import { toCents, zero, type Cents } from '#domain/shared/money.js';
import type { Decision, Ranking } from './queries.js';

type Row = Ranking['rows'][number];

/** One dossier on the board: its place, what it would cost, and whether the envelope holds it. */
export interface Line extends Row {
  id: string;
  decision: Decision | undefined;
  /** Which of `ranking.ties` it is in, and where it stands in the order shown; undefined: the rules place it alone. */
  tie: { index: number; position: number; size: number; first: number; settled: boolean } | undefined;
  /** Cents: awards made and possible down to this row; null: no award is possible. */
  totalCents: number | null;
}

export interface Board {
  lines: Line[];
  /** How many lines stand above the cut; -1: the envelope holds all. */
  cut: number;
  /** Lines that an award is possible or made for, and the envelope holds. */
  funded: Line[];
  /** Cents: awards made, and what the envelope still has. */
  envelopeCents: number;
  remainingCents: number;
}

export interface Moves {
  /** By tie, its dossiers in the order that the committee chose. */
  orders: Readonly<Record<number, readonly string[]>>;
  /** Cents, by dossier. */
  amounts: Readonly<Record<string, number>>;
  /** Cents, tried for all; undefined: the most of each row. */
  awardCents: number | undefined;
}

/** The ties in the order in which the last ranking was frozen, if it was. */
export function frozenOrders({ frozen, ties, rows }: Ranking): Record<number, readonly string[]> {
  if (frozen === null) return {};
  const placeOf = new Map(rows.map(({ applicationId, frozenRank }) => [applicationId, frozenRank]));
  return Object.fromEntries(ties.flatMap((tie, index) => (tie.every((id) => placeOf.get(id) != null) ? [[index, [...tie].sort((one, other) => placeOf.get(one)! - placeOf.get(other)!)]] : [])));
}

/** The ranking with the committee's moves, and the line that the envelope draws through it: the domain's own rules, asked here as the server asks them. */
export function boardOf(ranking: Ranking, decisions: readonly Decision[], { orders, amounts, awardCents }: Moves): Board {
  const decisionOf = new Map(decisions.map((one) => [one.applicationId, one]));
  const stateOf = (row: Row): Row['state'] => settledState(row.state, decisionOf.get(row.applicationId) ?? null);
  const hidden = hiddenBefore(ranking, stateOf);
  const settled = Object.values(orders).flat();
  const rows = ranking.rows.map((row) => ({ ...row, id: row.applicationId }));
  const ordered = withCommitteeOrder({ rows, ties: ranking.ties }, settled).rows;
  const amountOf = (row: Row): Cents => toCents(decisionOf.get(row.applicationId)?.amountCents ?? amounts[row.applicationId] ?? awardCents ?? row.amountCents);
  const cuts = cutLine(
    ordered.map((row) => ({ rank: row.rank, state: stateOf(row), amountCents: amountOf(row) })),
    toCents(ranking.availableCents),
  );
  let made = 0;
  const lines = ordered.map((row, place): Line => {
    const decision = decisionOf.get(row.id);
    const state = stateOf(row);
    const cents = amountOf(row);
    if (state === 'awarded') made += cents;
    const { cumulatedCents } = cuts[place]!;
    const cumulated = cumulatedCents === null ? null : cumulatedCents + hidden[place]!;
    const index = ranking.ties.findIndex((tie) => tie.includes(row.id));
    const inTie = index < 0 ? [] : ordered.filter(({ id }) => ranking.ties[index]!.includes(id));
    return {
      ...row,
      state,
      decision,
      amountCents: cents,
      cumulatedCents: cumulated,
      totalCents: cumulated === null ? null : cumulated + made,
      withinEnvelope: cumulated !== null && (state === 'awarded' || cumulated <= ranking.availableCents),
      tie: index < 0 || inTie.length < 2 ? undefined : { index, position: inTie.findIndex(({ id }) => id === row.id), size: inTie.length, first: ordered.findIndex(({ id }) => inTie[0]!.id === id) + 1, settled: orders[index] !== undefined },
    };
  });
  const cut = lines.findIndex(({ totalCents, withinEnvelope }) => totalCents !== null && !withinEnvelope);
  const funded = lines.filter(({ withinEnvelope }) => withinEnvelope);
  const promised = Math.max(zero, ...funded.map(({ cumulatedCents }) => cumulatedCents!));
  return { lines, cut, funded, envelopeCents: made + ranking.availableCents, remainingCents: ranking.availableCents - promised };
}

/** Cents, row by row: what dossiers that this person may not see cost above it. The server counted them in. */
function hiddenBefore({ rows, availableCents }: Ranking, stateOf: (row: Row) => Row['state']): number[] {
  const own = cutLine(rows.map((row) => ({ rank: row.rank, state: stateOf(row), amountCents: toCents(row.amountCents) })), toCents(availableCents));
  let last = 0;
  return rows.map(({ cumulatedCents }, index) => (last = cumulatedCents === null || own[index]!.cumulatedCents === null ? last : cumulatedCents - own[index]!.cumulatedCents));
}

/** `order` with `id` at `position`. */
export function placed(order: readonly string[], id: string, position: number): string[] {
  const others = order.filter((one) => one !== id);
  return [...others.slice(0, position), id, ...others.slice(position)];
}
