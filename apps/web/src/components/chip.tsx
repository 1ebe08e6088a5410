import type { ReactNode } from 'react';

/** One value of a filter; `on` is the one that is chosen. */
export const Chip = ({ label, on, onClick }: { label: string; on: boolean; onClick: () => void }): ReactNode => (
  <button type="button" className="es-chip" aria-pressed={on} onClick={onClick}>
    {label}
  </button>
);
