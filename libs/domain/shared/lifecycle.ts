import { conflict } from './error.js';

export interface Transition<State extends string> {
  readonly from: readonly State[];
  readonly to: State;
}

export interface Lifecycle<State extends string, Action extends string> {
  readonly subject: string;
  readonly initial: State;
  readonly transitions: Readonly<Record<Action, Transition<State>>>;
  /** The actions that may be tried from `state`. A policy still decides who may. */
  actionsFrom(state: State): Action[];
  /** The state that `action` leads to; throws `conflict` `<subject>.cannot-<action>`, with the state as it is told, when it does not start from `state`. */
  next(action: Action, state: State): State;
}

/**
 * A state machine as data, keyed by action: the action is at once the permission, the event, the audit line and the button.
 * `initial` is the state in which the thing is made; `told` gives what a refusal says of a state that not everybody may know.
 */
export function lifecycle<State extends string, Action extends string>(
  subject: string,
  initial: State,
  transitions: Readonly<Record<Action, Transition<State>>>,
  told: (state: State) => string = (state) => state,
): Lifecycle<State, Action> {
  const actions = Object.keys(transitions) as Action[];
  return {
    subject,
    initial,
    transitions,
    actionsFrom: (state) => actions.filter((action) => transitions[action].from.includes(state)),
    next: (action, state) => {
      const transition = transitions[action];
      if (!transition.from.includes(state)) throw conflict(`${subject}.cannot-${action}`, { state: told(state) });
      return transition.to;
    },
  };
}
