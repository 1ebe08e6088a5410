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
  first: [
    '« Classements » montre les notes, leur écart et la ligne que trace l’enveloppe.',
    'Ajustez les montants, départagez les égalités, figez le classement, puis proposez les décisions.',
    'La confirmation engage l’argent ; la notification envoie les lettres.',
  ],
  guide: '/aide/comite',
};
