import { DomainError } from './error.js';
import { lifecycle } from './lifecycle.js';

const door = lifecycle<'open' | 'closed' | 'locked', 'close' | 'open' | 'lock'>('door', 'open', {
  close: { from: ['open'], to: 'closed' },
  open: { from: ['closed'], to: 'open' },
  lock: { from: ['open', 'closed'], to: 'locked' },
});

describe('lifecycle', () => {
  it('says what may be tried, and where it leads', () => {
    expect(door.actionsFrom('open')).toEqual(['close', 'lock']);
    expect(door.actionsFrom('locked')).toEqual([]);
    expect(door.next('lock', 'closed')).toBe('locked');
  });

  it('refuses the rest as a conflict that names subject, action and state', () => {
    const refused = () => door.next('open', 'locked');
    expect(refused).toThrow(DomainError);
    expect(refused).toThrow(expect.objectContaining({ kind: 'conflict', code: 'door.cannot-open', params: { state: 'locked' } }));
  });
});
