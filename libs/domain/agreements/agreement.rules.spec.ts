import { acceptReport, blocksOf, checkDraftable, dueDay, instalmentState, signAgreement } from './agreement.rules.js';

const at = new Date('2023-10-20T08:00:00Z');
const pole = { pole: true, authority: false };
const authority = { pole: false, authority: true };
const halfSigned = { state: 'half-signed' as const, signedByPole: 'p' };

it('follows from a released award only', () => {
  expect(() => checkDraftable({ kind: 'award', state: 'released', supersededAt: null })).not.toThrow();
  expect(() => checkDraftable({ kind: 'award', state: 'confirmed', supersededAt: null })).toThrow(expect.objectContaining({ code: 'agreement.award-not-released' }));
  expect(() => checkDraftable({ kind: 'award', state: 'released', supersededAt: at })).toThrow(expect.objectContaining({ code: 'agreement.award-not-released' }));
  expect(() => checkDraftable({ kind: 'reserve', state: 'released', supersededAt: null })).toThrow(expect.objectContaining({ code: 'agreement.not-an-award' }));
});

describe('signatures', () => {
  it('are two, the pole first', () => {
    expect(signAgreement({ state: 'draft', signedByPole: null }, pole, 'p', at)).toEqual({ state: 'half-signed', signedByPole: 'p', signedByPoleAt: at });
    expect(signAgreement(halfSigned, authority, 's', at)).toEqual({ state: 'signed', signedByAuthority: 's', signedByAuthorityAt: at });
  });

  it.each([
    ['the authority before the pole', { state: 'draft' as const, signedByPole: null }, authority, 's', 'agreement.pole-signs-first'],
    ['the pole twice', halfSigned, pole, 'p', 'agreement.cannot-sign-as-pole'],
    ['one person for both', halfSigned, { pole: true, authority: true }, 'p', 'agreement.sign-needs-another-person'],
    ['a third time', { state: 'signed' as const, signedByPole: 'p' }, authority, 's', 'agreement.cannot-sign-as-authority'],
  ])('are refused: %s', (_, agreement, mayAs, person, code) => {
    expect(() => signAgreement(agreement, mayAs, person, at)).toThrow(expect.objectContaining({ code }));
  });
});

it('makes an instalment due sixty days later, counted in Paris', () => {
  expect(dueDay(at, 60)).toBe('2023-12-19');
  expect(dueDay(new Date('2023-10-20T22:30:00Z'), 60)).toBe('2023-12-20');
  expect(dueDay(at, null)).toBe('2023-10-20');
  expect([dueDay(at, 30, '2024-01-01'), dueDay(at, 30, '2023-10-01')]).toEqual(['2024-01-31', '2023-11-19']);
});

it('accepts a report once, where one is expected, under a signed agreement', () => {
  const second = { trigger: 'report-accepted' as const, paymentDays: 60, reportAcceptedAt: null };
  expect(acceptReport(second, 'signed', 'o', at)).toEqual({ reportAcceptedBy: 'o', reportAcceptedAt: at, dueOn: '2023-12-19' });
  expect(() => acceptReport(second, 'half-signed', 'o', at)).toThrow(expect.objectContaining({ code: 'instalment.agreement-not-signed' }));
  expect(() => acceptReport({ ...second, reportAcceptedAt: at }, 'signed', 'o', at)).toThrow(expect.objectContaining({ code: 'instalment.report-already-accepted' }));
  expect(() => acceptReport({ ...second, trigger: 'signature' }, 'signed', 'o', at)).toThrow(expect.objectContaining({ code: 'instalment.no-report-expected' }));
});

it('knows where an instalment stands', () => {
  const facts = { agreement: 'signed' as const, trigger: 'report-accepted' as const, reportAccepted: false, startsOn: null, order: null };
  const quarter = { ...facts, trigger: 'quarter' as const, startsOn: '2024-01-01' };
  const on = (of: Parameters<typeof instalmentState>[0], today = '2023-12-31') => instalmentState(of, today);
  expect(on(facts)).toBe('awaiting-report');
  expect(on({ ...facts, reportAccepted: true })).toBe('due');
  expect(on({ ...facts, trigger: 'signature' })).toBe('due');
  expect(on({ ...facts, agreement: 'half-signed' })).toBe('awaiting-signature');
  expect(on({ ...facts, order: 'approved' })).toBe('ordered');
  expect(on({ ...facts, order: 'executed' })).toBe('paid');
  expect([on(quarter), on(quarter, '2024-01-01'), on({ ...quarter, agreement: 'draft' })]).toEqual(['awaiting-quarter', 'due', 'awaiting-signature']);
});

it('names everything that an instalment waits for, in the order in which it is asked', () => {
  const facts = { agreement: 'signed' as const, trigger: 'report-accepted' as const, reportAccepted: false, hasOrder: false, account: 'verified' as const };
  expect(blocksOf({ ...facts, agreement: 'draft', account: 'none' })).toEqual(['pole-signature', 'authority-signature', 'report', 'account-declaration']);
  expect(blocksOf({ ...facts, agreement: 'half-signed', account: 'declared' })).toEqual(['authority-signature', 'report', 'account-verification']);
  expect(blocksOf({ ...facts, trigger: 'signature' })).toEqual([]);
  expect(blocksOf({ ...facts, reportAccepted: true })).toEqual([]);
  expect(blocksOf({ ...facts, account: 'none', hasOrder: true })).toEqual([]);
});
