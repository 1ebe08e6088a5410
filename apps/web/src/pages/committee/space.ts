import type { Space } from '../../session/space.js';

export const space: Space = {
  key: 'committee',
  path: '/comite',
  title: 'Comité',
  roles: ['committee-member', 'chair', 'session-secretary', 'signatory', 'auditor'],
  density: 'desk',
  menu: [
    { to: '/comite', label: 'À faire' },
    { to: '/comite/classements', label: 'Classements' },
    { to: '/comite/decisions', label: 'Décisions' },
  ],
};
