import type { ReactNode } from 'react';
import { deskWord } from '#domain/applications/application.words.js';
import { StateBadge } from '../../components/state-badge.js';
import { applicationStates, type StateWord } from '../../language/words.js';

/** The state of a dossier as a desk reads it: what is to do, and late when the silence has become a refusal. */
export function deskState({ state, late }: { state: keyof typeof applicationStates; late?: boolean }): StateWord {
  const own: StateWord = state === 'submitted' ? { word: deskWord(state), shape: 'quarter', tint: 'plain' } : applicationStates[state];
  return late === true ? { word: `${own.word}, en retard`, shape: 'triangle', tint: 'bad' } : own;
}

export const DeskState = ({ of }: { of: Parameters<typeof deskState>[0] }): ReactNode => <StateBadge of={deskState(of)} />;

/** One point per review asked for: full once it is sent. */
export function ReviewDots({ assigned, final }: { assigned: number; final: number }): ReactNode {
  if (assigned === 0) return '–';
  return (
    <span className="es-three" role="img" aria-label={`${final} ${final > 1 ? 'rendues' : 'rendue'} sur ${assigned}`}>
      {Array.from({ length: Math.min(assigned, 8) }, (_, index) => (
        <svg key={index} viewBox="0 0 12 12">
          {index < final ? <circle cx="6" cy="6" r="5" fill="var(--es-accent)" /> : <circle cx="6" cy="6" r="4.2" fill="none" stroke="var(--es-line-strong)" strokeWidth="1.5" />}
        </svg>
      ))}
    </span>
  );
}
