import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

export interface LoadRequest {
  url: string;
}

/**
 * Loads the data of a demonstration over HTTP: the 2023 round as it ended, and a call that is open now. The player has a thread of its
 * own, so that it does not take turns with the api that answers it.
 */
export async function loadDemonstration(url: string, say: (step: string) => void): Promise<void> {
  const player = new Worker(new URL('load-thread.js', import.meta.url), { workerData: { url } satisfies LoadRequest });
  player.on('message', say);
  const [code] = (await once(player, 'exit')) as [number];
  if (code !== 0) throw new Error(`the demonstration's data were not loaded (the player ended with ${code})`);
}
