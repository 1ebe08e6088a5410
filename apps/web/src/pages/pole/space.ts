import type { Space } from '../../session/space.js';

export const space: Space = {
  key: 'pole',
  path: '/pole',
  title: 'Mon pôle',
  roles: ['applicant', 'representative', 'pole-reader', 'partner'],
  density: 'public',
  menu: [
    { to: '/pole', label: 'À faire' },
    { to: '/pole/charte', label: 'Charte' },
  ],
  first: [
    'Choisissez un appel ouvert et commencez votre dossier : tout s’enregistre au fur et à mesure.',
    'Remplissez chaque étape, relisez, puis déposez avant la date limite : le récépissé fait foi.',
    'Revenez ici pour suivre la décision, signer la convention et voir où est l’argent.',
  ],
  guide: '/aide/pole',
};
