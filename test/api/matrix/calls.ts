import { form, newCall, rubric } from '../../support/open-call.js';
import type { Matrix } from './case.js';
import { everybody, signedIn, type Persona } from './persona.js';

/** Drafts are the ministry's, of whatever call. */
export const ministry: readonly Persona[] = ['officer', 'publisher', 'signatory', 'auditor', 'administrator', 'officer-elsewhere', 'signatory-elsewhere'];
const except = (...some: Persona[]): readonly Persona[] => ministry.filter((persona) => !some.includes(persona));
const others = everybody.filter((persona) => persona !== 'visitor' && persona !== 'officer');

const change = { ok: ['officer'] as Persona[], forbidden: { code: 'call.change-not-yours', to: except('officer') }, otherwise: 'call.not-found' };
const changePublished = { ok: ['officer'] as Persona[], forbidden: { code: 'call.change-not-yours', to: others }, otherwise: 'call.not-found' };
const stale = 999;
const noDocuments = () => ({ documents: [] });
const addendum = () => ({ version: stale, reason: 'Un motif fictif.', title: 'Un autre titre' });

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
  'POST /api/calls/{id}/clone': [
    { of: 'call', everywhere: true, ok: ['officer'], forbidden: { code: 'call.create-not-yours', to: others }, otherwise: 'call.not-found', body: (_, { takenCode }) => ({ code: takenCode, title: 'Un autre appel', phases: [] }) },
    { of: 'draft-call', everywhere: true, ok: ['officer'], forbidden: { code: 'call.create-not-yours', to: except('officer') }, otherwise: 'call.not-found', body: (_, { takenCode }) => ({ code: takenCode, title: 'Un autre appel', phases: [] }) },
  ],
  'GET /api/calls/{id}/calendar.ics': [
    { public: true, of: 'call', ok: everybody, otherwise: 'call.not-found' },
    { public: true, of: 'draft-call', ok: ministry, otherwise: 'call.not-found' },
  ],
  'GET /api/calls/{id}/addenda': [
    { public: true, of: 'call', ok: everybody, otherwise: 'call.not-found' },
    { public: true, of: 'draft-call', ok: ministry, otherwise: 'call.not-found' },
  ],
  'POST /api/calls/{id}/addenda': [
    { of: 'call', ok: ['officer'], forbidden: { code: 'addendum.propose-not-yours', to: others }, otherwise: 'call.not-found', body: addendum },
    { of: 'draft-call', ok: ['officer'], forbidden: { code: 'addendum.propose-not-yours', to: except('officer') }, otherwise: 'call.not-found', body: addendum },
  ],
  'POST /api/addenda/{id}/drop': [
    { of: 'addendum', ok: ['officer', 'publisher'], forbidden: { code: 'addendum.drop-not-yours', to: except('officer', 'publisher') }, otherwise: 'addendum.not-found' },
  ],
  'POST /api/addenda/{id}/publish': [
    { of: 'addendum', ok: ['publisher'], forbidden: { code: 'addendum.publish-not-yours', to: except('publisher') }, otherwise: 'addendum.not-found' },
  ],
  'GET /api/calls/{id}/documents': [
    { public: true, of: 'call', ok: everybody, otherwise: 'call.not-found' },
    { public: true, of: 'draft-call', ok: ministry, otherwise: 'call.not-found' },
  ],
  'PUT /api/calls/{id}/documents': [
    { of: 'draft-call', ok: ['officer'], forbidden: { code: 'document.change-not-yours', to: except('officer') }, otherwise: 'call.not-found', body: noDocuments },
    { of: 'call', ok: ['officer'], forbidden: { code: 'document.change-not-yours', to: others }, otherwise: 'call.not-found', body: noDocuments },
  ],
  // A published one: who may take documents out is told that it stays.
  'DELETE /api/documents/{id}': [{ of: 'document', ok: ['officer'], forbidden: { code: 'document.change-not-yours', to: others }, otherwise: 'document.not-found' }],
  'GET /api/documents/{sha256}/{name}': [
    { public: true, of: 'document-sha', ok: everybody, otherwise: 'document.not-found' },
    { public: true, of: 'draft-document-sha', ok: ministry, otherwise: 'document.not-found' },
  ],
  'GET /api/calls/{id}/questions': [
    { public: true, of: 'call', ok: everybody, otherwise: 'call.not-found' },
    { public: true, of: 'draft-call', ok: ministry, otherwise: 'call.not-found' },
  ],
  'POST /api/calls/{id}/questions': [
    { of: 'call', ok: signedIn, otherwise: 'call.not-found', body: () => ({ question: 'Une question fictive ?' }) },
    { of: 'draft-call', ok: ministry, otherwise: 'call.not-found', body: () => ({ question: 'Une question fictive ?' }) },
  ],
  'POST /api/questions/{id}/answer': [
    { of: 'question', ok: ['officer'], forbidden: { code: 'question.answer-not-yours', to: except('officer') }, otherwise: 'question.not-found', body: () => ({ answer: 'Une réponse fictive.', isPublic: false }) },
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
  // Last: the draft is given up by it.
  'POST /api/calls/{id}/discard': [
    { of: 'call', ok: ['officer'], forbidden: { code: 'call.discard-not-yours', to: others }, otherwise: 'call.not-found' },
    { of: 'draft-call', ok: ['officer'], forbidden: { code: 'call.discard-not-yours', to: except('officer') }, otherwise: 'call.not-found' },
  ],
};
