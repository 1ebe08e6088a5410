import { registeredPole, type NewPole } from './pole.rules.js';

const pole: NewPole = { name: 'Pôle du Bocage', siren: '356000000', legalCategory: '9220', regionCode: '53', addressLine: '1 rue des Haies', postalCode: '35000', city: 'Rennes' };

it('is registered as it was said, on one line without blanks around', () => {
  expect(registeredPole(pole)).toEqual(pole);
  expect(registeredPole({ ...pole, name: '  Pôle\tdu\n Bocage\u00a0 ', city: ' Rennes' })).toEqual(pole);
});

it.each([
  [{ siren: '356000001' }, 'pole.siren-malformed'],
  [{ regionCode: '99' }, 'pole.region-unknown'],
  [{ name: '   ' }, 'pole.text-missing'],
  [{ name: 'a\ud800b' }, 'text.unstorable'],
  [{ city: 'a\0b' }, 'text.unstorable'],
  [{ addressLine: '\u00a0\u00a0' }, 'pole.text-missing'],
  [{ city: ' A ' }, 'pole.text-missing'],
  [{ name: '\u202eegacob' }, 'answer.text-reversed'],
])('%j is refused: %s', (change, code) => expect(() => registeredPole({ ...pole, ...change })).toThrow(expect.objectContaining({ kind: 'invalid-input', code })));
