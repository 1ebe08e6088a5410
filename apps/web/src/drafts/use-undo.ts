import { useState } from 'react';
import { noHistory, noted, undone, type History } from './history.js';
import type { DraftDesk } from './use-draft.js';

export interface UndoDesk<Value> extends DraftDesk<Value> {
  /** Takes back the last change made on this page; undefined when there is none. */
  undo: (() => void) | undefined;
  /** Goes back to what the server has, which is a change like any other; undefined when there is nothing to go back from, or another choice comes first. */
  revert: (() => void) | undefined;
  /** Grows when the text changes other than by its fields: what they hold of their own is out of date then. */
  round: number;
}

/** The field that is being typed in, by its id. */
function typedIn(): string | undefined {
  const active = document.activeElement;
  const isField = active instanceof HTMLTextAreaElement || (active instanceof HTMLInputElement && active.type !== 'checkbox' && active.type !== 'radio');
  return isField && active.id !== '' ? active.id : undefined;
}

/** A draft whose changes can be undone, as long as the page is open. */
export function useUndo<Value>(desk: DraftDesk<Value>): UndoDesk<Value> {
  const [history, setHistory] = useState<History<Value>>(noHistory);
  const [round, setRound] = useState(0);
  const { draft, value } = desk;
  const { base } = draft;
  const note = (field?: string): void => setHistory((before) => noted(before, value, field));
  const replace = (next: Value): void => {
    setRound(round + 1);
    desk.change(next);
  };
  const step = undone(history);
  return {
    ...desk,
    change: (next) => {
      note(typedIn());
      desk.change(next);
    },
    takeTheirs: () => {
      note();
      setRound(round + 1);
      desk.takeTheirs();
    },
    undo:
      step === undefined
        ? undefined
        : () => {
            setHistory(step.history);
            replace(step.value);
          },
    revert:
      base === undefined || (draft.state !== 'unsaved' && draft.state !== 'refused')
        ? undefined
        : () => {
            note();
            replace(base);
          },
    round,
  };
}
