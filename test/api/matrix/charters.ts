import { assessed, charterText } from '../../support/charter.js';
import type { Matrix } from './case.js';
import { committee, elsewhere, everybody, signedIn, type Persona } from './persona.js';

/** Drafts are the ministry's; the charter is of no call, so that a role in one gives nothing on it. */
const ministry: readonly Persona[] = ['officer', 'publisher', 'signatory', 'auditor', 'administrator', 'officer-elsewhere', 'signatory-elsewhere'];
const except = (...some: Persona[]): readonly Persona[] => ministry.filter((persona) => !some.includes(persona));
const desks: readonly Persona[] = [...committee, 'linked-member', 'officer', 'publisher', 'signatory', 'preparer', 'approver', 'executor', 'auditor', 'administrator', ...elsewhere];

const notTheirs = { code: 'charter.sign-not-yours', to: ['representative', 'pole-reader', ...desks] } as const;
const answers = (charterId: string) => ({ charterId, answers: assessed() });

export const charters: Matrix = {
  'GET /api/charters': [{ public: true, ok: everybody }],
  'GET /api/charters/{id}': [
    { public: true, of: 'charter', everywhere: true, ok: everybody, otherwise: 'charter.not-found' },
    { public: true, of: 'draft-charter', everywhere: true, ok: ministry, otherwise: 'charter.not-found' },
  ],
  'POST /api/charters': [{ everywhere: true, ok: ['officer'], forbidden: { code: 'charter.draft-not-yours', to: signedIn.filter((persona) => persona !== 'officer') }, otherwise: 'session.none', body: () => charterText() }],
  'PUT /api/charters/{id}': [
    { of: 'draft-charter', everywhere: true, ok: ['officer'], forbidden: { code: 'charter.draft-not-yours', to: except('officer') }, otherwise: 'charter.not-found', body: () => ({ ...charterText(), version: 999 }) },
  ],
  'POST /api/charters/{id}/publish': [
    { of: 'charter', everywhere: true, ok: ['publisher'], forbidden: { code: 'charter.publish-not-yours', to: signedIn.filter((persona) => persona !== 'publisher') }, otherwise: 'charter.not-found' },
  ],
  'POST /api/charters/{id}/drop': [
    { of: 'charter', everywhere: true, ok: ['officer', 'publisher'], forbidden: { code: 'charter.drop-not-yours', to: signedIn.filter((persona) => persona !== 'officer' && persona !== 'publisher') }, otherwise: 'charter.not-found' },
  ],
  'GET /api/poles/{id}/charter': [{ public: true, of: 'pole', ok: everybody, otherwise: 'pole.not-found' }],
  'GET /api/poles/{id}/charter-assessment': [{ of: 'pole', ok: ['own'], forbidden: notTheirs, otherwise: 'pole.not-found' }],
  'PUT /api/poles/{id}/charter-assessment': [{ of: 'pole', ok: ['own'], forbidden: notTheirs, otherwise: 'pole.not-found', body: (_, { here }) => ({ ...answers(here.charter), version: 999 }) }],
  'POST /api/poles/{id}/charter-signatures': [{ of: 'pole', ok: ['own'], forbidden: notTheirs, otherwise: 'pole.not-found', body: (_, { here }) => ({ ...answers(here.charter), signedAs: 'Présidente', isPublic: false }) }],
  'POST /api/charter-signatures/{id}/show': [{ of: 'charter-signature', ok: ['own'], forbidden: notTheirs, otherwise: 'charter-signature.not-found', body: () => ({ isPublic: false }) }],
};
