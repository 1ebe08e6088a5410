import fc from 'fast-check';
import { isSiren, isSiret } from './siren.js';

describe('isSiren', () => {
  it.each(['418166096', '356000000', '233500016', '000000018', '000000000'])('accepts %s', (siren) => expect(isSiren(siren)).toBe(true));
  it.each(['418166097', '41816609', '4181660960', '418 166 096', ' 418166096', '418166096\n', '41816609A', '', '٤١٨١٦٦٠٩٦'])('refuses %j', (siren) =>
    expect(isSiren(siren)).toBe(false),
  );

  it('notices any one wrong digit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 1, max: 9 }), (at, shift) => {
        const siren = '418166096';
        const wrong = siren.slice(0, at) + ((Number(siren[at]) + shift) % 10) + siren.slice(at + 1);
        expect(isSiren(wrong)).toBe(false);
      }),
    );
  });

  it('leaves exactly one key to each eight digits', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9]{8}$/), (start) => {
        expect(Array.from('0123456789').filter((key) => isSiren(start + key))).toHaveLength(1);
      }),
    );
  });
});

describe('isSiret', () => {
  it.each(['41816609600051', '35600000000048', '23350001600040', '38047555800058'])('accepts %s', (siret) => expect(isSiret(siret)).toBe(true));
  it.each(['41816609600052', '67895644300011', '418166096', '4181660960005'])('refuses %s', (siret) => expect(isSiret(siret)).toBe(false));

  it("accepts La Poste's establishments by the sum of their digits, and nobody else's", () => {
    expect(isSiret('35600000018723')).toBe(true);
    expect(isSiret('35600000018724')).toBe(false);
    expect(isSiret('41816609600008')).toBe(false); // digits add up to 49
    expect(isSiret('41816609600009')).toBe(false); // digits add up to 50, a multiple of five
  });
});
