import { refuseOrder, takeStep, verifyAccount } from './payment-order.rules.js';

const due = { agreement: 'signed' as const, trigger: 'signature' as const, reportAccepted: false, startsOn: null, hasOrder: false, hasVerifiedAccount: true };

it('orders what is due, and says what is missing', () => {
  const refused = (facts: Parameters<typeof refuseOrder>[0], today = '2023-10-20') => refuseOrder(facts, today);
  expect(refused(due)).toBeUndefined();
  expect(refused({ ...due, agreement: 'half-signed' })?.code).toBe('instalment.agreement-not-signed');
  expect(refused({ ...due, trigger: 'report-accepted' })?.code).toBe('instalment.report-not-accepted');
  expect(refused({ ...due, trigger: 'report-accepted', reportAccepted: true })).toBeUndefined();
  expect(refused({ ...due, hasVerifiedAccount: false })?.code).toBe('bank-account.none-verified');
  expect(() => refused({ ...due, hasOrder: true })).toThrow(expect.objectContaining({ kind: 'conflict', code: 'instalment.already-ordered' }));
  const quarter = { ...due, trigger: 'quarter' as const, startsOn: '2024-01-01' };
  expect([refused(quarter, '2023-12-31')?.code, refused(quarter, '2024-01-01')]).toEqual(['instalment.quarter-not-begun', undefined]);
});

it('takes three people, in order', () => {
  expect(takeStep('approve', { state: 'prepared' }, ['p'], 'a')).toBe('approved');
  expect(takeStep('execute', { state: 'approved' }, ['p', 'a'], 'e')).toBe('executed');
  expect(takeStep('cancel', { state: 'approved' }, ['p', 'a'], 'a')).toBe('cancelled');
  expect(() => takeStep('approve', { state: 'prepared' }, ['p'], 'p')).toThrow(expect.objectContaining({ kind: 'forbidden', code: 'payment-order.needs-another-person' }));
  expect(() => takeStep('execute', { state: 'approved' }, ['p', 'a'], 'p')).toThrow(expect.objectContaining({ code: 'payment-order.needs-another-person' }));
  expect(() => takeStep('execute', { state: 'prepared' }, ['p'], 'e')).toThrow(expect.objectContaining({ code: 'payment-order.cannot-execute' }));
  expect(() => takeStep('cancel', { state: 'executed' }, [], 'a')).toThrow(expect.objectContaining({ code: 'payment-order.cannot-cancel' }));
});

it('verifies an account once, by somebody else', () => {
  expect(() => verifyAccount({ declaredBy: 'd', verifiedAt: null }, 'v')).not.toThrow();
  expect(() => verifyAccount({ declaredBy: 'd', verifiedAt: null }, 'd')).toThrow(expect.objectContaining({ code: 'bank-account.verify-needs-another-person' }));
  expect(() => verifyAccount({ declaredBy: 'd', verifiedAt: new Date() }, 'v')).toThrow(expect.objectContaining({ code: 'bank-account.already-verified' }));
});
