import { useCallback, useEffect, useRef, useState } from 'react';
import { problemOf } from '../client/refusal.js';
import { useSession } from '../session/site.js';
import { arrived, cutOff, keptMine, mayBeSent, opened, overtaken, refused, sending, tookTheirs, typed, type Draft, type Saved } from './draft.js';
import { forget, keep, readKept } from './storage.js';

/** How often a text that could not leave tries again, ms. */
const retryEveryMs = 15_000;

export interface DraftDesk<Value> {
  value: Value;
  change: (value: Value) => void;
  /** Sends now what is not saved. */
  save: () => void;
  draft: Draft<Value>;
  /** Of the last save on this page. */
  savedAt: Date | undefined;
  /** False when this device refuses to keep texts. */
  isKept: boolean;
  keepMine: () => void;
  takeTheirs: () => void;
}

/**
 * A text that is never lost: kept on the device at each change, by person and `subject`, until the server has it; restored after a reload; sent
 * `afterMs` after the last change when that is given, else by `save`. `save` throws the api's refusal; a code that ends in `stale` asks `reload`
 * for the other text and blocks every save until `keepMine` or `takeTheirs`. `saved` is read once: give the component a `key` by subject.
 */
export function useDraft<Value>({ subject, saved, save, reload, afterMs }: { subject: string; saved: Saved<Value>; save: (value: Value, version: number) => Promise<number>; reload: () => Promise<Saved<Value>>; afterMs?: number }): DraftDesk<Value> {
  const session = useSession();
  // Whoever began to type: the text stays theirs when the session ends meanwhile.
  const [userId] = useState(session?.userId ?? 'visiteur');
  const [draft, setDraft] = useState(() => opened(saved, readKept<Value>(userId, subject)));
  const [savedAt, setSavedAt] = useState<Date>();
  const [isKept, setIsKept] = useState(true);
  const latest = useRef(draft);
  const actions = useRef({ save, reload });
  useEffect(() => {
    actions.current = { save, reload };
  });

  const move = useCallback(
    (next: Draft<Value>): void => {
      latest.current = next;
      setDraft(next);
      if (next.state === 'saved') forget(userId, subject);
      else setIsKept(keep(userId, subject, { value: next.value, version: next.version, at: new Date().toISOString() }));
    },
    [userId, subject],
  );

  const send = useCallback(async (): Promise<void> => {
    if (!mayBeSent(latest.current)) return;
    move(sending(latest.current));
    const { sent, version } = latest.current;
    try {
      const next = await actions.current.save(sent as Value, version);
      setSavedAt(new Date());
      move(arrived(latest.current, next));
    } catch (error) {
      const problem = problemOf(error);
      if (problem.status === 0) return move(cutOff(latest.current));
      if (!problem.code.endsWith('stale')) return move(refused(latest.current, problem));
      try {
        move(overtaken(latest.current, await actions.current.reload()));
      } catch {
        move(cutOff(latest.current));
      }
    }
  }, [move]);

  useEffect(() => {
    if (afterMs === undefined || draft.state !== 'unsaved') return;
    const timer = setTimeout(() => void send(), afterMs);
    return () => clearTimeout(timer);
  }, [afterMs, draft.state, draft.value, send]);
  useEffect(() => {
    if (draft.state !== 'kept') return;
    const again = (): void => void send();
    const timer = setInterval(again, retryEveryMs);
    window.addEventListener('online', again);
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', again);
    };
  }, [draft.state, send]);

  return {
    value: draft.value,
    change: (value) => move(typed(latest.current, value)),
    save: () => void send(),
    draft,
    savedAt,
    isKept,
    keepMine: () => {
      move(keptMine(latest.current));
      void send();
    },
    takeTheirs: () => move(tookTheirs(latest.current)),
  };
}
