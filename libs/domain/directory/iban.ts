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
const ribKeyMatches = (iban: string): boolean => 97 - remainder(`${ribDigits(iban.slice(4, 25))}00`, 97) === Number(iban.slice(25));

/** What an IBAN is made of, whatever its check digits: capitals, no blanks; a French one has 27 signs. */
export const looksLikeIban = (text: string): boolean => /^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$/.test(text) && (!text.startsWith('FR') || /^FR[0-9]{12}[A-Z0-9]{11}[0-9]{2}$/.test(text));

/** Is `text` an IBAN without blanks whose check digits (ISO 13616, modulo 97) and, for a French one, key (clé RIB) are right? */
export const isIban = (text: string): boolean => looksLikeIban(text) && remainder(asNumbers(text.slice(4) + text.slice(0, 4)), 97) === 1 && (!text.startsWith('FR') || ribKeyMatches(text));
