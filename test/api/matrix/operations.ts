import type { Matrix } from './case.js';
import { everybody, type Persona } from './persona.js';

const watchers: readonly Persona[] = ['auditor', 'administrator'];

export const notifications: Matrix = {
  'GET /api/notifications': [{ of: 'notification', list: {}, ok: watchers, otherwise: 'notification.list-not-yours' }],
  'POST /api/notifications/{id}/resend': [
    { of: 'notification', ok: ['administrator'], forbidden: { code: 'notification.resend-not-yours', to: ['auditor'], evenAbsent: true }, otherwise: 'notification.not-found' },
  ],
  'GET /api/failed-jobs': [{ ok: watchers, otherwise: 'failed-job.list-not-yours' }],
  'POST /api/failed-jobs/{id}/retry': [
    { of: 'failed-job', ok: ['administrator'], forbidden: { code: 'failed-job.retry-not-yours', to: ['auditor'], evenAbsent: true }, otherwise: 'failed-job.not-found' },
  ],
};

export const audit: Matrix = {
  'GET /api/events': [
    { ok: watchers, otherwise: 'event.list-not-yours' },
    { of: 'submission-event', list: { param: 'subjectId', by: 'submitted' }, ok: watchers, otherwise: 'event.list-not-yours' },
  ],
  'GET /api/audit/chain': [{ ok: watchers, otherwise: 'event.verify-not-yours' }],
};

/** What is there for everybody: health, the documents of the API. */
export const open: Matrix = {
  'GET /health/live': [{ public: true, ok: everybody }],
  'GET /health/ready': [{ public: true, ok: everybody }],
};

/** Doors that only a demonstration has; they are nobody's secret there. */
export const demonstration: Matrix = {
  'GET /api/demonstration/accounts': [{ public: true, ok: everybody }],
  'POST /api/demonstration/first-administrator': [{ public: true, ok: everybody, body: () => ({ email: 'premiere@essaim.test', fullName: 'Première Fictive' }) }],
  'POST /api/demonstration/sign-in': [{ public: true, of: 'user', ok: everybody, otherwise: 'user.not-found', body: (id) => ({ userId: id }), endsSession: true }],
  'GET /api/demonstration/clock': [{ public: true, ok: everybody }],
  'PUT /api/demonstration/clock': [{ public: true, ok: everybody, body: (_, { now }) => ({ now }) }],
  'GET /api/demonstration/mails': [{ public: true, ok: everybody }],
  'GET /api/demonstration/mails/{id}': [{ public: true, of: 'mail', ok: everybody, otherwise: 'mail.not-found' }],
  'GET /api/demonstration/mails/{id}/raw': [{ public: true, of: 'mail', ok: everybody, otherwise: 'mail.not-found' }],
  'GET /api/demonstration/mailbox': [{ public: true, ok: everybody }],
  'GET /api/demonstration/mails/{id}/attachments/{index}': [{ public: true, of: 'mail', ok: everybody, otherwise: 'mail.not-found' }],
};
