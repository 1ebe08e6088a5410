import type { Matrix } from './case.js';
import { committee, type Persona } from './persona.js';

const readers: readonly Persona[] = [...committee, 'linked-member', 'officer', 'signatory', 'auditor'];

export const selection: Matrix = {
  'GET /api/calls/{id}/ranking': [
    { of: 'call', ok: readers, otherwise: 'call.not-found' },
    { of: 'draft-call', ok: [], otherwise: 'call.not-found' },
  ],
  'GET /api/calls/{id}/ranking/export': [
    { of: 'call', query: 'format=xlsx', ok: readers, otherwise: 'call.not-found' },
    { of: 'draft-call', query: 'format=xlsx', ok: [], otherwise: 'call.not-found' },
  ],
  'POST /api/calls/{id}/rankings': [
    {
      of: 'call',
      ok: ['chair', 'session-secretary'],
      forbidden: { code: 'ranking.freeze-not-yours', to: readers.filter((persona) => persona !== 'chair' && persona !== 'session-secretary') },
      otherwise: 'call.not-found',
      body: () => ({ order: [] }),
    },
    { of: 'draft-call', ok: [], otherwise: 'call.not-found', body: () => ({ order: [] }) },
  ],
};
