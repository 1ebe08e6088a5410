import fc from 'fast-check';
import { isLegalPerson, isPrivateLawPerson, needsRepublicanCommitment, slots, slotsOf } from './legal-category.js';

describe('slotsOf', () => {
  it.each([
    ['9220', 'declared association', ['ess'], ['non-ess', 'other']],
    ['9260', 'association of Alsace-Moselle', ['ess'], ['non-ess', 'other']],
    ['9300', 'foundation', ['ess'], ['other']],
    ['8210', 'mutual', ['ess'], ['other']],
    ['6411', 'mutual insurer', ['ess'], ['other']],
    ['5458', 'SARL SCOP', ['ess'], ['other']],
    ['5460', 'other cooperative SARL', ['ess'], ['other']],
    ['5499', 'SARL', ['non-ess'], ['ess', 'other']],
    ['5710', 'SAS', ['non-ess'], ['ess', 'other']],
    ['5202', 'SNC', ['non-ess'], ['ess', 'other']],
    ['6540', 'SCI', ['non-ess'], ['ess', 'other']],
    ['5515', 'SEM', [], ['non-ess', 'other']],
    ['6220', 'GIE', [], ['non-ess', 'other']],
    ['8420', 'employers’ union', ['other'], ['non-ess']],
    ['4110', 'EPIC', ['other'], ['non-ess']],
    ['7210', 'commune', ['other'], []],
    ['7346', 'communauté de communes', ['other'], []],
    ['7383', 'EPSCP', ['other'], []],
    ['8510', 'institution de prévoyance, not in art. 1', [], ['other']],
    ['1000', 'sole trader', [], []],
    ['9210', 'undeclared association', [], []],
    ['9224', 'AARPI', [], []],
    ['', 'nothing', [], []],
  ])('%s (%s)', (code, _label, byDefault, onEvidence) => {
    expect(slotsOf(code)).toEqual({ byDefault, onEvidence });
  });

  it('never proves ESS and non-ESS at once, and asks no evidence for what is given', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9999 }), (number) => {
        const { byDefault, onEvidence } = slotsOf(String(number).padStart(4, '0'));
        expect(byDefault.length).toBeLessThanOrEqual(1);
        expect(onEvidence.some((slot) => byDefault.includes(slot))).toBe(false);
        expect([...byDefault, ...onEvidence].every((slot) => slots.includes(slot))).toBe(true);
      }),
    );
  });
});

describe('the person of the category', () => {
  it.each(['5499', '7210', '9220', '3220', '4110', '8110'])('%s is a legal person', (code) => expect(isLegalPerson(code)).toBe(true));
  it.each(['1000', '1100', '2310', '2110', '9210', '9224', '0000', '', '92200', '5499 '])('%j is none', (code) => expect(isLegalPerson(code)).toBe(false));

  it.each([
    ['9220', 'yes'], ['5499', 'yes'], ['6220', 'yes'], ['8420', 'yes'], ['9300', 'yes'],
    ['7210', 'no'], ['4110', 'no'], ['1000', 'no'], ['2310', 'no'], ['9210', 'no'], ['9224', 'no'],
    ['3220', 'manual'], ['8110', 'manual'], ['8190', 'manual'], ['', 'manual'], ['abcd', 'manual'], ['0123', 'manual'],
  ] as const)('%j under private law: %s', (code, answer) => expect(isPrivateLawPerson(code)).toBe(answer));

  it('of associations and foundations signs the republican commitment', () => {
    expect(['9220', '9300', '9230'].every(needsRepublicanCommitment)).toBe(true);
    expect(['5499', '7210', '8210', '92'].some(needsRepublicanCommitment)).toBe(false);
  });
});
