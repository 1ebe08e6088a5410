import type { Matrix } from './case.js';
import { committee, ofDossier, type Persona } from './persona.js';

const desks: readonly Persona[] = [...committee, 'officer', 'publisher', 'signatory', 'auditor'];
const readers: readonly Persona[] = [...committee, 'officer', 'auditor'];
const except = (from: readonly Persona[], ...some: Persona[]): readonly Persona[] => from.filter((persona) => !some.includes(persona));
const stale = 999;

const byReviewer = { of: 'review', ok: ['reviewer'], forbidden: { code: 'review.write-not-yours', to: readers }, otherwise: 'review.not-found' } as const;

export const reviews: Matrix = {
  'POST /api/applications/{id}/conflicts': [
    // of oneself: the assigned reviewer steps aside, the desks keep away
    {
      of: 'avowal',
      ok: ['reviewer', ...desks],
      forbidden: { code: 'conflict.declare-not-yours', to: ofDossier },
      otherwise: 'application.not-found',
      body: () => ({ basis: 'member' }),
    },
    // of somebody else, who has declared it already
    {
      of: 'reviewed',
      ok: ['officer'],
      forbidden: { code: 'conflict.record-not-yours', to: [...ofDossier, ...except(desks, 'officer')] },
      otherwise: 'application.not-found',
      body: (_, { linkedId }) => ({ basis: 'member', personId: linkedId }),
    },
  ],
  'POST /api/assignments': [
    {
      of: 'reviewed',
      ok: ['officer'],
      forbidden: { code: 'assignment.make-not-yours', to: [...ofDossier, ...except(desks, 'officer')] },
      otherwise: 'application.not-found',
      body: (id, { spareId }) => ({ applicationId: id, reviewerId: spareId, level: 'national' }),
    },
    {
      of: 'draft',
      ok: [],
      forbidden: { code: 'assignment.make-not-yours', to: ofDossier },
      otherwise: 'application.not-found',
      body: (id, { spareId }) => ({ applicationId: id, reviewerId: spareId, level: 'national' }),
    },
  ],
  'GET /api/assignments': [
    // a desk asks for a call; a reviewer's own come with it
    { of: 'review', list: { param: 'callId', by: 'call' }, ok: ['reviewer', ...readers] },
    { of: 'review', list: { param: 'applicationId', by: 'reviewed', pins: true }, ok: ['reviewer'] },
  ],
  'GET /api/calls/{id}/progress': [
    { of: 'call', ok: ['linked-member', ...desks], otherwise: 'call.not-found' },
    { of: 'draft-call', ok: [], otherwise: 'call.not-found' },
  ],
  'GET /api/calls/{id}/dossiers': [
    { of: 'call', ok: ['linked-member', ...desks], otherwise: 'call.not-found' },
    { of: 'draft-call', ok: [], otherwise: 'call.not-found' },
  ],
  'GET /api/calls/{id}/dossiers/export': [
    { of: 'call', query: 'format=csv', ok: ['linked-member', ...desks], otherwise: 'call.not-found' },
    { of: 'call', query: 'format=xlsx&answers=true', ok: ['linked-member', ...desks], otherwise: 'call.not-found' },
    { of: 'draft-call', query: 'format=csv', ok: [], otherwise: 'call.not-found' },
  ],
  'GET /api/reviews/{id}': [
    { of: 'review', ok: ['reviewer', ...readers], otherwise: 'review.not-found' },
    // what a colleague sent stays hidden from a reviewer whose own is a draft
    { of: 'sent-review', ok: readers, otherwise: 'review.not-found' },
  ],
  'GET /api/reviews/{id}/attachments': [
    { of: 'review', ok: ['reviewer', ...readers], otherwise: 'review.not-found' },
    { of: 'sent-review', ok: readers, otherwise: 'review.not-found' },
  ],
  'GET /api/reviews/{id}/attachments/{index}/download': [
    { of: 'review', ok: ['reviewer', ...readers], otherwise: 'review.not-found' },
    { of: 'sent-review', ok: readers, otherwise: 'review.not-found' },
  ],
  'GET /api/reviews/{id}/archive': [
    { of: 'review', ok: ['reviewer', ...readers], otherwise: 'review.not-found' },
    { of: 'sent-review', ok: readers, otherwise: 'review.not-found' },
  ],
  'PUT /api/reviews/{id}/marks': [{ ...byReviewer, body: () => ({ version: stale, marks: [] }) }],
  'POST /api/reviews/{id}/send': [{ ...byReviewer, body: () => ({ version: stale }) }],
};
