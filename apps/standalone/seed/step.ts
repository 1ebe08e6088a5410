/** One statement, or several, of a seed: what it makes, in words, and its SQL, which needs no parameters. */
export interface Step {
  makes: string;
  text: string;
}

/** The domain instant at which everything stands. */
export const today = `timestamptz '2024-03-11 09:00+00'`;

/** SQL of a list of texts. */
export const texts = (list: readonly string[]): string => `array[${list.map((one) => `'${one.replaceAll("'", "''")}'`).join(', ')}]`;
