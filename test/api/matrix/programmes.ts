import type { Matrix } from './case.js';
import { committee, elsewhere, type Persona } from './persona.js';

const viewers: readonly Persona[] = [...committee, 'linked-member', 'officer', 'budget-approver', 'signatory', 'preparer', 'approver', 'executor', 'auditor'];
const except = (...some: Persona[]): readonly Persona[] => viewers.filter((persona) => !some.includes(persona));
const lines = [{ nature: 'ae', year: 2023, amountCents: 100 }];

export const programmes: Matrix = {
  'GET /api/envelopes': [
    {
      of: 'envelope',
      list: {},
      ok: viewers,
      forbidden: {
        code: 'envelope.list-not-yours',
        to: ['nobody', 'own', 'representative', 'pole-reader', 'partner', 'invited', 'stranger', 'reviewer', 'idle-reviewer', 'linked-reviewer', 'publisher', 'administrator', 'regional-correspondent'],
      },
    },
  ],
  'POST /api/envelopes': [{ ok: ['officer'], otherwise: 'envelope.propose-not-yours', body: () => ({ title: 'Enveloppe fictive', lines }) }],
  'GET /api/envelopes/{id}': [{ of: 'envelope', ok: viewers, otherwise: 'envelope.not-found' }],
  'GET /api/envelopes/{id}/transfers': [{ of: 'envelope', ok: viewers, otherwise: 'envelope.not-found' }],
  'GET /api/envelopes/{id}/transfers/export': [{ of: 'envelope', query: 'format=csv', ok: viewers, otherwise: 'envelope.not-found' }],
  'POST /api/envelopes/{id}/confirm': [
    { of: 'envelope', ok: ['budget-approver'], forbidden: { code: 'envelope.confirm-not-yours', to: except('budget-approver') }, otherwise: 'envelope.not-found' },
  ],
  'POST /api/envelopes/{id}/top-ups': [
    { of: 'envelope', ok: ['officer'], forbidden: { code: 'envelope.top-up-not-yours', to: except('officer') }, otherwise: 'envelope.not-found', body: () => ({ lines }) },
  ],
  'POST /api/top-ups/{id}/confirm': [
    { of: 'top-up', ok: ['budget-approver'], forbidden: { code: 'top-up.confirm-not-yours', to: except('budget-approver') }, otherwise: 'top-up.not-found' },
  ],
  'GET /api/roadmaps': [{ of: 'roadmap', list: {}, ok: [...viewers, ...elsewhere], otherwise: 'roadmap.list-not-yours' }],
  'POST /api/roadmaps': [
    {
      ok: ['officer'],
      otherwise: 'roadmap.create-not-yours',
      body: () => ({ title: 'Feuille de route fictive', announcedOn: '2023-11-06', lines: [{ label: 'Création', amounts: [{ year: 2024, amountCents: 100 }] }] }),
    },
  ],
  'GET /api/roadmaps/{id}': [{ of: 'roadmap', ok: [...viewers, ...elsewhere], otherwise: 'roadmap.not-found' }],
};
