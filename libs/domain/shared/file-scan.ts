/** What the antivirus said of a file. `unscanned`: nobody looked; `pending`: it will; `infected`: kept apart for good. */
export const scanStates = ['unscanned', 'pending', 'clean', 'infected'] as const;
export type ScanState = (typeof scanStates)[number];

/** The same, as people read it. */
export const scanWords: Readonly<Record<ScanState, string>> = {
  unscanned: 'non analysé par un antivirus',
  pending: 'analyse antivirus en attente',
  clean: 'analysé, rien trouvé',
  infected: 'mis à l’écart : programme malveillant',
};

/**
 * Is a file given to anybody who asks? Only what the antivirus has found clean; a demonstration, which nobody else reaches, has none and
 * gives what it was sent.
 */
export const isGivenToAll = (scan: ScanState, isDemonstration: boolean): boolean => scan === 'clean' || (isDemonstration && scan === 'unscanned');
