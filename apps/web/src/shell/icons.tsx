import type { ReactNode } from 'react';

const paths = {
  help: 'M10 18a8 8 0 100-16 8 8 0 000 16zM7.7 7.6a2.4 2.4 0 114 2.1c-.9.6-1.7 1-1.7 2M10 14.2v.1',
  moon: 'M16 12.5A7 7 0 117.5 4a5.6 5.6 0 008.5 8.5z',
  person: 'M10 10a3.5 3.5 0 100-7 3.5 3.5 0 000 7zM3.5 17.5c.8-3.2 3.4-5 6.5-5s5.7 1.8 6.5 5',
  menu: 'M3 5.5h14M3 10h14M3 14.5h14',
  close: 'M5 5l10 10M15 5L5 15',
  up: 'M10 16V4M5 9l5-5 5 5',
  down: 'M10 4v12M5 11l5 5 5-5',
  left: 'M16 10H4M9 5l-5 5 5 5',
  right: 'M4 10h12M11 5l5 5-5 5',
  more: 'M4.5 10h.1M10 10h.1M15.5 10h.1',
  bin: 'M4 6h12M8 6V4h4v2M5.5 6l.8 11h7.4l.8-11',
  warning: 'M10 3l8 14H2zM10 8.5v4M10 14.8v.1',
  plus: 'M10 4v12M4 10h12',
  tick: 'M4 10.5l4 4 8-9',
  saved: 'M6 15.5a3.5 3.5 0 01-.3-7A4.8 4.8 0 0115 9.2a3.2 3.2 0 01-.5 6.3zM7.5 11.5l1.8 1.8L12.7 10',
  offline: 'M6 15.5a3.5 3.5 0 01-.3-7A4.8 4.8 0 0115 9.2a3.2 3.2 0 01-.5 6.3zM4 3l13 14',
  lock: 'M5 9.5h10V17H5zM7 9.5V6.8a3 3 0 016 0v2.7',
  document: 'M5 2.5h6.5L15.5 6.5V17.5H5zM11.5 2.5v4h4',
  download: 'M10 3v10M5.5 9l4.5 4.5L14.5 9M3.5 17h13',
  filter: 'M3 5h14M6 10h8M8.5 15h3',
  columns: 'M3 4h14v12H3zM8 4v12M13 4v12',
  undo: 'M7.5 4.5L3.5 8.5l4 4M3.5 8.5H12a4 4 0 010 8H8.5',
  again: 'M16 10a6 6 0 11-1.8-4.3M16 3v3.5h-3.5',
  info: 'M10 18a8 8 0 100-16 8 8 0 000 16zM10 9.2v4.6M10 6.2v.1',
  clock: 'M10 18a8 8 0 100-16 8 8 0 000 16zM10 5.5V10l3 2',
  calendar: 'M3.5 4.5h13v13h-13zM3.5 8.5h13M7 2.5v4M13 2.5v4',
} as const;

export type IconName = keyof typeof paths;

/** A stroke icon of 20 units; always beside a word, so hidden from assistive technologies. */
export const Icon = ({ name, className = '' }: { name: IconName; className?: string }): ReactNode => (
  <svg className={`es-ic ${className}`} viewBox="0 0 20 20" aria-hidden="true">
    <path d={paths[name]} />
  </svg>
);
