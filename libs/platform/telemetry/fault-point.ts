import { writeSync } from 'node:fs';

/** The instants at which a process may be killed by a test. */
export type FaultPoint = 'command.after-commit' | 'relay.after-add' | 'mail.after-lease' | 'mail.after-250' | 'mail.after-mark' | 'letter.after-pdf' | 'upload.after-part' | 'upload.after-file' | 'leftover.after-claim';

const armed = process.env['ESSAIM_FAULT_POINT'];

/** Nothing, unless a test armed this point (`ESSAIM_FAULT_POINT`): then it prints its name and blocks the process until it is killed. */
export function faultPoint(name: FaultPoint): void {
  if (armed !== name) return;
  writeSync(1, `fault point ${name}\n`);
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}
