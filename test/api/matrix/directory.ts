import type { Matrix } from './case.js';
import { committee, elsewhere, everybody, signedIn, type Persona } from './persona.js';

/** Poles are known to the desks of every call. */
const desks: readonly Persona[] = [...committee, 'linked-member', 'officer', 'publisher', 'signatory', 'preparer', 'approver', 'executor', 'auditor', 'administrator', ...elsewhere];

/** The directory is of no call: any officer keeps it. */
const officers: readonly Persona[] = ['officer', 'officer-elsewhere'];
const others = desks.filter((persona) => !officers.includes(persona));

const profile = { version: 999, description: '', website: null, contactEmail: null, showsContactEmail: false, rna: null, departmentCode: '35', themes: [], regions: [], departments: [], territory: '', listed: true, members: [] };
const told = { version: 999, active: false, since: '2023-10-01', reason: 'Dissolution fictive.' };

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
  'GET /api/poles/{id}/profile': [{ of: 'pole', ok: ['own', ...desks], otherwise: 'pole.not-found' }],
  'PUT /api/poles/{id}/profile': [{ of: 'pole', ok: ['own'], forbidden: { code: 'pole.edit-not-yours', to: desks }, otherwise: 'pole.not-found', body: () => profile }],
  'POST /api/poles/{id}/activity': [{ of: 'pole', ok: ['own', ...officers], forbidden: { code: 'pole.tell-activity-not-yours', to: others }, otherwise: 'pole.not-found', body: () => told }],
  'POST /api/poles/{id}/listing': [{ of: 'pole', ok: officers, forbidden: { code: 'pole.list-not-yours', to: ['own', ...others] }, otherwise: 'pole.not-found', body: () => ({ version: 999, listed: false, reason: 'Une fiche fictive.' }) }],
  'GET /api/directory/poles': [{ of: 'pole', list: {}, public: true, ok: everybody }],
  'GET /api/directory/poles/{id}': [{ of: 'pole', public: true, ok: everybody, otherwise: 'pole.not-found' }],
  'GET /api/directory/figures': [{ public: true, ok: everybody }],
  'GET /api/companies': [{ ok: signedIn }],
  'GET /api/poles/{id}': [{ of: 'pole', ok: ['own', ...desks], otherwise: 'pole.not-found' }],
};
