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
const correction = () => ({ parts: ['project'], reason: 'Précisez le territoire', consequence: 'examined-as-is', dueAt: '2033-01-01T00:00:00Z' });
const deskOfDrafts: readonly Persona[] = ['officer', 'publisher', 'auditor'];
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
      body: (id, _, side) => ({ callId: id, poleId: side.pole, trackKey: 'aide', projectTitle: 'Un projet', prerequisiteDeclared: false }),
    },
    { of: 'pole', ok: ['own'], otherwise: 'application.start-not-yours', body: (id, { here }) => ({ callId: here.call, poleId: id, trackKey: 'aide', projectTitle: 'Un projet', prerequisiteDeclared: false }) },
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
  'POST /api/applications/{id}/discard': [{ ...byOwner('submitted', 'application.discard-not-yours') }, byOwner('decided', 'application.discard-not-yours')],
  'POST /api/applications/{id}/reopen': [draftSeen, byOwner('submitted', 'application.reopen-not-yours'), byOwner('decided', 'application.reopen-not-yours')],
  'POST /api/applications/{id}/corrections': [
    { ...byOfficer, of: 'decided', forbidden: { ...byOfficer.forbidden, code: 'application.request-correction-not-yours' }, body: correction },
    { of: 'draft', ok: [], forbidden: { code: 'application.request-correction-not-yours', to: ['own'] }, otherwise: 'application.not-found', body: correction },
  ],
  'GET /api/applications/{id}/submissions/{ordinal}': [{ of: 'submitted', ...seen }, { of: 'decided', ...seen }],
  'GET /api/applications/{id}/sections/{key}': [draftSeen, byOwner('submitted', 'application.history-not-yours'), byOwner('decided', 'application.history-not-yours')],
  'GET /api/applications/{id}/sections/{key}/revisions': [draftSeen, byOwner('submitted', 'application.history-not-yours'), byOwner('decided', 'application.history-not-yours')],
  'GET /api/section-revisions/{id}': [
    { of: 'section-revision', ok: ['own'], otherwise: 'section-revision.not-found' },
    { of: 'submitted-revision', ok: ['own'], forbidden: { code: 'application.history-not-yours', to: desks }, otherwise: 'section-revision.not-found' },
  ],
  'GET /api/applications/{id}/messages': [{ of: 'submitted', ...seen }, { of: 'decided', ...seen }, draftSeen],
  'POST /api/applications/{id}/messages': [
    { of: 'submitted', ok: ['own', 'officer'], forbidden: { code: 'application.message-not-yours', to: except('officer') }, otherwise: 'application.not-found', body: () => ({ body: 'Bonjour' }) },
    { ...draftSeen, body: () => ({ body: 'Bonjour' }) },
  ],
  'GET /api/calls/{id}/drafts': [
    { of: 'call', ok: deskOfDrafts, otherwise: 'call.not-found' },
    { of: 'draft-call', ok: [], otherwise: 'call.not-found' },
  ],
  'GET /api/calls/{id}/late-exceptions': [
    { of: 'call', ok: deskOfDrafts, otherwise: 'call.not-found' },
    { of: 'draft-call', ok: [], otherwise: 'call.not-found' },
  ],
  'POST /api/calls/{id}/late-exceptions': [
    { of: 'call', ok: ['officer'], otherwise: 'late-exception.give-not-yours', absent: 'call.not-found', absentFirst: true, body: (_, __, side) => ({ phaseId: side.phase, poleId: side.pole, until: '2023-01-01T00:00:00Z', reason: 'Une panne constatée' }) },
    { of: 'draft-call', ok: [], otherwise: 'call.not-found', body: (_, __, side) => ({ phaseId: side.phase, poleId: side.pole, until: '2023-01-01T00:00:00Z', reason: 'Une panne constatée' }) },
  ],
  'POST /api/applications/{id}/withdraw': [draftSeen, byOwner('decided', 'application.withdraw-not-yours')],
  'POST /api/applications/{id}/prerequisite': [
    { ...byOfficer, of: 'submitted', body: () => ({ validated: true }) },
    { of: 'draft', ok: [], forbidden: { code: byOfficer.forbidden.code, to: ['own'] }, otherwise: 'application.not-found', body: () => ({ validated: true }) },
  ],
  'GET /api/applications/{id}/company-checks': [{ of: 'submitted', ...seen }, { of: 'decided', ...seen }, draftSeen],
  'POST /api/applications/{id}/check-companies': [{ ...byOfficer, of: 'decided' }],
  'POST /api/applications/{id}/findings': [{ ...byOfficer, of: 'decided', body: () => ({ findings }) }],
  'POST /api/applications/{id}/rule-eligibility': [{ ...byOfficer, of: 'decided' }],
};
