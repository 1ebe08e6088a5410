/** Luhn's check over a string of digits: every second digit from the right is doubled. */
const luhn = (digits: string): boolean => {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits[digits.length - 1 - index]);
    const weighed = index % 2 === 0 ? digit : digit * 2;
    sum += weighed > 9 ? weighed - 9 : weighed;
  }
  return sum % 10 === 0;
};

const digitSum = (digits: string): number => Array.from(digits).reduce((sum, digit) => sum + Number(digit), 0);

/** A SIREN: nine digits without spaces, the last of which is Luhn's key. Says nothing about the register knowing it. */
export const isSiren = (text: string): boolean => /^[0-9]{9}$/.test(text) && luhn(text);

const laPoste = '356000000';

/**
 * A SIRET: a SIREN and five digits, Luhn over the fourteen. La Poste has more establishments than Luhn leaves it:
 * for its SIREN a sum of digits that is a multiple of five is enough.
 */
export const isSiret = (text: string): boolean =>
  /^[0-9]{14}$/.test(text) && isSiren(text.slice(0, 9)) && (luhn(text) || (text.startsWith(laPoste) && digitSum(text) % 5 === 0));
