import type { Space } from '../../session/space.js';

export const space: Space = {
  key: 'reviewer',
  path: '/evaluation',
  title: 'Évaluation',
  roles: ['regional-reviewer', 'national-reviewer', 'personality'],
  density: 'desk',
  menu: [{ to: '/evaluation', label: 'À faire' }],
};
