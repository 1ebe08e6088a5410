import { DomainError } from '#domain/shared/error.js';
import { decisionLifecycle } from './decision.lifecycle.js';

describe('decisionLifecycle', () => {
  it('goes from proposed to confirmed to released, and never back', () => {
    expect(decisionLifecycle.initial).toBe('proposed');
    expect(decisionLifecycle.next('confirm', 'proposed')).toBe('confirmed');
    expect(decisionLifecycle.next('release', 'confirmed')).toBe('released');
    expect(decisionLifecycle.actionsFrom('released')).toEqual([]);
    expect(() => decisionLifecycle.next('release', 'proposed')).toThrow(DomainError);
    expect(() => decisionLifecycle.next('confirm', 'confirmed')).toThrow('decision.cannot-confirm');
  });
});
