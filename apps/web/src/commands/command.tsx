import type { ReactNode } from 'react';
import { Message } from '../components/message.js';
import { sentenceOf } from '../language/problems.js';
import type { Command } from './use-command.js';

/** The button of an action. While it runs it stays where it is, keeps the focus and does nothing. */
export function CommandButton<Input>({ command, input, kind = 'primary', small = false, children }: { command: Command<Input>; input: Input; kind?: 'primary' | 'secondary' | 'text'; small?: boolean; children: ReactNode }): ReactNode {
  const classes = ['fr-btn', kind === 'secondary' ? 'fr-btn--secondary' : '', kind === 'text' ? 'fr-btn--tertiary-no-outline' : '', small ? 'fr-btn--sm' : ''];
  const running = command.state === 'running';
  return (
    <button type="button" className={classes.filter(Boolean).join(' ')} aria-disabled={running} aria-busy={running} onClick={() => command.run(input)}>
      {children}
    </button>
  );
}

/** What the last run did, or why it was refused: a region that is there from the start, so that it is read out. `children` add to a refusal. */
export const CommandOutcome = <Input,>({ command, children }: { command: Command<Input>; children?: ReactNode }): ReactNode => (
  <div role="status" className="es-outcome">
    {command.said === undefined ? null : <Message tone="ok">{command.said}</Message>}
    {command.problem === undefined ? null : (
      <Message tone={command.problem.status === 0 ? 'warn' : 'bad'} more={children}>
        {sentenceOf(command.problem)}
      </Message>
    )}
  </div>
);
