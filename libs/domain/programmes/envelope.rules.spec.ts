import type { Actor, Role, Scope } from '../identity/actor.js';
import { toCents } from '../shared/money.js';
import { canConfirmMoney, canListEnvelopes, canProposeEnvelope, canProposeTopUp, canSeeEnvelope, envelopesOf, seesEveryEnvelope } from './envelope.policy.js';
import { checkLines, confirmEnvelope, confirmTopUp, requireOpen } from './envelope.rules.js';
import { checkRoadmap } from './roadmap.rules.js';

const at = new Date('2023-05-02T10:00:00Z');
const who = (role: Role, scope: Scope = {}): Actor => ({ userId: 'u', grants: [{ role, scope }] });
const code = (work: () => void): unknown => {
  try {
    work();
    return 'passed';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

it('opens by a second person, once', () => {
  expect(confirmEnvelope({ state: 'proposed', proposedBy: 'a' }, 'b', at)).toEqual({ state: 'open', confirmedBy: 'b', confirmedAt: at });
  expect(code(() => confirmEnvelope({ state: 'proposed', proposedBy: 'a' }, 'a', at))).toBe('envelope.second-person-required');
  expect(code(() => confirmEnvelope({ state: 'open', proposedBy: 'a' }, 'b', at))).toBe('envelope.cannot-confirm');
  expect(code(() => confirmTopUp({ state: 'proposed', proposedBy: 'a' }, 'a', at))).toBe('top-up.second-person-required');
  expect(code(() => confirmTopUp({ state: 'confirmed', proposedBy: 'a' }, 'b', at))).toBe('top-up.cannot-confirm');
  expect(code(() => requireOpen({ state: 'proposed' }))).toBe('envelope.not-open');
});

it('takes lines that add something, each once', () => {
  const line = { nature: 'ae' as const, year: 2023, amountCents: toCents(1) };
  expect(code(() => checkLines([line, { ...line, nature: 'cp' }, { ...line, year: 2024 }]))).toBe('passed');
  expect(code(() => checkLines([line, line]))).toBe('envelope.line-twice');
  expect(code(() => checkLines([{ ...line, year: 2023.5 }]))).toBe('year.out-of-range');
  expect(code(() => checkRoadmap([{ label: 'x', amounts: [line, line] }]))).toBe('roadmap.year-twice');
  expect(code(() => checkRoadmap([{ label: ' ', amounts: [line] }]))).toBe('roadmap.no-label');
});

it('lets officers propose, budget approvers confirm, auditors read', () => {
  const envelope = { id: 'e' };
  expect([canProposeEnvelope(who('officer')), canProposeEnvelope(who('budget-approver')), canProposeTopUp(who('officer'), envelope)]).toEqual([true, false, true]);
  expect([canConfirmMoney(who('budget-approver'), envelope), canConfirmMoney(who('officer'), envelope), canConfirmMoney(who('auditor'), envelope)]).toEqual([true, false, false]);
  expect([canSeeEnvelope(who('auditor'), envelope), canSeeEnvelope(who('applicant'), envelope), canSeeEnvelope(who('administrator'), envelope)]).toEqual([true, false, false]);
});

it('narrows by envelope, and shows nothing to a grant narrowed by something else', () => {
  const scoped = who('budget-approver', { envelopeId: 'mine' });
  expect([canSeeEnvelope(scoped, { id: 'mine' }), canSeeEnvelope(scoped, { id: 'other' }), canConfirmMoney(scoped, { id: 'other' })]).toEqual([true, false, false]);
  expect([seesEveryEnvelope(scoped), envelopesOf(scoped)]).toEqual([false, ['mine']]);
  const elsewhere = who('chair', { callId: 'c', envelopeId: 'mine' });
  expect([envelopesOf(elsewhere), canListEnvelopes(elsewhere)]).toEqual([[], false]);
});
