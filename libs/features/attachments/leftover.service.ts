import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { FILE_STORE, keyOfFile, keyOfPart, readKey, type FileStore } from '#platform/files/file-store.js';
import { Transactions } from '#platform/database/transactions.js';
import { faultPoint } from '#platform/telemetry/fault-point.js';
import { isNamed, LeftoverRepository, removalMs } from './leftover.repository.js';

/** What one run does at most: uploads and removals of others that it ends, keys that it looks at. */
const most = { ends: 100, keys: 1_000 };

/**
 * What the store of files holds for nobody: uploads that were never finished, parts that were stored and never counted, files that were refused once
 * they had come, or whose document was taken out of its call. Nothing that a row names is removed, and nothing younger than a day.
 */
@Injectable()
export class LeftoverService {
  constructor(
    private readonly transactions: Transactions,
    private readonly leftovers: LeftoverRepository,
    @Inject(FILE_STORE) private readonly files: FileStore,
  ) {}

  /** Forgets uploads whose time is over, and looks through the next part of the store when that is due; gives how many things were taken out. */
  async clear(): Promise<number> {
    const expired = await this.expire();
    const turn = await this.transactions.run((tx) => this.leftovers.begin(tx));
    if (turn === undefined) return expired;
    const finished = await this.takeOver();
    const keys = await this.files.list(turn.position, most.keys);
    const old = keys.filter(({ storedAt }) => storedAt < turn.before).map(({ key }) => key);
    const removed = await this.removeUnnamed(old);
    const isLast = keys.length < most.keys;
    await this.transactions.run((tx) => this.leftovers.end(tx, isLast ? '' : keys.at(-1)!.key));
    return expired + finished + removed;
  }

  private async expire(): Promise<number> {
    const expired = await this.transactions.run((tx) => this.leftovers.takeExpired(tx, most.ends));
    // What cannot be removed now is found by a later look.
    for (const { id, parts } of expired) for (const part of parts) await this.files.remove(keyOfPart(id, part)).catch(() => undefined);
    return expired.length;
  }

  private async removeUnnamed(keys: readonly string[]): Promise<number> {
    const read = keys.map((key) => ({ key, of: readKey(key) }));
    const parts = read.flatMap(({ of }) => (typeof of === 'object' && 'part' in of ? [of] : []));
    const files = read.flatMap(({ of }) => (typeof of === 'object' && 'sha256' in of ? [of.sha256] : []));
    const [counted, unnamed] = await this.transactions.run(async (tx) => [await this.leftovers.counted(tx, parts), await this.leftovers.unnamed(tx, files)] as const);
    // A part's key is never written twice: what no upload counts after a day, none ever will.
    const loose = [...read.filter(({ of }) => of === 'half').map(({ key }) => key), ...parts.filter(({ uploadId, part }) => !counted.has(`${uploadId}/${part}`)).map(({ uploadId, part }) => keyOfPart(uploadId, part))];
    for (const key of loose) await this.files.remove(key);
    let removed = loose.length;
    for (const sha256 of unnamed) if (await this.takeOut(sha256)) removed += 1;
    return removed;
  }

  private async takeOut(sha256: string): Promise<boolean> {
    const holder = randomUUID();
    const from = performance.now();
    const claimed = await this.transactions
      .run((tx) => this.leftovers.claim(tx, sha256, holder))
      .catch((error: unknown) => {
        if (isNamed(error)) return false;
        throw error;
      });
    return claimed && this.remove(sha256, holder, from);
  }

  private async takeOver(): Promise<number> {
    const holder = randomUUID();
    const from = performance.now();
    let removed = 0;
    for (const sha256 of await this.transactions.run((tx) => this.leftovers.takeOver(tx, holder, most.ends))) if (await this.remove(sha256, holder, from)) removed += 1;
    return removed;
  }

  /** Removes a file whose removal `holder` claimed after `from`; whoever comes back too late leaves it to the next. */
  private async remove(sha256: string, holder: string, from: number): Promise<boolean> {
    faultPoint('leftover.after-claim');
    if (performance.now() - from > removalMs / 2) return false;
    await this.files.remove(keyOfFile(sha256));
    await this.transactions.run((tx) => this.leftovers.done(tx, sha256, holder));
    return true;
  }
}
