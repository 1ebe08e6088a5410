import type { Space } from '../../session/space.js';

export const space: Space = {
  key: 'operator',
  path: '/paiement',
  title: 'Paiement',
  roles: ['preparer', 'approver', 'executor'],
  density: 'ledger',
  menu: [{ to: '/paiement', label: 'À faire' }],
};
