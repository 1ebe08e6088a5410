import type { Space } from '../../session/space.js';

export const space: Space = {
  key: 'officer',
  path: '/instruction',
  title: 'Instruction',
  roles: ['officer', 'publisher', 'budget-approver', 'regional-correspondent'],
  density: 'desk',
  menu: [{ to: '/instruction', label: 'À faire' }],
};
