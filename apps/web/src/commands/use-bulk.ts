import { useQueryClient, type QueryKey } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { problemOf } from '../client/refusal.js';
import { sentenceOf } from '../language/problems.js';

/** What became of one line. */
export interface LineOutcome {
  state: 'running' | 'done' | 'refused';
  said: string;
}

export interface Bulk<Line> {
  run: (lines: readonly Line[]) => void;
  running: boolean;
  /** By the line's id, since the page was opened. */
  outcomes: ReadonlyMap<string, LineOutcome>;
}

/**
 * An action on several lines: the single action, line after line, so that each passes the same guard and has its own answer. A cut network
 * stops it: what was not tried stays to do. The queries whose key begins with one of `refreshes` are read again at the end.
 */
export function useBulk<Line>({ idOf, act, done, refreshes }: { idOf: (line: Line) => string; act: (line: Line) => Promise<unknown>; done: (line: Line) => string; refreshes: readonly QueryKey[] }): Bulk<Line> {
  const queryClient = useQueryClient();
  const busy = useRef(false);
  const [running, setRunning] = useState(false);
  const [outcomes, setOutcomes] = useState<ReadonlyMap<string, LineOutcome>>(new Map());
  const note = (line: Line, outcome: LineOutcome): void => setOutcomes((before) => new Map(before).set(idOf(line), outcome));

  const runAll = async (lines: readonly Line[]): Promise<void> => {
    for (const line of lines) {
      note(line, { state: 'running', said: 'En cours…' });
      try {
        await act(line);
        note(line, { state: 'done', said: done(line) });
      } catch (error) {
        const problem = problemOf(error);
        note(line, { state: 'refused', said: sentenceOf(problem) });
        if (problem.status === 0 || problem.status === 401) break;
      }
    }
    await Promise.all(refreshes.map((queryKey) => queryClient.invalidateQueries({ queryKey })));
  };

  return {
    run: (lines) => {
      if (busy.current || lines.length === 0) return;
      busy.current = true;
      setRunning(true);
      void runAll(lines).finally(() => {
        busy.current = false;
        setRunning(false);
      });
    },
    running,
    outcomes,
  };
}
