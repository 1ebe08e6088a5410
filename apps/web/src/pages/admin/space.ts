import type { Space } from '../../session/space.js';

export const space: Space = {
  key: 'admin',
  path: '/administration',
  title: 'Administration',
  roles: ['administrator', 'auditor'],
  density: 'desk',
  menu: [{ to: '/administration', label: 'À faire' }],
};
