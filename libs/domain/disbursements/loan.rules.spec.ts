import fc from 'fast-check';
import { loanRepayments } from '../calls/track.rules.js';
import { toCents } from '../shared/money.js';
import { bankReference, correctRepayment, coverDues, loanStanding, recordRepayment } from './loan.rules.js';

const dues = loanRepayments(toCents(3_000_000), 36, '2020-01-15');
const code = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    return (error as { code: string }).code;
  }
  return 'nothing was thrown';
};

it('covers the oldest dues first, to the cent, whatever came back', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5_000_000 }), fc.integer({ min: 1, max: 60 }), fc.double({ min: 0, max: 1, noNaN: true }), (amount, months, part) => {
      const repaid = toCents(Math.floor(amount * part));
      const plan = loanRepayments(toCents(amount), months, '2020-01-31');
      const covered = coverDues(plan, repaid);
      expect(covered.reduce((sum, { repaidCents }) => sum + repaidCents, 0)).toBe(repaid);
      const open = covered.findIndex((due) => due.repaidCents < due.amountCents);
      expect(covered.slice(open < 0 ? covered.length : open + 1).every(({ repaidCents, amountCents }) => repaidCents === 0 || amountCents === 0)).toBe(true);
    }),
  );
});

it('is late the day after a due, and by how much; a due is in time on its own day', () => {
  const at = (repaid: number, today: string) => loanStanding(dues, toCents(repaid), today);
  expect(at(0, '2020-02-15')).toEqual({ state: 'running', lateCents: 0, next: { on: '2020-02-15', leftCents: 83_334 } });
  expect(at(0, '2020-02-16')).toMatchObject({ state: 'late', lateCents: 83_334 });
  expect(at(100_000, '2020-04-16')).toEqual({ state: 'late', lateCents: 3 * 83_334 - 100_000, next: { on: '2020-03-15', leftCents: 2 * 83_334 - 100_000 } });
  expect(at(3_000_000, '2030-01-01')).toEqual({ state: 'repaid', lateCents: 0, next: null });
});

it('takes what is left and no cent more, between the payment and today', () => {
  const loan = { amountCents: toCents(3_000_000), repaidCents: toCents(2_900_000), paidOn: '2020-01-15' };
  const at = new Date('2020-03-01T22:59:00Z'); // 23:59 in Paris
  const record = (amountCents: number, receivedOn: string): string => code(() => recordRepayment(loan, { amountCents: toCents(amountCents), receivedOn }, at));
  expect(record(100_000, '2020-03-01')).toBe('nothing was thrown');
  expect([record(100_001, '2020-03-01'), record(0, '2020-03-01'), record(1, '2020-03-02'), record(1, '2020-01-14')]).toEqual([
    'repayment.exceeds-loan',
    'repayment.amount-not-positive',
    'repayment.received-in-the-future',
    'repayment.received-before-payment',
  ]);
});

it('is taken back once, by another person, for a reason', () => {
  const repayment = { recordedBy: 'p', takenBack: false };
  expect(code(() => correctRepayment(repayment, 'q', 'Versée par un autre pôle.'))).toBe('nothing was thrown');
  expect(code(() => correctRepayment(repayment, 'p', 'Versée par un autre pôle.'))).toBe('repayment.correct-needs-another-person');
  expect(code(() => correctRepayment({ ...repayment, takenBack: true }, 'q', 'Versée par un autre pôle.'))).toBe('repayment.already-corrected');
  expect(code(() => correctRepayment(repayment, 'q', '   court   '))).toBe('repayment.reason-too-short');
});

it('keeps a reference as one spelling', () => {
  expect(bankReference('  vir  sepa\t2020-02 ')).toBe('VIR SEPA 2020-02');
  for (const bad of ['', ' a ', 'x'.repeat(141)]) expect(code(() => bankReference(bad))).toBe('repayment.reference-malformed');
});
