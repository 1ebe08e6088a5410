/** What a text was before its last changes, the oldest first. */
export interface History<Value> {
  readonly past: readonly Value[];
  /** The field that the last change was typed in; undefined when it was not typing. */
  readonly typedIn: string | undefined;
}

export const noHistory: History<never> = { past: [], typedIn: undefined };

/** How many changes can be undone. */
const most = 50;

/** The text is about to change from `before`. What is typed in one field, without another change meanwhile, is one change. */
export const noted = <Value>(history: History<Value>, before: Value, typedIn: string | undefined): History<Value> =>
  typedIn !== undefined && typedIn === history.typedIn ? history : { past: [...history.past, before].slice(-most), typedIn };

/** Goes back by one change: the text of then, and what can still be undone; undefined when there is none. */
export function undone<Value>({ past }: History<Value>): { value: Value; history: History<Value> } | undefined {
  if (past.length === 0) return undefined;
  return { value: past.at(-1)!, history: { past: past.slice(0, -1), typedIn: undefined } };
}
