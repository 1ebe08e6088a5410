import type { Matrix } from './case.js';
import { everybody, signedIn } from './persona.js';

export const identity: Matrix = {
  'POST /api/sign-in-links': [{ public: true, ok: everybody, body: () => ({ email: 'personne@essaim.test' }) }],
  'POST /api/accounts': [{ public: true, ok: everybody, body: () => ({ email: 'nouvelle@essaim.test', fullName: 'Nouvelle Fictive' }) }],
  'POST /api/sessions': [{ public: true, ok: [], otherwise: 'sign-in-link.not-usable', body: () => ({ token: 'forged' }) }],
  'GET /api/site': [{ public: true, ok: everybody }],
  'GET /api/session': [{ ok: signedIn }],
  'DELETE /api/session': [{ ok: signedIn, endsSession: true }],
  'GET /api/users': [
    { of: 'user', list: { query: ({ spareEmail }) => `search=${spareEmail}` }, ok: ['officer', 'auditor', 'administrator'], otherwise: 'user.list-not-yours' },
    { of: 'user', list: { query: ({ spareId }) => `search=${spareId}` }, ok: ['officer', 'auditor', 'administrator'], otherwise: 'user.list-not-yours' },
  ],
  'POST /api/users': [
    { ok: ['administrator'], otherwise: 'user.register-not-yours', body: (_, { spareEmail }) => ({ email: spareEmail, fullName: 'Camille Fictive' }) },
  ],
  'POST /api/users/{id}/role-grants': [
    {
      of: 'user',
      ok: ['administrator'],
      otherwise: 'role-grant.give-not-yours',
      absent: 'user.not-found',
      body: (_, { here }) => ({ role: 'committee-member', scope: { callId: here.call } }),
    },
  ],
  'POST /api/role-grants/{id}/end': [{ of: 'role-grant', ok: ['administrator'], otherwise: 'role-grant.end-not-yours', absent: 'role-grant.not-found' }],
};
