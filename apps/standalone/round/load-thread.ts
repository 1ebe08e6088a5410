import { parentPort, workerData } from 'node:worker_threads';
import type { LoadRequest } from './load.js';
import { playOpenCall } from './open-call.js';
import { playRound } from './play.js';

const { url } = workerData as LoadRequest;
const say = (step: string): void => parentPort?.postMessage(step);

const played = await playRound({ url, say });
say('A call that is open today');
await playOpenCall(url, played, new Date());
