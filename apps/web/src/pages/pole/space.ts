import type { Space } from '../../session/space.js';

export const space: Space = {
  key: 'pole',
  path: '/pole',
  title: 'Mon pôle',
  roles: ['applicant'],
  density: 'public',
  menu: [{ to: '/pole', label: 'À faire' }],
};
