import fc from 'fast-check';
import { toIban } from './iban.js';

it('reads what is right, however it is spaced', () => {
  expect(toIban('fr76 3000 6000 0112 3456 7890 189')).toBe('FR7630006000011234567890189');
  expect(toIban('FR14 2004 1010 0505 0001 3M02 606')).toBe('FR1420041010050500013M02606');
  expect(toIban('DE89 3704 0044 0532 0130 00')).toBe('DE89370400440532013000');
});

it('finds any one mistaken digit, any two swapped', () => {
  const right = 'FR7630006000011234567890189';
  fc.assert(
    fc.property(fc.integer({ min: 2, max: right.length - 1 }), fc.integer({ min: 0, max: 9 }), (place, digit) => {
      const wrong = right.slice(0, place) + digit + right.slice(place + 1);
      if (wrong !== right) expect(() => toIban(wrong)).toThrow(expect.objectContaining({ code: 'bank-account.iban-wrong' }));
    }),
  );
  for (let place = 2; place < right.length - 1; place += 1) {
    const wrong = right.slice(0, place) + right[place + 1]! + right[place]! + right.slice(place + 2);
    if (wrong !== right) expect(() => toIban(wrong)).toThrow(expect.objectContaining({ code: 'bank-account.iban-wrong' }));
  }
});

it('wants the French key too', () => {
  // check digits computed for a wrong key: modulo 97 alone lets it pass
  expect(() => toIban('FR4930006000011234567890190')).toThrow(expect.objectContaining({ code: 'bank-account.iban-wrong' }));
});

it.each(['', 'FR76', 'FR76 3000 6000 0112 3456 7890 18', '7630006000011234567890189FR', 'FR76 3000 6000 0112 3456 7890 18X', 'FR76é3000600001123456789018'])('refuses « %s »', (text) => {
  expect(() => toIban(text)).toThrow(expect.objectContaining({ code: 'bank-account.iban-malformed' }));
});
