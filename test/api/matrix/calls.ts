import { form, newCall, rubric } from '../../support/open-call.js';
import type { Matrix } from './case.js';
import { everybody, type Persona } from './persona.js';

/** Drafts are the ministry's, of whatever call. */
const ministry: readonly Persona[] = ['officer', 'publisher', 'signatory', 'auditor', 'administrator', 'officer-elsewhere', 'signatory-elsewhere'];
const except = (...some: Persona[]): readonly Persona[] => ministry.filter((persona) => !some.includes(persona));
const others = everybody.filter((persona) => persona !== 'visitor' && persona !== 'officer');

const change = { ok: ['officer'] as Persona[], forbidden: { code: 'call.change-not-yours', to: except('officer') }, otherwise: 'call.not-found' };
const changePublished = { ok: ['officer'] as Persona[], forbidden: { code: 'call.change-not-yours', to: others }, otherwise: 'call.not-found' };
const stale = 999;

export const calls: Matrix = {
  'GET /api/calls': [
    { public: true, of: 'call', list: {}, ok: everybody },
    { public: true, of: 'draft-call', list: {}, ok: ministry },
  ],
  'GET /api/calls/{id}': [
    { public: true, of: 'call', ok: everybody, otherwise: 'call.not-found' },
    { public: true, of: 'draft-call', ok: ministry, otherwise: 'call.not-found' },
  ],
  'GET /api/calls/{id}/form.schema.json': [
    { public: true, of: 'call', ok: everybody, otherwise: 'call.not-found' },
    { public: true, of: 'draft-call', ok: ministry, otherwise: 'call.not-found' },
  ],
  'POST /api/calls': [
    { of: 'envelope', everywhere: true, ok: ['officer'], otherwise: 'call.create-not-yours', absent: 'envelope.not-found', body: (id, { takenCode }) => newCall(takenCode, id) },
  ],
  'PUT /api/calls/{id}': [
    { ...change, of: 'draft-call', body: (_, { here }) => ({ ...newCall('AMI-AUTRE', here.envelope), version: stale }) },
    { ...changePublished, of: 'call', body: (_, { here }) => ({ ...newCall('AMI-AUTRE', here.envelope), version: stale }) },
  ],
  'PUT /api/calls/{id}/form': [
    { ...change, of: 'draft-call', body: () => ({ version: stale, definition: form }) },
    { ...changePublished, of: 'call', body: () => ({ version: stale, definition: form }) },
  ],
  'PUT /api/calls/{id}/rubric': [
    { ...change, of: 'draft-call', body: () => ({ version: stale, definition: rubric }) },
    { ...changePublished, of: 'call', body: () => ({ version: stale, definition: rubric }) },
  ],
  'POST /api/calls/{id}/publish': [
    { of: 'draft-call', ok: ['publisher'], forbidden: { code: 'call.publish-not-yours', to: except('publisher') }, otherwise: 'call.not-found' },
    {
      of: 'call',
      ok: ['publisher'],
      forbidden: { code: 'call.publish-not-yours', to: everybody.filter((persona) => persona !== 'visitor' && persona !== 'publisher') },
      otherwise: 'call.not-found',
    },
  ],
};
