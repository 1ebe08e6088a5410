import type { Space } from '../../session/space.js';

/** The operator's three people; the ministry's people for envelopes and agreements, the auditor to read. */
export const space: Space = {
  key: 'operator',
  path: '/paiement',
  title: 'Paiement',
  roles: ['preparer', 'approver', 'executor', 'officer', 'budget-approver', 'signatory', 'auditor'],
  density: 'ledger',
  menu: [
    { to: '/paiement', label: 'À faire' },
    { to: '/paiement/versements', label: 'Versements' },
    { to: '/paiement/conventions', label: 'Conventions' },
    { to: '/paiement/enveloppes', label: 'Enveloppes' },
    { to: '/paiement/comptes', label: 'Comptes bancaires' },
  ],
};
