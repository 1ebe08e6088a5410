import type { Space } from '../../session/space.js';

export const space: Space = {
  key: 'reviewer',
  path: '/evaluation',
  title: 'Évaluation',
  roles: ['regional-reviewer', 'national-reviewer', 'personality'],
  density: 'desk',
  menu: [{ to: '/evaluation', label: 'À faire' }],
  first: [
    'Ouvrez un dossier de la liste : il se lit à gauche, la grille se remplit à droite et s’enregistre seule.',
    'Un lien avec le pôle ? Signalez-le avant de noter : le dossier passe à quelqu’un d’autre.',
    'Rendez l’évaluation quand elle est complète ; elle ne change plus ensuite.',
  ],
  guide: '/aide/evaluateur',
};
