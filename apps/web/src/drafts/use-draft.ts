import { useCallback, useEffect, useRef, useState } from 'react';
import { problemOf } from '../client/refusal.js';
import { useSession } from '../session/site.js';
import { arrived, cutOff, keptMine, mayBeSent, opened, overtaken, refused, seen, sending, settled, tookTheirs, typed, type Draft, type Merge, type Saved } from './draft.js';
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
  /** Another person's changes were put together with one's own since the page was opened. */
  isMerged: boolean;
  keepMine: () => void;
  takeTheirs: () => void;
  /** Saves what the person made of both texts. */
  settle: (value: Value) => void;
  /** Shows what somebody else saved, unless something is being typed here. */
  show: (theirs: Saved<Value>) => void;
}

/**
 * A text that is never lost: kept on the device at each change, by person and `subject`, until the server has it; restored after a reload; sent
 * `afterMs` after the last change when that is given, else by `save`. `save` throws the api's refusal; a code that ends in `stale` asks `reload`
 * for the other text; what `merge` cannot put together blocks every save until `keepMine`, `takeTheirs` or `settle`. `saved` is read once: give the component a `key` by subject.
 */
export function useDraft<Value>({ subject, saved, save, reload, merge, afterMs }: { subject: string; saved: Saved<Value>; save: (value: Value, version: number) => Promise<number>; reload: () => Promise<Saved<Value>>; merge?: Merge<Value>; afterMs?: number }): DraftDesk<Value> {
  const session = useSession();
  // Whoever began to type: the text stays theirs when the session ends meanwhile.
  const [userId] = useState(session?.userId ?? 'visiteur');
  const [draft, setDraft] = useState(() => opened(saved, readKept<Value>(userId, subject), merge));
  const [savedAt, setSavedAt] = useState<Date>();
  const [isKept, setIsKept] = useState(true);
  const [isMerged, setIsMerged] = useState(false);
  const latest = useRef(draft);
  /** A save was asked for while another was on its way: what was typed meanwhile leaves when that one has arrived. */
  const isAskedAgain = useRef(false);
  const sendAgain = useRef<() => Promise<void>>(() => Promise.resolve());
  const actions = useRef({ save, reload, merge });
  useEffect(() => {
    actions.current = { save, reload, merge };
  });

  const move = useCallback(
    (next: Draft<Value>): void => {
      latest.current = next;
      setDraft(next);
      if (next.state === 'saved') forget(userId, subject);
      else setIsKept(keep(userId, subject, { value: next.value, version: next.version, ...(next.base === undefined ? {} : { base: next.base }), at: new Date().toISOString() }, next.state === 'saving'));
    },
    [userId, subject],
  );

  const send = useCallback(async (): Promise<void> => {
    isAskedAgain.current = latest.current.state === 'saving';
    if (!mayBeSent(latest.current)) return;
    move(sending(latest.current));
    const { sent, version } = latest.current;
    try {
      const next = await actions.current.save(sent as Value, version);
      setSavedAt(new Date());
      move(arrived(latest.current, next));
      if (isAskedAgain.current) setTimeout(() => void sendAgain.current());
    } catch (error) {
      const problem = problemOf(error);
      if (problem.status === 0) return move(cutOff(latest.current));
      if (!problem.code.endsWith('stale')) return move(refused(latest.current, problem));
      try {
        const next = overtaken(latest.current, await actions.current.reload(), actions.current.merge);
        if (next.state !== 'stale') setIsMerged(true);
        move(next);
      } catch {
        move(cutOff(latest.current));
      }
    }
  }, [move]);

  useEffect(() => {
    sendAgain.current = send;
  }, [send]);
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
    settle: (value) => {
      move(settled(latest.current, value));
      void send();
    },
    show: (theirs) => {
      const next = seen(latest.current, theirs);
      if (next !== latest.current) move(next);
    },
    isMerged,
  };
}
