import { useState } from 'react';
import { recall, remember } from '../../../session/device.js';
import { useSession } from '../../../session/site.js';
import { Board, useTransfersOn, type Transfer } from '../../../uploads/board.js';

const boards = new Map<string, Board>();

/** The files that somebody sends to a dossier: they go on while the person moves between its steps. */
export function boardOf(userId: string, applicationId: string): Board {
  const name = `${userId} ${applicationId}`;
  const board = boards.get(name) ?? new Board();
  boards.set(name, board);
  return board;
}

/** Which question a file answers, as a board's place. */
export const placeOf = (section: string, field: string): string => `${section}.${field}`;
export const sectionOf = (place: string): string => place.split('.')[0]!;
export const fieldOf = (place: string): string => place.split('.')[1]!;

/** A file whose sending began on this device and never ended. */
export interface Trace {
  key: string;
  place: string;
  name: string;
}

const nameOf = (userId: string, applicationId: string): string => `essaim.files.${userId}.${applicationId}`;

function readTraces(userId: string, applicationId: string): readonly Trace[] {
  try {
    return JSON.parse(recall(nameOf(userId, applicationId)) ?? '[]') as Trace[];
  } catch {
    return [];
  }
}

const writeTraces = (userId: string, applicationId: string, traces: readonly Trace[]): void => void remember(nameOf(userId, applicationId), traces.length === 0 ? undefined : JSON.stringify(traces));

/** Remembers that a file is being sent: after a reload, the page says which one to choose again. The same file takes the place of its own trace. */
export const trace = (userId: string, applicationId: string, { key, place, name }: Trace): void =>
  writeTraces(userId, applicationId, [...readTraces(userId, applicationId).filter((one) => one.place !== place || one.name !== name), { key, place, name }]);

export const untrace = (userId: string, applicationId: string, key: string): void =>
  writeTraces(
    userId,
    applicationId,
    readTraces(userId, applicationId).filter((one) => one.key !== key),
  );

/** What is on its way to a dossier, whatever page one is on; the files whose sending was interrupted, and how to forget one. */
export function useComing(applicationId: string): { userId: string; transfers: readonly Transfer[]; interrupted: readonly Trace[]; forget: (key: string) => void } {
  const userId = useSession()?.userId ?? 'visiteur';
  const transfers = useTransfersOn(boardOf(userId, applicationId));
  const [, again] = useState(0);
  return {
    userId,
    transfers,
    interrupted: readTraces(userId, applicationId).filter(({ key }) => transfers.every((one) => one.key !== key)),
    forget: (key) => {
      untrace(userId, applicationId, key);
      again((turn) => turn + 1);
    },
  };
}
