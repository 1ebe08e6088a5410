import type { Matrix } from './case.js';
import { committee, elsewhere, everybody, signedIn, type Persona } from './persona.js';

/** Poles are known to the desks of every call. */
const desks: readonly Persona[] = [...committee, 'linked-member', 'officer', 'publisher', 'signatory', 'preparer', 'approver', 'executor', 'auditor', 'administrator', ...elsewhere];

export const directory: Matrix = {
  'GET /api/regions': [{ public: true, ok: everybody }],
  'GET /api/poles': [{ of: 'pole', list: {}, ok: ['own', ...desks] }],
  'POST /api/poles': [
    {
      ok: signedIn,
      body: (_, { takenSiren }) => ({
        name: 'Pôle fictif repris',
        siren: takenSiren,
        legalCategory: '9220',
        regionCode: '53',
        addressLine: '1 rue Imaginaire',
        postalCode: '35000',
        city: 'Rennes',
      }),
    },
  ],
  'GET /api/poles/{id}': [{ of: 'pole', ok: ['own', ...desks], otherwise: 'pole.not-found' }],
};
