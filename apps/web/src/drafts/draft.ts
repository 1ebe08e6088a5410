/** What a draft is kept as on the device. */
export interface Kept<Value> {
  value: Value;
  /** The version of the server's text that this one was typed over. */
  version: number;
  /** The server's text of that version, when the device knows it. */
  base?: Value;
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
  /** The server's text of that version: what one's own changes and another person's are told from. Undefined when it is not known. */
  base: Value | undefined;
  /** Texts that were sent when the network was cut: one of them may have arrived. */
  unsure: readonly Value[];
  state: 'saved' | 'unsaved' | 'saving' | 'kept' | 'stale' | 'refused';
  /** The other text, while `stale`. */
  theirs: Saved<Value> | undefined;
  /** What was sent, while `saving`: typing may have gone on. */
  sent: Value | undefined;
  /** The refusal's code and parameters, while `refused`. */
  problem: { code: string; params: Readonly<Record<string, unknown>> } | undefined;
}

/** Two texts that came from the same one, made into one; `isWhole` when nothing is left for a person to choose. */
export type Merge<Value> = (base: Value, mine: Value, theirs: Value) => { value: Value; isWhole: boolean };

const at = <Value>(draft: Draft<Value>, state: Draft<Value>['state'], change: Partial<Draft<Value>> = {}): Draft<Value> => ({ ...draft, theirs: undefined, sent: undefined, problem: undefined, ...change, state });

/** How many texts that may have arrived are remembered. */
const mostUnsure = 20;

/** The draft at first sight: what the device kept, if it differs from what the server has; merged or stale if the server has moved on since. */
export function opened<Value>(saved: Saved<Value>, kept: Kept<Value> | undefined, merge?: Merge<Value>): Draft<Value> {
  const draft: Draft<Value> = { ...saved, base: saved.value, unsure: [], state: 'saved', theirs: undefined, sent: undefined, problem: undefined };
  if (kept === undefined || isSame(kept.value, saved.value)) return draft;
  if (kept.version === saved.version) return { ...draft, value: kept.value, state: 'unsaved' };
  return overtaken({ ...draft, value: kept.value, version: kept.version, base: kept.base }, saved, merge);
}

/** Typing changes the text; what blocks saving goes on blocking it. A text that is again what the server has is saved. */
export function typed<Value>(draft: Draft<Value>, value: Value): Draft<Value> {
  if (draft.state === 'stale' || draft.state === 'saving' || draft.state === 'kept') return { ...draft, value };
  return at(draft, draft.unsure.length === 0 && isSame(draft.base, value) ? 'saved' : 'unsaved', { value });
}

/** May a save start now? */
export const mayBeSent = <Value>(draft: Draft<Value>): boolean => draft.state === 'unsaved' || draft.state === 'kept' || draft.state === 'refused';

export const sending = <Value>(draft: Draft<Value>): Draft<Value> => (mayBeSent(draft) ? at(draft, 'saving', { sent: draft.value }) : draft);

/** The save arrived. What was typed since is not saved yet. */
export const arrived = <Value>(draft: Draft<Value>, version: number): Draft<Value> => at(draft, isSame(draft.sent, draft.value) ? 'saved' : 'unsaved', { version, base: draft.sent, unsure: [] });

export const cutOff = <Value>(draft: Draft<Value>): Draft<Value> => at(draft, 'kept', draft.sent === undefined ? {} : { unsure: [...draft.unsure, draft.sent].slice(-mostUnsure) });
export const refused = <Value>(draft: Draft<Value>, problem: NonNullable<Draft<Value>['problem']>): Draft<Value> => at(draft, 'refused', { problem });

/**
 * Somebody else saved. What only one of the two changed is merged, and saved by itself; where both did, nothing of either is overwritten before
 * the person says so. A text of one's own that arrived unheard is nobody else's.
 */
export function overtaken<Value>(draft: Draft<Value>, theirs: Saved<Value>, merge?: Merge<Value>): Draft<Value> {
  const onto = { version: theirs.version, base: theirs.value, unsure: [] };
  if (isSame(theirs.value, draft.value)) return at(draft, 'saved', { ...onto, value: theirs.value });
  const base = draft.unsure.some((one) => isSame(one, theirs.value)) ? theirs.value : draft.base;
  if (base !== undefined && isSame(base, theirs.value)) return at(draft, 'unsaved', onto);
  const merged = base === undefined ? undefined : merge?.(base, draft.value, theirs.value);
  if (merged?.isWhole === true) return at(draft, isSame(merged.value, theirs.value) ? 'saved' : 'unsaved', { ...onto, value: merged.value });
  return at(draft, 'stale', { theirs, base });
}

/** Somebody else saved while one was not typing: their text is shown. What is being typed is merged when it is saved. */
export const seen = <Value>(draft: Draft<Value>, theirs: Saved<Value>): Draft<Value> =>
  draft.state === 'saved' && theirs.version > draft.version ? at(draft, 'saved', { ...theirs, base: theirs.value, unsure: [] }) : draft;

const over = <Value>(draft: Draft<Value>, theirs: Saved<Value>, value: Value): Draft<Value> => at(draft, isSame(value, theirs.value) ? 'saved' : 'unsaved', { value, version: theirs.version, base: theirs.value, unsure: [] });

/** The person has chosen: `value` goes over the other text, knowingly. */
export const settled = <Value>(draft: Draft<Value>, value: Value): Draft<Value> => (draft.theirs === undefined ? draft : over(draft, draft.theirs, value));
/** The person keeps their own text. */
export const keptMine = <Value>(draft: Draft<Value>): Draft<Value> => settled(draft, draft.value);
/** The person takes the other text. */
export const tookTheirs = <Value>(draft: Draft<Value>): Draft<Value> => (draft.theirs === undefined ? draft : settled(draft, draft.theirs.value));

/** Equal as JSON. */
export const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
