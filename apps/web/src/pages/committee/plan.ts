import type { Line } from './board.js';

export type Kind = 'award' | 'reserve' | 'refusal';

/** What would be proposed on one dossier. */
export interface Plan {
  id: string;
  rank: number | null;
  poleName: string;
  regionCode: string;
  kind: Kind;
  amountCents: number | null;
  /** Cents: what its award may be. */
  minCents: number;
  maxCents: number;
  reserveRank: number | null;
  motivation: string;
  /** It has a reason of its own. */
  ownMotive: boolean;
  withinEnvelope: boolean;
  /** What it gives way to: a proposal that nobody confirmed, a place on the reserve list. */
  replaces: 'proposal' | 'reserve' | undefined;
  /** What the rules would accept for it. */
  possible: readonly Kind[];
}

interface Choices {
  /** How many on the reserve list. */
  places: number;
  kinds: Readonly<Record<string, Kind>>;
  motives: Readonly<Record<string, string>>;
  motivation: string;
  /** Only this dossier, whatever waits on it already. */
  only: string | undefined;
}

/** Those that the envelope holds are awarded, the next ones go on the reserve list, the rest is refused, unless somebody chose otherwise. */
export function planOf(lines: readonly Line[], { places, kinds, motives, motivation, only }: Choices): Plan[] {
  let free = places;
  let reserveRank = lines.filter(({ decision }) => decision?.kind === 'reserve').length;
  return lines.flatMap((line): Plan[] => {
    const { id, rank, poleName, regionCode, withinEnvelope, decision, minCents, maxCents } = line;
    const givesWay = decision === undefined || decision.state === 'proposed' || (decision.kind === 'reserve' && decision.state === 'released');
    if (!givesWay || (only === undefined ? decision !== undefined : id !== only)) return [];
    const wasReserve = decision?.kind === 'reserve' && decision.state === 'released';
    const possible: Kind[] = rank === null ? ['refusal'] : wasReserve ? ['award', 'refusal'] : ['award', 'reserve', 'refusal'];
    const usual: Kind = rank === null ? 'refusal' : withinEnvelope ? 'award' : free > 0 && !wasReserve ? 'reserve' : 'refusal';
    const wanted = kinds[id];
    const kind = wanted !== undefined && possible.includes(wanted) ? wanted : usual;
    if (kind === 'reserve') {
      free -= 1;
      reserveRank += 1;
    }
    const own = motives[id]?.trim() ?? '';
    return [
      {
        id,
        rank,
        poleName,
        regionCode,
        minCents,
        maxCents,
        kind,
        amountCents: kind === 'award' ? line.amountCents : null,
        reserveRank: kind === 'reserve' ? reserveRank : null,
        motivation: kind === 'award' ? '' : own === '' ? (kind === 'refusal' ? motivation : '') : own,
        ownMotive: own !== '',
        withinEnvelope,
        replaces: decision === undefined ? undefined : wasReserve ? 'reserve' : 'proposal',
        possible,
      },
    ];
  });
}
