import type { ReactNode } from 'react';
import type { Field } from '#domain/calls/form.js';

/** What stands under a question: the officer's help, an example, and what its kind wants. */
export function hintOf({ help, example }: Field, own?: string): ReactNode {
  const lines = [help, example === undefined ? own : `Par exemple : ${example}`].filter((line) => line !== undefined);
  if (lines.length === 0) return undefined;
  return lines.map((line, index) => (
    <span key={index} className="es-block es-written">
      {line}
    </span>
  ));
}
