import fc from 'fast-check';
import type { Slot } from '#domain/directory/legal-category.js';
import { isSiren } from '#domain/directory/siren.js';
import type { Case, Member } from './eligibility.rules.js';
import { checkComposition, computeVerdict } from './eligibility.rules.js';

/** The Luhn-valid SIREN that begins with 000 and this number. */
const siren = (number: number): string => {
  const start = String(number).padStart(8, '0');
  return Array.from('0123456789').map((key) => start + key).find(isSiren)!;
};
const member = (number: number, legalCategory: string, over: Partial<Member> = {}): Member => ({
  name: `Membre ${number}`, siren: siren(number), legalCategory, slots: [], evidence: '', ...over,
});

const association = member(1, '9220');
const company = member(2, '5710');
const commune = member(3, '7210');
const person: Member = { name: 'Personne', siren: null, legalCategory: '', slots: [], evidence: '' };

describe('checkComposition', () => {
  it('is met by an association, a company and a commune', () => {
    expect(checkComposition([association, company, commune], 'strict')).toEqual({
      met: true, countedLegalPersons: 3, slots: { ess: siren(1), 'non-ess': siren(2), other: siren(3) },
      warnings: ['eligibility.single-ess-enterprise'], reasons: [],
    });
  });

  it.each([
    ['two legal persons only', [association, company], ['eligibility.fewer-than-three-legal-persons', 'eligibility.no-other-person']],
    ['one SIREN twice', [association, company, { ...company, name: 'Autre établissement' }],
      ['eligibility.fewer-than-three-legal-persons', 'eligibility.same-siren-twice', 'eligibility.no-other-person']],
    ['an individual as the third', [association, commune, person],
      ['eligibility.fewer-than-three-legal-persons', 'eligibility.not-a-legal-person', 'eligibility.no-non-ess-enterprise']],
    ['a sole trader as the third', [association, commune, member(4, '1000', { slots: ['non-ess'] })],
      ['eligibility.fewer-than-three-legal-persons', 'eligibility.not-a-legal-person', 'eligibility.no-non-ess-enterprise']],
    ['no enterprise outside the ESS', [association, member(5, '9220'), commune], ['eligibility.no-non-ess-enterprise']],
    ['no enterprise of the ESS', [company, member(6, '5499'), commune], ['eligibility.no-ess-enterprise']],
    ['no other person', [association, company, member(7, '5499')], ['eligibility.no-other-person']],
    ['nobody', [], ['eligibility.fewer-than-three-legal-persons', 'eligibility.no-ess-enterprise', 'eligibility.no-non-ess-enterprise', 'eligibility.no-other-person']],
  ])('is not met: %s', (_label, members, reasons) => {
    const composition = checkComposition(members, 'strict');
    expect(composition.reasons).toEqual(reasons);
    expect(composition.met).toBe(false);
  });

  it('still says who fills the slots that can be filled', () => {
    expect(checkComposition([company, member(6, '5499'), commune], 'strict').slots).toEqual({ 'non-ess': siren(2), other: siren(3) });
  });

  it('wants three different persons: one that could be two fills one slot', () => {
    const both = member(8, '9220', { slots: ['ess', 'other'], evidence: 'Déclaration d’activité de formation' });
    const undecided = checkComposition([both, company, member(9, '5499')], 'strict');
    expect(undecided.reasons).toEqual(['eligibility.no-distinct-representatives']);
    expect(Object.keys(undecided.slots)).toHaveLength(2);
    expect(checkComposition([both, company, member(10, '9220')], 'strict').slots).toEqual({ ess: siren(10), 'non-ess': siren(2), other: siren(8) });
  });

  it('takes any third member for the other person in the loose profile', () => {
    expect(checkComposition([association, company, member(7, '5499')], 'loose').met).toBe(true);
    expect(checkComposition([association, company], 'loose').reasons).toEqual(['eligibility.fewer-than-three-legal-persons']);
  });

  it('takes a declaration only where the category allows it, and with evidence', () => {
    const claim = (slots: Slot[], evidence: string, category = '5710') =>
      checkComposition([member(11, category, { slots, evidence }), company, commune], 'strict');
    expect(claim(['ess'], 'Extrait Kbis avec la mention ESS')).toMatchObject({ met: true, warnings: expect.arrayContaining(['eligibility.slot-on-evidence']) });
    expect(claim(['ess'], '  ')).toMatchObject({ met: false, warnings: ['eligibility.evidence-missing'] });
    expect(claim(['ess'], 'Affirmation', '7210')).toMatchObject({ met: false, warnings: ['eligibility.slot-not-of-this-category'] });
    // A business club: an association that stands for the enterprises outside the ESS that it groups.
    const club = member(12, '9220', { slots: ['non-ess'], evidence: 'Liste des adhérents' });
    expect(checkComposition([association, club, commune], 'strict').slots).toEqual({ ess: siren(1), 'non-ess': siren(12), other: siren(3) });
    expect(checkComposition([club, company, commune], 'strict').reasons).toEqual(['eligibility.no-ess-enterprise']);
  });

  it('counts nobody by a SIREN that is none', () => {
    const composition = checkComposition([association, company, { ...commune, siren: '123456789' }], 'strict');
    expect(composition).toMatchObject({ met: false, countedLegalPersons: 2, warnings: expect.arrayContaining(['eligibility.siren-invalid']) });
  });

  const anyMember = fc.record({
    number: fc.integer({ min: 1, max: 5 }),
    category: fc.constantFrom('9220', '5710', '7210', '1000', '6220', '9300'),
    slots: fc.subarray<Slot>(['ess', 'non-ess', 'other']),
    evidence: fc.constantFrom('', 'pièce'),
  }).map(({ number, category, slots, evidence }) => member(number, category, { slots, evidence }));

  it('does not depend on the order of the members, stays met when one joins, and is met loosely when it is strictly', () => {
    fc.assert(
      fc.property(fc.array(anyMember, { maxLength: 6 }), fc.constantFrom('strict' as const, 'loose' as const), anyMember, (members, profile, joining) => {
        const { met, slots } = checkComposition(members, profile);
        expect(checkComposition([...members].reverse(), profile).met).toBe(met);
        expect(!met || new Set(Object.values(slots)).size === 3).toBe(true);
        expect(!met || checkComposition([...members, joining], profile).met).toBe(true);
        expect(!met || checkComposition(members, 'loose').met).toBe(true);
      }),
    );
  });
});

