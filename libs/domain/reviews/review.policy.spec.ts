import type { Actor, Role, Scope } from '../identity/actor.js';
import { canSeeReview, canStepAside, canWriteReview, type SeenReview } from './review.policy.js';

const actor = (role: Role, scope: Scope = {}): Actor => ({ userId: 'me', grants: [{ role, scope }] });
const mine: SeenReview = { callId: 'c', poleId: 'p', regionCode: '84', conflicted: false, reviewerId: 'me', state: 'draft', assignmentEnded: false, hasSentOwn: false };
const reviewer = actor('national-reviewer');

describe('a review', () => {
  it.each<[string, Actor, SeenReview, boolean]>([
    ['its reviewer', reviewer, mine, true],
    ['its reviewer, for this call', actor('personality', { callId: 'c' }), mine, true],
    ['its reviewer, in this region', actor('regional-reviewer', { regionCode: '84' }), mine, true],
    ['a reviewer of another call', actor('national-reviewer', { callId: 'd' }), mine, false],
    ['a reviewer of another region', actor('regional-reviewer', { regionCode: '11' }), mine, false],
    ['somebody whose role has ended', { userId: 'me', grants: [] }, mine, false],
    ['its reviewer once the assignment ended', reviewer, { ...mine, assignmentEnded: true }, false],
    ['its reviewer with a link', reviewer, { ...mine, conflicted: true }, false],
    ['another reviewer', reviewer, { ...mine, reviewerId: 'other' }, false],
    ['the officer', actor('officer'), mine, false],
  ])('is written by %s: %#', (_, who, review, expected) => expect(canWriteReview(who, review)).toBe(expected));

  const others: SeenReview = { ...mine, reviewerId: 'other', state: 'final', hasSentOwn: true };
  it.each<[string, Actor, SeenReview, boolean]>([
    ['a reviewer who sent theirs', reviewer, others, true],
    ['a reviewer who did not', reviewer, { ...others, hasSentOwn: false }, false],
    ['a reviewer who sent theirs, while it is a draft', reviewer, { ...others, state: 'draft' }, false],
    ['a reviewer who sent theirs and has a link', reviewer, { ...others, conflicted: true }, false],
    ['an applicant of the pole', actor('applicant', { poleId: 'p' }), others, false],
    ...(['officer', 'chair', 'committee-member', 'session-secretary', 'auditor'] as const).map((role): [string, Actor, SeenReview, boolean] => [role, actor(role), { ...others, hasSentOwn: false }, true]),
    ...(['publisher', 'signatory', 'administrator', 'preparer', 'budget-approver'] as const).map((role): [string, Actor, SeenReview, boolean] => [role, actor(role), others, false]),
    ['a desk of another call', actor('officer', { callId: 'd' }), others, false],
    ['a desk with a link', actor('chair'), { ...others, conflicted: true }, false],
  ])('is seen by %s: %#', (_, who, review, expected) => expect(canSeeReview(who, review)).toBe(expected));

  it('is left by a reviewer who has no link yet', () => {
    expect(canStepAside(reviewer, mine)).toBe(true);
    expect(canStepAside(reviewer, { ...mine, conflicted: true })).toBe(false);
  });
});
