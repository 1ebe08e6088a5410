import { invalid } from '../shared/error.js';
import { isClean, isReversed } from '../shared/text.js';
import { regions } from './region.js';
import { isSiren } from './siren.js';

/** What a pole is registered with. */
export interface NewPole {
  readonly name: string;
  /** Nine digits. */
  readonly siren: string;
  /** INSEE, four digits. */
  readonly legalCategory: string;
  readonly regionCode: string;
  readonly addressLine: string;
  readonly postalCode: string;
  readonly city: string;
}

const written = ['name', 'addressLine', 'city'] as const;

/**
 * A pole as it is registered, its texts on one line without blanks around. Throws `invalid-input`: `pole.siren-malformed`, `pole.region-unknown`,
 * `pole.text-missing` with `field` for a text of less than two signs, `text.unstorable` for one that cannot be kept, `answer.text-reversed` for one that turns the order of reading around.
 */
export function registeredPole(pole: NewPole): NewPole {
  if (!isSiren(pole.siren)) throw invalid('pole.siren-malformed', { siren: pole.siren });
  if (!regions.some(({ code }) => code === pole.regionCode)) throw invalid('pole.region-unknown', { regionCode: pole.regionCode });
  const texts = Object.fromEntries(written.map((field) => [field, pole[field].replace(/\s+/g, ' ').trim()])) as Pick<NewPole, (typeof written)[number]>;
  for (const field of written) {
    if (texts[field].length < 2) throw invalid('pole.text-missing', { field });
    if (!isClean(texts[field])) throw invalid('text.unstorable', { field });
    if (isReversed(texts[field])) throw invalid('answer.text-reversed', { field });
  }
  return { ...pole, ...texts };
}
