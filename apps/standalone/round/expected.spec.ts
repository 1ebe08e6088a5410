import { criteria } from './call-definitions.js';
import { awards, basisPoints, expectedRanking, expectedStates, expectedSummary, reserves, unmetBy } from './expected.js';
import { roundInputs, type MarkInput } from './inputs.js';

const inputs = roundInputs();
const reviewed = inputs.poles.filter(({ fate }) => fate === 'reviewed');

const marks = (values: Record<string, number | null>): MarkInput[] =>
  criteria.map(({ key }) => (values[key] === null ? { criterion: key, value: null, notApplicable: true } : { criterion: key, value: values[key]! }));

const luhn = (digits: string): number =>
  [...digits].reverse().reduce((sum, digit, place) => sum + (place % 2 === 0 ? Number(digit) : Math.floor((Number(digit) * 2) / 10) + ((Number(digit) * 2) % 10)), 0) % 10;
const remainder97 = (digits: string): number => [...digits].reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0);

describe('the inputs of the round', () => {
  it('are the same each time', () => {
    expect(roundInputs()).toEqual(inputs);
  });

  it('hold 74 poles of every region: two late, four withdrawn, nine ineligible for nine reasons, 59 reviewed', () => {
    const count = (fate: string): number => inputs.poles.filter((pole) => pole.fate === fate).length;
    expect([inputs.poles.length, count('late'), count('withdrawn'), count('ineligible'), count('reviewed')]).toEqual([74, 2, 4, 9, 59]);
    expect(new Set(inputs.poles.map(({ regionCode }) => regionCode)).size).toBe(18);
    const reasons = inputs.poles.flatMap(({ flaw }) => (flaw === undefined ? [] : [unmetBy[flaw]]));
    expect(new Set(reasons).size).toBe(9);
  });

  it('name nobody: SIREN that begin with 000, the bank 99999, fictitious names but the three that the sources give', () => {
    const sirens = [...inputs.poles.map(({ siren }) => siren), ...inputs.poles.flatMap(({ flaw, members }) => (flaw === 'siren-twice' ? [] : members.flatMap(({ siren }) => siren ?? [])))];
    expect(new Set(sirens).size).toBe(sirens.length);
    for (const siren of sirens) expect([siren.length, siren.slice(0, 3), luhn(siren)]).toEqual([9, '000', 0]);
    const ibans = inputs.poles.map(({ iban }) => iban);
    expect(new Set(ibans).size).toBe(74);
    for (const iban of ibans) {
      expect(iban).toMatch(/^FR\d{2}99999\d{18}$/);
      expect(remainder97(`${iban.slice(4)}1527${iban.slice(2, 4)}`)).toBe(1);
      // A RIB is a multiple of 97 with its parts weighed.
      expect((89 * Number(iban.slice(4, 9)) + 15 * Number(iban.slice(9, 14)) + 3 * Number(iban.slice(14, 25)) + Number(iban.slice(25))) % 97).toBe(0);
    }
    expect(inputs.poles.filter(({ name }) => !name.startsWith('Pôle fictif ')).map(({ name }) => name)).toEqual([
      'PECCS, Pôle d’Économie Circulaire en Cœur de Savoie',
      'Pôle Laine du Pays de Saugues',
      'La Californie',
    ]);
    for (const { person } of inputs.poles) expect(person.fullName).toContain('Fictive');
  });

  it('give each dossier three reviewers and each of 24 reviewers seven or eight, none in conflict', () => {
    expect(inputs.reviews).toHaveLength(177);
    for (const { index } of reviewed) expect(new Set(inputs.reviews.filter(({ pole }) => pole === index).map(({ reviewer }) => reviewer)).size).toBe(3);
    const loads = Array.from({ length: 24 }, (_, reviewer) => inputs.reviews.filter((review) => review.reviewer === reviewer).length);
    expect([Math.min(...loads), Math.max(...loads)]).toEqual([7, 8]);
    expect(inputs.conflicts).toHaveLength(8);
    const pairs = new Set(inputs.reviews.map(({ pole, reviewer }) => `${pole} ${reviewer}`));
    expect(inputs.conflicts.filter(({ pole, reviewer }) => pairs.has(`${pole} ${reviewer}`))).toEqual([]);
  });

  it('leave some criteria without a mark, only where that is allowed', () => {
    const without = inputs.reviews.flatMap((review) => review.marks.filter(({ value }) => value === null).map(({ criterion }) => criterion));
    expect(without.length).toBeGreaterThan(5);
    expect(new Set(without)).toEqual(new Set(['innovation']));
  });
});