describe('computeVerdict', () => {
  const yes = { met: true, reason: '' };
  const complete: Case = {
    pole: { legalCategory: '9220' }, members: [association, company, commune], profile: 'strict', requiresPrerequisite: true,
    prerequisite: { declared: true, validated: true },
    findings: { innovation: yes, territory: yes, specification: yes, 'not-already-funded': yes },
  };
  const condition = (of: Case, number: number | 'prerequisite') => computeVerdict(of).conditions.find((one) => one.number === number);

  it('is eligible when every condition is met', () => {
    const verdict = computeVerdict(complete);
    expect(verdict.outcome).toBe('eligible');
    expect(verdict.conditions.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 'prerequisite']);
    expect(verdict.conditions.every(({ met, reasons }) => met === true && reasons.length === 0)).toBe(true);
  });

  it.each([
    ['1', { pole: { legalCategory: '7210' } }, 'eligibility.not-a-private-law-person'],
    ['2', { members: [association, company] }, 'eligibility.fewer-than-three-legal-persons'],
    ['3', { findings: { ...complete.findings, innovation: { met: false, reason: 'Projet courant' } } }, 'eligibility.innovation-not-met'],
    ['4', { findings: { ...complete.findings, territory: { met: false, reason: 'Sans territoire' } } }, 'eligibility.territory-not-met'],
    ['5', { findings: { ...complete.findings, specification: { met: false, reason: 'Hors sujet' } } }, 'eligibility.specification-not-met'],
    ['6', { findings: { ...complete.findings, 'not-already-funded': { met: false, reason: 'Lauréat 2015' } } }, 'eligibility.not-already-funded-not-met'],
    ['prerequisite', { prerequisite: { declared: false, validated: null } }, 'eligibility.prerequisite-not-declared'],
    ['prerequisite', { prerequisite: { declared: true, validated: false } }, 'eligibility.prerequisite-not-validated'],
  ])('is ineligible by condition %s alone', (number, change, reason) => {
    const verdict = computeVerdict({ ...complete, ...change });
    const unmet = verdict.conditions.filter(({ met }) => met !== true);
    expect(verdict.outcome).toBe('ineligible');
    expect(unmet.map((one) => String(one.number))).toEqual([number]);
    expect(unmet[0]!.reasons).toContain(reason);
  });

  it('is unfinished while one is not known, unless another is unmet', () => {
    const open = { ...complete, findings: { ...complete.findings, territory: undefined } };
    expect(computeVerdict(open).outcome).toBe('unfinished');
    expect(condition(open, 4)).toEqual({ number: 4, key: 'territory', met: null, reasons: ['eligibility.territory-to-judge'], note: null });
    expect(computeVerdict({ ...open, pole: { legalCategory: '7210' } }).outcome).toBe('ineligible');
    expect(computeVerdict({ ...complete, prerequisite: null }).outcome).toBe('unfinished');
    expect(computeVerdict({ ...complete, prerequisite: { declared: true, validated: null } }).outcome).toBe('unfinished');
    expect(computeVerdict({ ...complete, prerequisite: null, requiresPrerequisite: false }).outcome).toBe('eligible');
  });

  it('lets an officer settle condition 1 only where the category cannot', () => {
    const foreign = { ...complete, pole: { legalCategory: '3220' } };
    expect(computeVerdict(foreign).outcome).toBe('unfinished');
    expect(computeVerdict({ ...foreign, findings: { ...complete.findings, 'private-law': { met: true, reason: 'Association de droit belge' } } }).outcome).toBe('eligible');
    expect(computeVerdict({ ...complete, pole: { legalCategory: '7210' }, findings: { ...complete.findings, 'private-law': yes } }).outcome).toBe('ineligible');
  });

  it('repeats the officer’s words beside the code', () => {
    const refused = { ...complete, findings: { ...complete.findings, innovation: { met: false, reason: 'Projet courant' } } };
    expect(condition(refused, 3)).toMatchObject({ met: false, note: 'Projet courant' });
  });
});
