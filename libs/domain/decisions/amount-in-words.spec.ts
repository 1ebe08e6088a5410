import fc from 'fast-check';
import { formatEuros, toCents } from '#domain/shared/money.js';
import { amountInWords } from './amount-in-words.js';

describe('amountInWords', () => {
  it.each([
    [0, 'zéro euro'], [1, 'un euro'], [2, 'deux euros'], [10, 'dix euros'], [11, 'onze euros'], [16, 'seize euros'], [17, 'dix-sept euros'],
    [20, 'vingt euros'], [21, 'vingt et un euros'], [22, 'vingt-deux euros'], [31, 'trente et un euros'], [61, 'soixante et un euros'],
    [70, 'soixante-dix euros'], [71, 'soixante et onze euros'], [72, 'soixante-douze euros'], [77, 'soixante-dix-sept euros'], [79, 'soixante-dix-neuf euros'],
    [80, 'quatre-vingts euros'], [81, 'quatre-vingt-un euros'], [89, 'quatre-vingt-neuf euros'], [90, 'quatre-vingt-dix euros'],
    [91, 'quatre-vingt-onze euros'], [99, 'quatre-vingt-dix-neuf euros'],
    [100, 'cent euros'], [101, 'cent un euros'], [180, 'cent quatre-vingts euros'], [200, 'deux cents euros'], [201, 'deux cent un euros'],
    [280, 'deux cent quatre-vingts euros'], [999, 'neuf cent quatre-vingt-dix-neuf euros'],
    [1000, 'mille euros'], [1001, 'mille un euros'], [1100, 'mille cent euros'], [1200, 'mille deux cents euros'], [2000, 'deux mille euros'],
    [21_000, 'vingt et un mille euros'], [80_000, 'quatre-vingt mille euros'], [71_000, 'soixante et onze mille euros'],
    [100_000, 'cent mille euros'], [200_000, 'deux cent mille euros'], [280_080, 'deux cent quatre-vingt mille quatre-vingts euros'],
    [60_000, 'soixante mille euros'], [40_000, 'quarante mille euros'], [300_500, 'trois cent mille cinq cents euros'],
    [1_000_000, 'un million d’euros'], [1_000_001, 'un million un euros'], [1_500_000, 'un million cinq cent mille euros'],
    [2_000_000, 'deux millions d’euros'], [80_000_000, 'quatre-vingts millions d’euros'], [200_000_000, 'deux cents millions d’euros'],
    [200_200_200, 'deux cents millions deux cent mille deux cents euros'],
    [1_000_000_000, 'un milliard d’euros'], [2_001_000_000, 'deux milliards un million d’euros'], [1_000_000_000_000, 'mille milliards d’euros'],
  ])('%i euros: %s', (euros, words) => expect(amountInWords(toCents(euros * 100))).toBe(words));

  it.each([
    [1, 'un centime'], [50, 'cinquante centimes'], [101, 'un euro et un centime'], [180, 'un euro et quatre-vingts centimes'],
    [200_50, 'deux cents euros et cinquante centimes'], [1_000_000_01, 'un million d’euros et un centime'], [71_71, 'soixante et onze euros et soixante et onze centimes'],
  ])('%i cents: %s', (amount, words) => expect(amountInWords(toCents(amount))).toBe(words));

  it('refuses what is below zero', () => expect(() => amountInWords(toCents(-1))).toThrow('amount.negative'));

  it('says different amounts differently, with an s only at an end', () => {
    const seen = new Map<string, number>();
    for (let euros = 0; euros < 20_000; euros += 1) seen.set(amountInWords(toCents(euros * 100)), euros);
    expect(seen.size).toBe(20_000);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }), (amount) => {
        const words = amountInWords(toCents(amount));
        expect(words).not.toMatch(/(cents|vingts) (?!euros|million|milliard|centimes)|(cents|vingts)-|milles|undefined| {2}|(^|millions? |milliards? )un mille /);
        expect(words).toMatch(/^[a-zéèû’ -]+$/);
      }),
    );
  });
});

describe('formatEuros', () => {
  it.each([
    [10_000_000, '100\u202f000,00\u00a0€'], [0, '0,00\u00a0€'], [5, '0,05\u00a0€'], [99_999, '999,99\u00a0€'], [100_000, '1\u202f000,00\u00a0€'],
    [150_000_000, '1\u202f500\u202f000,00\u00a0€'], [-123_456, '-1\u202f234,56\u00a0€'], [-5, '-0,05\u00a0€'],
  ])('%i', (amount, text) => expect(formatEuros(toCents(amount))).toBe(text));

  it('agrees with the language’s own format', () => {
    const intl = new Intl.NumberFormat('fr-FR', { style: 'currency', currency: 'EUR' });
    fc.assert(fc.property(fc.integer({ min: -(10 ** 12), max: 10 ** 12 }), (amount) => expect(formatEuros(toCents(amount))).toBe(intl.format(amount / 100))));
  });
});