describe('the score of a review', () => {
  it('takes "not applicable" for no mark, not for zero', () => {
    const good = { cooperation: 4, innovation: 4, territoire: 4, modele: 4, evaluation: 4 };
    expect(basisPoints(marks(good))).toBe(8_000);
    expect(basisPoints(marks({ ...good, innovation: null }))).toBe(8_000);
    expect(basisPoints(marks({ ...good, innovation: 0 }))).toBe(6_400);
    expect(basisPoints(marks({ ...good, evaluation: 3, innovation: null }))).toBe(7_750);
  });
});

describe('the expected ranking', () => {
  const { rows, ties } = expectedRanking(inputs);

  it('holds each reviewed dossier once, those below the threshold last and without a rank', () => {
    expect(rows.map(({ pole }) => pole).sort((a, b) => a - b)).toEqual(reviewed.map(({ index }) => index));
    const ranked = rows.filter(({ rank }) => rank !== null);
    expect(ranked.map(({ rank }) => rank)).toEqual(ranked.map((_, place) => place + 1));
    expect(rows.slice(ranked.length).every(({ rank }) => rank === null)).toBe(true);
    expect(ranked.length).toBeGreaterThanOrEqual(awards + reserves);
    expect(ranked.length).toBeLessThan(rows.length);
  });

  it('agrees with the means, computed another way; what shares everything is a tie that the committee orders', () => {
    const keyOf = (pole: number): string => {
      const mine = inputs.reviews.filter((review) => review.pole === pole);
      const points = mine.map((review) => basisPoints(review.marks));
      const cooperation = mine.reduce((sum, review) => sum + review.marks.find(({ criterion }) => criterion === 'cooperation')!.value!, 0);
      const digits = (value: number): string => String(value).padStart(6, '0');
      return `${digits(points.reduce((a, b) => a + b, 0))} ${digits(cooperation)} ${digits(99_999 - Math.max(...points) + Math.min(...points))}`;
    };
    const ranked = rows.filter(({ rank }) => rank !== null).map(({ pole }) => ({ pole, key: keyOf(pole) }));
    expect(ranked.map(({ key }) => key)).toEqual(ranked.map(({ key }) => key).sort().reverse());
    const shared = new Map<string, number[]>();
    for (const { pole, key } of ranked) shared.set(key, [...(shared.get(key) ?? []), pole]);
    expect(ties).toEqual([...shared.values()].filter((group) => group.length > 1));
  });
});

describe('the expected summary', () => {
  const summary = expectedSummary(inputs);

  it('adds up', () => {
    const { received, late, byStatus } = summary.applications;
    expect(byStatus).toEqual({ draft: 2, withdrawn: 4, ineligible: 9, awarded: 15, reserve: 5, refused: 39 });
    expect(received + late).toBe(Object.values(byStatus).reduce((a, b) => a + b, 0));
    expect(summary.letters.count).toBe(68);
    expect(summary.ledger.ae.committed).toBe(summary.awards.totalCents);
    expect(summary.ledger.cp['2023']!.planned + summary.ledger.cp['2024']!.planned).toBe(summary.awards.totalCents);
    expect(summary.payments.paidCents).toBe(summary.ledger.cp['2023']!.paid);
    expect(Object.values(summary.mails.byTemplate).reduce((a, b) => a + b, 0)).toBe(summary.mails.rows);
  });

  it('counts the states that each dossier must end in', () => {
    const counted: Record<string, number> = {};
    for (const state of expectedStates(inputs).values()) counted[state] = (counted[state] ?? 0) + 1;
    expect(counted).toEqual(summary.applications.byStatus);
  });
});
