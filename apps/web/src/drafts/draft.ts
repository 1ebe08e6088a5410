/** What a draft is kept as on the device. */
export interface Kept<Value> {
  value: Value;
  /** The version of the server's text that this one was typed over. */
  version: number;
  /** When it was typed, as an instant. */
  at: string;
}

export interface Saved<Value> {
  value: Value;
  version: number;
}

/**
 * A text between the person and the server. `stale`: somebody else saved meanwhile; nothing is sent until the person has chosen. `kept`: the network
 * is cut, the text is on the device and leaves when it is back. `refused`: the server says why; the text stays.
 */
export interface Draft<Value> {
  value: Value;
  /** What the next save is based on. */
  version: number;
  state: 'saved' | 'unsaved' | 'saving' | 'kept' | 'stale' | 'refused';
  /** The other text, while `stale`. */
  theirs: Saved<Value> | undefined;
  /** What was sent, while `saving`: typing may have gone on. */
  sent: Value | undefined;
  /** The refusal's code and parameters, while `refused`. */
  problem: { code: string; params: Readonly<Record<string, unknown>> } | undefined;
}

const at = <Value>(draft: Draft<Value>, state: Draft<Value>['state'], change: Partial<Draft<Value>> = {}): Draft<Value> => ({ ...draft, theirs: undefined, sent: undefined, problem: undefined, ...change, state });

/** The draft at first sight: what the device kept, if it differs from what the server has; stale if the server has moved on since. */
export function opened<Value>(saved: Saved<Value>, kept: Kept<Value> | undefined): Draft<Value> {
  const draft: Draft<Value> = { ...saved, state: 'saved', theirs: undefined, sent: undefined, problem: undefined };
  if (kept === undefined || isSame(kept.value, saved.value)) return draft;
  if (kept.version === saved.version) return { ...draft, value: kept.value, state: 'unsaved' };
  return { ...draft, value: kept.value, version: kept.version, state: 'stale', theirs: saved };
}

/** Typing changes the text; what blocks saving goes on blocking it. */
export const typed = <Value>(draft: Draft<Value>, value: Value): Draft<Value> =>
  draft.state === 'stale' || draft.state === 'saving' || draft.state === 'kept' ? { ...draft, value } : at(draft, 'unsaved', { value });

/** May a save start now? */
export const mayBeSent = <Value>(draft: Draft<Value>): boolean => draft.state === 'unsaved' || draft.state === 'kept' || draft.state === 'refused';

export const sending = <Value>(draft: Draft<Value>): Draft<Value> => (mayBeSent(draft) ? at(draft, 'saving', { sent: draft.value }) : draft);

/** The save arrived. What was typed since is not saved yet. */
export const arrived = <Value>(draft: Draft<Value>, version: number): Draft<Value> => at(draft, isSame(draft.sent, draft.value) ? 'saved' : 'unsaved', { version });

export const cutOff = <Value>(draft: Draft<Value>): Draft<Value> => at(draft, 'kept');
export const refused = <Value>(draft: Draft<Value>, problem: NonNullable<Draft<Value>['problem']>): Draft<Value> => at(draft, 'refused', { problem });
/** Somebody else saved: nothing of theirs is overwritten before the person says so. */
export const overtaken = <Value>(draft: Draft<Value>, theirs: Saved<Value>): Draft<Value> => (isSame(theirs.value, draft.value) ? at(draft, 'saved', theirs) : at(draft, 'stale', { theirs }));

/** The person keeps their own text: it goes over the other one, knowingly. */
export const keptMine = <Value>(draft: Draft<Value>): Draft<Value> => (draft.theirs === undefined ? draft : at(draft, 'unsaved', { version: draft.theirs.version }));
/** The person takes the other text (or one made of both). */
export const tookTheirs = <Value>(draft: Draft<Value>): Draft<Value> => (draft.theirs === undefined ? draft : at(draft, 'saved', draft.theirs));

/** Equal as JSON. */
export const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
