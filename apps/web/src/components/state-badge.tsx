import type { ReactNode } from 'react';
import type { StateWord } from '../language/words.js';

const ring = <circle cx="7" cy="7" r="4.9" fill="none" stroke="currentColor" strokeWidth="1.8" />;
const shapes: Record<StateWord['shape'], ReactNode> = {
  dashed: <circle cx="7" cy="7" r="5" fill="none" stroke="currentColor" strokeWidth="1.6" strokeDasharray="2.2 1.7" />,
  ring,
  target: <>{ring}<circle cx="7" cy="7" r="2" fill="currentColor" /></>,
  quarter: <>{ring}<path d="M7 7V2a5 5 0 015 5z" fill="currentColor" /></>,
  half: <>{ring}<path d="M7 2a5 5 0 010 10z" fill="currentColor" /></>,
  full: <circle cx="7" cy="7" r="5.5" fill="currentColor" />,
  tick: <path fillRule="evenodd" fill="currentColor" d="M7 .8a6.2 6.2 0 100 12.4A6.2 6.2 0 007 .8zm3.6 4.5L6.5 9.9 3.6 7.2l1-1.1 1.8 1.7 3.1-3.5z" />,
  barred: <>{ring}<path d="M3.8 10.2l6.4-6.4" stroke="currentColor" strokeWidth="1.8" /></>,
  clock: <><circle cx="7" cy="7" r="5.3" fill="none" stroke="currentColor" strokeWidth="1.6" /><path d="M7 4v3.3l2 1.3" fill="none" stroke="currentColor" strokeWidth="1.6" /></>,
  triangle: <path fillRule="evenodd" fill="currentColor" d="M7 1l6.5 11.5H.5zM6.2 5.2v3.6h1.6V5.2zm0 4.6v1.5h1.6V9.8z" />,
};

/** The shape alone, for the steps of a form and other narrow places. */
export const StateShape = ({ shape }: { shape: StateWord['shape'] }): ReactNode => (
  <svg viewBox="0 0 14 14" aria-hidden="true">
    {shapes[shape]}
  </svg>
);

/** A state: shape, word, tint. The words are in `language/words.ts`: `<StateBadge of={applicationStates[state]} />`. */
export const StateBadge = ({ of: { word, shape, tint } }: { of: StateWord }): ReactNode => (
  <span className={`es-state ${tint === 'plain' ? '' : `es-state--${tint}`}`}>
    <StateShape shape={shape} />
    {word}
  </span>
);
