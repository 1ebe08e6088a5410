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
    { to: '/paiement/prets', label: 'Prêts' },
    { to: '/paiement/enveloppes', label: 'Enveloppes' },
    { to: '/paiement/comptes', label: 'Comptes bancaires' },
  ],
  first: [
    '« À faire » liste ce que votre rôle peut faire avancer : préparer, approuver ou exécuter.',
    'Un versement bloqué dit pourquoi, et à qui est le tour.',
    'Chaque euro d’une enveloppe se suit jusqu’au versement, dans « Enveloppes ».',
  ],
  guide: '/aide/paiement',
};
