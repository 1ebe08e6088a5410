import { invalid } from '../shared/error.js';

/** `digits` modulo `by`, however many digits there are. */
const remainder = (digits: string, by: number): number => {
  let rest = 0;
  for (const digit of digits) rest = (rest * 10 + Number(digit)) % by;
  return rest;
};

/** ISO 13616: A is 10 … Z is 35. */
const asNumbers = (text: string): string => text.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));

/** The letters of a French account number as its key counts them: A and J 1, B, K and S 2, …, I, R and Z 9. */
const ribDigits = (text: string): string =>
  text.replace(/[A-Z]/g, (letter) => {
    const place = letter.charCodeAt(0) - 65;
    return String(place < 18 ? (place % 9) + 1 : place - 16);
  });

/** The two last digits of a French account number: 97 less what the rest, followed by 00, leaves. */
const ribKeyMatches = (iban: string): boolean => {
  const account = iban.slice(4, 25);
  return 97 - remainder(`${ribDigits(account)}00`, 97) === Number(iban.slice(25));
};

/**
 * An IBAN as it is stored: capitals, no blanks. Throws `invalid-input` `bank-account.iban-malformed` or `…-iban-wrong` when its check
 * digits (ISO 13616, modulo 97) or, for a French one, its key (clé RIB) show that a sign is mistaken.
 */
export function toIban(text: string): string {
  const iban = text.replace(/[\s\u00a0\u202f]/g, '').toUpperCase();
  if (!/^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$/.test(iban)) throw invalid('bank-account.iban-malformed');
  if (iban.startsWith('FR') && !/^FR[0-9]{12}[A-Z0-9]{11}[0-9]{2}$/.test(iban)) throw invalid('bank-account.iban-malformed');
  const isRight = remainder(asNumbers(iban.slice(4) + iban.slice(0, 4)), 97) === 1 && (!iban.startsWith('FR') || ribKeyMatches(iban));
  if (!isRight) throw invalid('bank-account.iban-wrong');
  return iban;
}
