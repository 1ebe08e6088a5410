import type { Matrix } from './case.js';
import { committee, everybody, ofDossier, poleReaders, type Persona } from './persona.js';

/** A linked member reads what was released, as the whole committee does, and nothing before. */
const readers: readonly Persona[] = [...committee, 'officer', 'signatory', 'auditor'];
const desks: readonly Persona[] = [...readers, 'publisher'];
const except = (from: readonly Persona[], ...some: Persona[]): readonly Persona[] => from.filter((persona) => !some.includes(persona));
const notFound = { otherwise: 'decision.not-found' };

export const decisions: Matrix = {
  'GET /api/decisions': [
    { of: 'released-decision', list: { param: 'applicationId', by: 'decided', pins: true }, ok: [...poleReaders, 'linked-member', ...readers] },
    { of: 'confirmed-decision', list: { param: 'callId', by: 'call' }, ok: readers },
    { of: 'proposal', list: { param: 'callId', by: 'call' }, ok: readers },
  ],
  'POST /api/decisions': [
    {
      of: 'decided',
      ok: ['chair', 'session-secretary'],
      forbidden: { code: 'decision.propose-not-yours', to: [...ofDossier, ...except(desks, 'chair', 'session-secretary')] },
      otherwise: 'application.not-found',
      body: (id) => ({ applicationId: id, kind: 'award', amountCents: 10_000_000, releaseOn: '2023-10-17' }),
    },
    {
      of: 'decided',
      ok: ['officer'],
      forbidden: { code: 'decision.propose-not-yours', to: [...ofDossier, ...except(desks, 'officer')] },
      otherwise: 'application.not-found',
      body: (id) => ({ applicationId: id, kind: 'ineligible', releaseOn: '2023-10-17' }),
    },
    {
      of: 'draft',
      ok: [],
      otherwise: 'application.not-found',
      body: (id) => ({ applicationId: id, kind: 'refusal', releaseOn: '2023-10-17' }),
    },
  ],
  'GET /api/decisions/{id}': [
    { of: 'released-decision', ok: [...poleReaders, 'linked-member', ...readers], ...notFound },
    { of: 'confirmed-decision', ok: readers, ...notFound },
    { of: 'proposal', ok: readers, ...notFound },
  ],
  'GET /api/decisions/{id}/letter': [
    { of: 'released-decision', ok: [...poleReaders, 'linked-member', ...readers], ...notFound },
    { of: 'confirmed-decision', ok: readers, ...notFound },
  ],
  'POST /api/decisions/{id}/confirm': [
    { of: 'confirmed-decision', ok: ['signatory'], forbidden: { code: 'decision.confirm-not-yours', to: except(readers, 'signatory') }, ...notFound },
    { of: 'released-decision', ok: ['signatory'], forbidden: { code: 'decision.confirm-not-yours', to: [...poleReaders, 'linked-member', ...except(readers, 'signatory')] }, ...notFound },
  ],
  'POST /api/decisions/{id}/release': [
    { of: 'proposal', ok: ['signatory'], forbidden: { code: 'decision.release-not-yours', to: except(readers, 'signatory') }, ...notFound },
    { of: 'released-decision', ok: ['signatory'], forbidden: { code: 'decision.release-not-yours', to: [...poleReaders, 'linked-member', ...except(readers, 'signatory')] }, ...notFound },
  ],
  'GET /api/letters/{code}': [
    { public: true, of: 'letter-code', ok: everybody, otherwise: 'letter.not-found' },
    { public: true, of: 'unreleased-code', ok: [], otherwise: 'letter.not-found' },
  ],
  'GET /api/results': [{ public: true, ok: everybody }],
  'GET /api/calls/{id}/results': [
    { public: true, of: 'call', ok: everybody, otherwise: 'call.not-found' },
    { public: true, of: 'draft-call', ok: [], otherwise: 'call.not-found' },
  ],
  'GET /api/laureates': [
    { public: true, of: 'released-decision', list: { param: 'callId', by: 'call' }, ok: everybody },
    { public: true, of: 'confirmed-decision', list: { param: 'callId', by: 'call' }, ok: [] },
  ],
  'GET /api/laureates/export': [{ public: true, query: 'format=csv', ok: everybody }],
};
