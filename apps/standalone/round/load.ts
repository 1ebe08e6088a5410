import { playOpenCall } from './open-call.js';
import { playRound } from './play.js';

/** The data of a demonstration: the 2023 round as it ended, and a call that is open now; `specification`: the cahier des charges of both, a PDF. */
export async function loadDemonstration(url: string, say: (step: string) => void, specification?: Uint8Array): Promise<void> {
  const played = await playRound({ url, say, ...(specification === undefined ? {} : { specification }) });
  say('A call that is open today');
  await playOpenCall(url, played, new Date(), specification);
}
