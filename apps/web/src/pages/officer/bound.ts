import { parisInstant } from './call-input.js';

/** The exclusive bound of « jusqu’au … », a date and hour in Paris whose minute still counts; undefined for none. */
export const boundAfter = (local: string): Date | undefined => {
  const instant = parisInstant(local);
  return instant === undefined ? undefined : new Date(instant.getTime() + 60_000);
};
