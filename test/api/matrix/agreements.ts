import type { Matrix } from './case.js';
import { committee, poleReaders, type Persona } from './persona.js';

const readers: readonly Persona[] = [...poleReaders, 'officer', 'signatory', 'preparer', 'approver', 'executor', 'auditor'];

export const agreements: Matrix = {
  'GET /api/agreements': [{ of: 'agreement', list: { param: 'callId', by: 'call' }, ok: readers }],
  'POST /api/agreements': [
    {
      of: 'released-decision',
      ok: ['officer'],
      forbidden: { code: 'agreement.draft-not-yours', to: [...poleReaders, 'linked-member', ...committee, 'signatory', 'auditor'] },
      otherwise: 'decision.not-found',
      body: (id) => ({ decisionId: id }),
    },
    {
      of: 'confirmed-decision',
      ok: ['officer'],
      forbidden: { code: 'agreement.draft-not-yours', to: [...committee, 'signatory', 'auditor'] },
      otherwise: 'decision.not-found',
      body: (id) => ({ decisionId: id }),
    },
  ],
  'GET /api/agreements/{id}': [{ of: 'agreement', ok: readers, otherwise: 'agreement.not-found' }],
  'POST /api/agreements/{id}/sign': [
    {
      of: 'agreement',
      ok: ['own', 'representative', 'signatory'],
      forbidden: { code: 'agreement.sign-not-yours', to: ['pole-reader', 'officer', 'preparer', 'approver', 'executor', 'auditor'] },
      otherwise: 'agreement.not-found',
    },
  ],
};
