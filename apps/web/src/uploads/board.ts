import { useSyncExternalStore } from 'react';
import type { Problem } from '../client/refusal.js';

/** A file on its way. `cut`: the network is; it goes on by itself once it is back, or by a button. `joining`: it has come, and is being put where it belongs. */
export interface Transfer {
  key: string;
  name: string;
  bytes: number;
  sent: number;
  state: 'sending' | 'joining' | 'paused' | 'cut' | 'refused';
  problem: Problem | undefined;
  /** The file that it takes the place of. */
  replaces: string | undefined;
  /** Where it goes, among the places of this board. */
  place: string;
}

/** May it still come? What is refused for good takes no room. */
export const mayCome = ({ state, problem }: Transfer): boolean => state !== 'refused' || (problem?.status ?? 0) >= 500;

/** The files on their way to one thing: outlives the pages that show them, and is read by pages that send nothing. */
export class Board {
  private items: readonly Transfer[] = [];
  private readonly listeners = new Set<() => void>();

  readonly list = (): readonly Transfer[] => this.items;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  add(transfer: Transfer): void {
    this.show([...this.items, transfer]);
  }

  change(key: string, change: Partial<Transfer>): void {
    this.show(this.items.map((one) => (one.key === key ? { ...one, ...change } : one)));
  }

  drop(key: string): void {
    this.show(this.items.filter((one) => one.key !== key));
  }

  private show(items: readonly Transfer[]): void {
    this.items = items;
    for (const listener of this.listeners) listener();
  }
}

/** What is on a board now. */
export const useTransfersOn = (board: Board): readonly Transfer[] => useSyncExternalStore(board.subscribe, board.list);
