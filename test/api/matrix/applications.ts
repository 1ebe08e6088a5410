import type { Matrix } from './case.js';
import { committee, type Persona } from './persona.js';

/** Who sees a dossier that was submitted; a linked member does not. */
const desks: readonly Persona[] = [...committee, 'officer', 'publisher', 'signatory', 'auditor'];
const except = (...some: Persona[]): readonly Persona[] => desks.filter((persona) => !some.includes(persona));
const stale = 999;

const seen = { ok: ['own', ...desks] as Persona[], otherwise: 'application.not-found' };
const draftSeen = { of: 'draft', ok: ['own'], otherwise: 'application.not-found' } as const;
const byOwner = (of: 'submitted' | 'decided', code: string) => ({ of, ok: ['own'], forbidden: { code, to: desks }, otherwise: 'application.not-found' }) as const;
const byOfficer = {
  ok: ['officer'] as Persona[],
  forbidden: { code: 'application.rule-eligibility-not-yours', to: ['own', ...except('officer')] as Persona[] },
  otherwise: 'application.not-found',
};
const cover = { projectTitle: 'Un autre titre', prerequisiteDeclared: false, version: stale };
const findings = [{ condition: 'innovation', met: true, reason: '' }];

export const applications: Matrix = {
  'GET /api/applications': [
    { of: 'submitted', list: { param: 'callId', by: 'call' }, ok: seen.ok },
    { of: 'decided', list: { param: 'callId', by: 'call' }, ok: seen.ok },
    { of: 'draft', list: { param: 'callId', by: 'call' }, ok: ['own'] },
  ],
  'POST /api/applications': [
    {
      of: 'call',
      ok: ['own'],
      otherwise: 'application.start-not-yours',
      absent: 'call.not-found',
      absentFirst: true,
      body: (id, _, side) => ({ callId: id, poleId: side.pole, projectTitle: 'Un projet', prerequisiteDeclared: false }),
    },
    { of: 'pole', ok: ['own'], otherwise: 'application.start-not-yours', body: (id, { here }) => ({ callId: here.call, poleId: id, projectTitle: 'Un projet', prerequisiteDeclared: false }) },
    {
      of: 'draft-call',
      ok: [],
      otherwise: 'call.not-found',
      body: (id, _, side) => ({ callId: id, poleId: side.pole, projectTitle: 'Un projet', prerequisiteDeclared: false }),
    },
  ],
  'GET /api/applications/{id}': [
    { of: 'submitted', ...seen },
    { of: 'reviewed', ...seen },
    { of: 'decided', ...seen },
    draftSeen,
  ],
  'GET /api/applications/{id}/timeline': [{ of: 'submitted', ...seen }, { of: 'decided', ...seen }, draftSeen],
  'PUT /api/applications/{id}': [
    { ...draftSeen, body: () => cover },
    { ...byOwner('submitted', 'application.edit-not-yours'), body: () => cover },
  ],
  'PUT /api/applications/{id}/sections/{key}': [
    { ...draftSeen, body: () => ({ version: stale, answers: {} }) },
    { ...byOwner('submitted', 'application.edit-not-yours'), body: () => ({ version: stale, answers: {} }) },
  ],
  'PUT /api/applications/{id}/members': [
    { ...draftSeen, body: () => ({ version: stale, members: [] }) },
    { ...byOwner('submitted', 'application.edit-not-yours'), body: () => ({ version: stale, members: [] }) },
  ],
  'POST /api/applications/{id}/submit': [
    { ...draftSeen, body: () => ({ version: stale }) },
    { ...byOwner('submitted', 'application.submit-not-yours'), body: () => ({ version: stale }) },
  ],
  'POST /api/applications/{id}/withdraw': [draftSeen, byOwner('decided', 'application.withdraw-not-yours')],
  'POST /api/applications/{id}/prerequisite': [
    { ...byOfficer, of: 'submitted', body: () => ({ validated: true }) },
    { of: 'draft', ok: [], forbidden: { code: byOfficer.forbidden.code, to: ['own'] }, otherwise: 'application.not-found', body: () => ({ validated: true }) },
  ],
  'POST /api/applications/{id}/findings': [{ ...byOfficer, of: 'decided', body: () => ({ findings }) }],
  'POST /api/applications/{id}/rule-eligibility': [{ ...byOfficer, of: 'decided' }],
};
