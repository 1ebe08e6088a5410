import type { Space } from '../../session/space.js';

export const space: Space = {
  key: 'officer',
  path: '/instruction',
  title: 'Instruction',
  roles: ['officer', 'publisher', 'budget-approver', 'regional-correspondent'],
  density: 'desk',
  menu: [
    { to: '/instruction', label: 'À faire' },
    { to: '/instruction/pilotage', label: 'Pilotage' },
    { to: '/instruction/dossiers', label: 'Dossiers' },
    { to: '/instruction/brouillons', label: 'Brouillons' },
    { to: '/instruction/recevabilite', label: 'Recevabilité' },
    { to: '/instruction/affectation', label: 'Affectation' },
    { to: '/instruction/appels', label: 'Appels' },
    { to: '/instruction/charte', label: 'Charte' },
  ],
  first: [
    '« À faire » dit ce qui attend : des dossiers à vérifier, puis des dossiers à affecter.',
    '« Pilotage » montre où en est l’appel et colore seulement ce qui est en retard.',
    'Chaque action annonce ce qu’elle fera avant, et ce qu’elle a fait après, ligne par ligne.',
  ],
  guide: '/aide/instruction',
};
