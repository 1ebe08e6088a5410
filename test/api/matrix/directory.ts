import type { Matrix } from './case.js';
import { committee, elsewhere, everybody, poleReaders, signedIn, type Persona } from './persona.js';

/** Poles are known to the desks of every call. */
const desks: readonly Persona[] = [...committee, 'linked-member', 'officer', 'publisher', 'signatory', 'preparer', 'approver', 'executor', 'auditor', 'administrator', ...elsewhere];

/** The directory is of no call: any officer keeps it. */
const officers: readonly Persona[] = ['officer', 'officer-elsewhere'];
const others = desks.filter((persona) => !officers.includes(persona));

const profile = { version: 999, description: '', website: null, contactEmail: null, showsContactEmail: false, rna: null, departmentCode: '35', themes: [], regions: [], departments: [], territory: '', listed: true, members: [] };
const told = { version: 999, active: false, since: '2023-10-01', reason: 'Dissolution fictive.' };

/** What an applicant of the pole does with an invitation; the person invited knows of it. */
const managed = { of: 'invitation', ok: ['own'], forbidden: { code: 'invitation.make-not-yours', to: ['representative', 'pole-reader', 'invited', ...desks] }, otherwise: 'invitation.not-found' } as const;

export const directory: Matrix = {
  'GET /api/regions': [{ public: true, ok: everybody }],
  'GET /api/poles': [{ of: 'pole', list: {}, ok: [...poleReaders, ...desks] }],
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
  'GET /api/poles/{id}/profile': [{ of: 'pole', ok: [...poleReaders, ...desks], otherwise: 'pole.not-found' }],
  'PUT /api/poles/{id}/profile': [{ of: 'pole', ok: ['own'], forbidden: { code: 'pole.edit-not-yours', to: ['representative', 'pole-reader', ...desks] }, otherwise: 'pole.not-found', body: () => profile }],
  'POST /api/poles/{id}/activity': [{ of: 'pole', ok: ['own', ...officers], forbidden: { code: 'pole.tell-activity-not-yours', to: ['representative', 'pole-reader', ...others] }, otherwise: 'pole.not-found', body: () => told }],
  'POST /api/poles/{id}/listing': [{ of: 'pole', ok: officers, forbidden: { code: 'pole.list-not-yours', to: [...poleReaders, ...others] }, otherwise: 'pole.not-found', body: () => ({ version: 999, listed: false, reason: 'Une fiche fictive.' }) }],
  'GET /api/directory/poles': [{ of: 'pole', list: {}, public: true, ok: everybody }],
  'GET /api/directory/poles/{id}': [{ of: 'pole', public: true, ok: everybody, otherwise: 'pole.not-found' }],
  'GET /api/directory/figures': [{ public: true, ok: everybody }],
  'GET /api/companies': [{ ok: signedIn }],
  'GET /api/places': [{ ok: signedIn, query: 'level=commune&search=renn' }],
  'GET /api/poles/{id}/team': [{ of: 'pole', ok: poleReaders, forbidden: { code: 'pole.team-not-yours', to: desks, evenAbsent: true }, otherwise: 'pole.not-found' }],
  'POST /api/poles/{id}/invitations': [
    {
      of: 'pole',
      ok: ['own'],
      forbidden: { code: 'invitation.make-not-yours', to: ['representative', 'pole-reader', ...desks], evenAbsent: desks },
      otherwise: 'pole.not-found',
      body: (_, { spareEmail }) => ({ email: spareEmail, role: 'representative' }),
    },
  ],
  'GET /api/invitations': [{ ok: signedIn }],
  'POST /api/invitations/{id}/send-again': [managed],
  'POST /api/invitations/{id}/accept': [{ of: 'invitation', ok: ['invited'], forbidden: { code: 'invitation.accept-not-yours', to: [...poleReaders, ...desks] }, otherwise: 'invitation.not-found' }],
  'POST /api/invitations/{id}/revoke': [managed],
  'POST /api/invitation-links': [{ public: true, ok: [], otherwise: 'invitation.not-found', body: () => ({ token: 'forged' }) }],
  'POST /api/invitation-links/accounts': [{ public: true, ok: [], otherwise: 'invitation.not-found', body: () => ({ token: 'forged', fullName: 'Camille Fictive' }) }],
  'GET /api/poles/{id}': [{ of: 'pole', ok: [...poleReaders, ...desks], otherwise: 'pole.not-found' }],
};
