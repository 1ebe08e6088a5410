import { invalid } from '#domain/shared/error.js';
import type { Cents } from '#domain/shared/money.js';

const units = [
  'zéro', 'un', 'deux', 'trois', 'quatre', 'cinq', 'six', 'sept', 'huit', 'neuf', 'dix', 'onze', 'douze', 'treize', 'quatorze', 'quinze', 'seize',
  'dix-sept', 'dix-huit', 'dix-neuf',
];
const tens = ['', '', 'vingt', 'trente', 'quarante', 'cinquante', 'soixante', 'soixante', 'quatre-vingt', 'quatre-vingt'];

/** 0 to 99. `last`: no numeral follows, so that « quatre-vingts » takes its s. */
function belowHundred(number: number, last: boolean): string {
  if (number < 20) return units[number]!;
  const ten = Math.floor(number / 10);
  const isScore = ten === 7 || ten === 9; // soixante-dix and quatre-vingt-dix count on to nineteen
  const rest = (number % 10) + (isScore ? 10 : 0);
  if (rest === 0) return tens[ten]! + (ten === 8 && last ? 's' : '');
  const and = (rest === 1 || rest === 11) && ten < 8;
  return `${tens[ten]!}${and ? ' et ' : '-'}${units[rest]!}`;
}

/** 0 to 999. */
function belowThousand(number: number, last: boolean): string {
  const hundreds = Math.floor(number / 100);
  const rest = number % 100;
  if (hundreds === 0) return belowHundred(rest, last);
  const head = hundreds === 1 ? 'cent' : `${units[hundreds]!} cent`;
  if (rest === 0) return head + (hundreds > 1 && last ? 's' : '');
  return `${head} ${belowHundred(rest, last)}`;
}

/**
 * A whole number ≥ 0 in French words, in the spelling before 1990: « vingt-quatre », « quatre-vingts », « deux cent mille ».
 * Mille never varies and takes the s from what precedes it; millions and milliards are nouns, which leave it.
 */
export function numberInWords(number: number): string {
  const parts: string[] = [];
  let rest = number;
  for (const { value, noun } of [{ value: 1_000_000_000, noun: 'milliard' }, { value: 1_000_000, noun: 'million' }]) {
    const count = Math.floor(rest / value);
    rest %= value;
    if (count > 0) parts.push(`${numberInWords(count)} ${noun}${count > 1 ? 's' : ''}`);
  }
  const thousands = Math.floor(rest / 1000);
  rest %= 1000;
  if (thousands > 0) parts.push(thousands === 1 ? 'mille' : `${belowThousand(thousands, false)} mille`);
  if (rest > 0 || parts.length === 0) parts.push(belowThousand(rest, true));
  return parts.join(' ');
}

const euroWords = (euros: number): string => {
  if (euros > 0 && euros % 1_000_000 === 0) return `${numberInWords(euros)} d’euros`;
  return `${numberInWords(euros)} ${euros < 2 ? 'euro' : 'euros'}`;
};

/**
 * An amount (≥ 0) in French words, in the spelling before 1990, as acts and cheques write it: « cent mille euros », « deux cents euros et
 * cinquante centimes », « un million d’euros ». Throws `invalid-input` `amount.negative`.
 */
export function amountInWords(cents: Cents): string {
  if (cents < 0) throw invalid('amount.negative', { amount: cents });
  const euros = Math.floor(cents / 100);
  const rest = cents % 100;
  const centimes = `${numberInWords(rest)} ${rest < 2 ? 'centime' : 'centimes'}`;
  if (rest === 0) return euroWords(euros);
  return euros === 0 ? centimes : `${euroWords(euros)} et ${centimes}`;
}
