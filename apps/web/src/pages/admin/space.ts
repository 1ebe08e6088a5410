import type { Space } from '../../session/space.js';

export const space: Space = {
  key: 'admin',
  path: '/administration',
  title: 'Administration',
  roles: ['administrator', 'auditor'],
  density: 'desk',
  menu: [
    { to: '/administration', label: 'À faire' },
    { to: '/administration/personnes', label: 'Personnes' },
    { to: '/administration/courriels', label: 'Courriels' },
    { to: '/administration/travaux', label: 'Travaux' },
    { to: '/administration/journal', label: 'Journal' },
    { to: '/administration/sante', label: 'Santé' },
  ],
  first: [
    '« Personnes » inscrit quelqu’un et donne ou retire ses rôles.',
    '« Courriels » et « Travaux » disent ce qui n’est pas parti, et le relancent.',
    '« Journal » garde tout ce qui est arrivé ; vérifier la chaîne prouve que rien n’a changé.',
  ],
  guide: '/aide/administration',
};
