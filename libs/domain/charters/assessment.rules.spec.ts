import fc from 'fast-check';
import { assessmentLevels, carriedOver, checkAssessment, checkInForce, isSignedAlike, requireSigned, signatureContent, signedItems, unansweredItems, type CharterStanding, type ItemAssessment, type Signing } from './assessment.rules.js';

const items = ['cooperation', 'ess', 'local'].map((key) => ({ key, title: `Engagement ${key}`, help: '' }));
const answers: ItemAssessment[] = items.map(({ key }) => ({ item: key, level: 'under-way', comment: ` sur ${key} ` }));
const signing: Signing = {
  charter: { title: 'Charte', adoptedOn: '2021-06-15', sha256: 'abc', items },
  pole: { name: 'Pôle', siren: '000000000' },
  answers,
  signedBy: 'u',
  signedAs: 'Présidente',
  signedAt: new Date('2021-07-01T10:00:00Z'),
};
const code = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    return (error as { code: string }).code;
  }
  return 'nothing was thrown';
};

it.each<[string, ItemAssessment]>([
  ['an item of no charter', { item: 'other', level: null, comment: '' }],
  ['the same item twice', answers[0]!],
  ['a comment without end', { item: 'other', level: null, comment: 'a'.repeat(1_001) }],
])('refuses %s', (_, one) => {
  expect(code(() => checkAssessment(items, [...answers, one]))).toBe('charter.assessment-malformed');
});

it('what is not answered is missing, and is not « not yet »', () => {
  expect(unansweredItems(items, [{ item: 'ess', level: 'not-yet', comment: '' }, { item: 'local', level: null, comment: 'à voir' }])).toEqual(['cooperation', 'local']);
  expect(code(() => signatureContent({ ...signing, answers: answers.slice(1) }))).toBe('charter.assessment-incomplete');
});

it('seals each item in the charter’s order, whatever the order of the answers', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(answers, { minLength: 3 }), fc.array(fc.constantFrom(...assessmentLevels), { minLength: 3, maxLength: 3 }), (order, levels) => {
      const levelled = (list: readonly ItemAssessment[]): ItemAssessment[] => list.map((one) => ({ ...one, level: levels[answers.findIndex(({ item }) => item === one.item)]! }));
      const sealed = signatureContent({ ...signing, answers: levelled(order) });
      expect(sealed).toBe(signatureContent({ ...signing, answers: levelled(answers) }));
      expect(signedItems(sealed).map(({ item, level }) => [item, level])).toEqual(items.map(({ key }, n) => [key, levels[n]]));
    }),
  );
});

it('pressed twice is the same, at whatever instant; another text, person or function is not', () => {
  const first = signatureContent(signing);
  expect(isSignedAlike(first, signatureContent({ ...signing, signedAt: new Date('2021-07-02T10:00:00Z') }))).toBe(true);
  for (const change of [{ signedBy: 'v' }, { signedAs: 'Trésorier' }, { answers: answers.map((one) => ({ ...one, level: 'acquired' as const })) }]) expect(isSignedAlike(first, signatureContent({ ...signing, ...change }))).toBe(false);
  expect(code(() => signatureContent({ ...signing, signedAs: ' ' }))).toBe('charter.no-function');
});

it('a newer version takes over what was said of the items that it keeps', () => {
  expect(carriedOver([items[1]!, { key: 'new', title: 'Nouveau', help: '' }], answers)).toEqual([answers[1]]);
});

it('a dossier names the version in force that was signed, and none is received without', () => {
  const standing: CharterStanding = { id: 'c', title: 'Charte', adoptedOn: '2021-06-15', sha256: 'abc', signature: { sha256: 'def', signedAt: '2021-07-01T10:00:00.000Z' } };
  expect(requireSigned(standing)).toEqual({ title: 'Charte', adoptedOn: '2021-06-15', sha256: 'abc', signature: 'def', signedAt: '2021-07-01T10:00:00.000Z' });
  for (const one of [null, { ...standing, signature: null }]) expect(code(() => requireSigned(one))).toBe('application.charter-not-signed');
  expect(code(() => checkInForce('c', 'c'))).toBe('nothing was thrown');
  for (const other of [undefined, 'd']) expect(code(() => checkInForce(other, 'c'))).toBe('charter.not-in-force');
});
