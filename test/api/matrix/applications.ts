import type { Matrix } from './case.js';
import { committee, notApplicants, ofDossier, signedIn, type Persona } from './persona.js';

/** Who sees a dossier that was submitted; a linked member does not. */
const desks: readonly Persona[] = [...committee, 'officer', 'publisher', 'signatory', 'auditor'];
const except = (...some: Persona[]): readonly Persona[] => desks.filter((persona) => !some.includes(persona));
const stale = 999;

const seen = { ok: [...ofDossier, ...desks] as Persona[], otherwise: 'application.not-found' };
const draftSeen = { of: 'draft', ok: ofDossier, otherwise: 'application.not-found' } as const;
/** What an applicant does, to a draft and to what the desks see too. */
const ofDraft = (code: string) => ({ of: 'draft', ok: ['own'], forbidden: { code, to: notApplicants }, otherwise: 'application.not-found' }) as const;
const byOwner = (of: 'submitted' | 'decided', code: string) => ({ of, ok: ['own'], forbidden: { code, to: [...notApplicants, ...desks] }, otherwise: 'application.not-found' }) as const;
/** What a partner writes with the pole. */
const writers: readonly Persona[] = ['own', 'partner'];
const writtenDraft = { of: 'draft', ok: writers, forbidden: { code: 'application.edit-not-yours', to: ['representative', 'pole-reader'] }, otherwise: 'application.not-found' } as const;
const written = { of: 'submitted', ok: writers, forbidden: { code: 'application.edit-not-yours', to: ['representative', 'pole-reader', ...desks] }, otherwise: 'application.not-found' } as const;
/** What was typed on the way: the pole's people, no desk. */
const typed = (of: 'submitted' | 'decided') => ({ of, ok: ofDossier, forbidden: { code: 'application.history-not-yours', to: desks }, otherwise: 'application.not-found' }) as const;
const byOfficer = {
  ok: ['officer'] as Persona[],
  forbidden: { code: 'application.rule-eligibility-not-yours', to: [...ofDossier, ...except('officer')] as Persona[] },
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
    { of: 'draft', list: { param: 'callId', by: 'call' }, ok: ofDossier },
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
    { ...writtenDraft, body: () => cover },
    { ...written, body: () => cover },
  ],
  'PUT /api/applications/{id}/sections/{key}': [
    { ...writtenDraft, body: () => ({ version: stale, answers: {} }) },
    { ...written, body: () => ({ version: stale, answers: {} }) },
  ],
  'PUT /api/applications/{id}/members': [
    { ...writtenDraft, body: () => ({ version: stale, members: [] }) },
    { ...written, body: () => ({ version: stale, members: [] }) },
  ],
  'POST /api/applications/{id}/submit': [
    { ...ofDraft('application.submit-not-yours'), body: () => ({ version: stale }) },
    { ...byOwner('submitted', 'application.submit-not-yours'), body: () => ({ version: stale }) },
  ],
  'POST /api/applications/{id}/discard': [{ ...byOwner('submitted', 'application.discard-not-yours') }, byOwner('decided', 'application.discard-not-yours')],
  'POST /api/applications/{id}/reopen': [ofDraft('application.reopen-not-yours'), byOwner('submitted', 'application.reopen-not-yours'), byOwner('decided', 'application.reopen-not-yours')],
  'POST /api/applications/{id}/corrections': [
    { ...byOfficer, of: 'decided', forbidden: { ...byOfficer.forbidden, code: 'application.request-correction-not-yours' }, body: correction },
    { of: 'draft', ok: [], forbidden: { code: 'application.request-correction-not-yours', to: ofDossier }, otherwise: 'application.not-found', body: correction },
  ],
  'GET /api/applications/{id}/submissions/{ordinal}': [{ of: 'submitted', ...seen }, { of: 'decided', ...seen }],
  'GET /api/applications/{id}/sections/{key}': [draftSeen, typed('submitted'), typed('decided')],
  'GET /api/applications/{id}/sections/{key}/revisions': [draftSeen, typed('submitted'), typed('decided')],
  'GET /api/section-revisions/{id}': [
    { of: 'section-revision', ok: ofDossier, otherwise: 'section-revision.not-found' },
    { of: 'submitted-revision', ok: ofDossier, forbidden: { code: 'application.history-not-yours', to: desks }, otherwise: 'section-revision.not-found' },
  ],
  'GET /api/applications/{id}/messages': [{ of: 'submitted', ...seen }, { of: 'decided', ...seen }, draftSeen],
  'POST /api/applications/{id}/messages/set-aside': [
    { of: 'submitted', ok: ['own', 'officer'], forbidden: { code: 'application.message-not-yours', to: [...notApplicants, ...except('officer')] }, otherwise: 'application.not-found' },
    ofDraft('application.message-not-yours'),
  ],
  'POST /api/applications/{id}/certify': [
    { of: 'draft', ok: ['representative'], forbidden: { code: 'application.certify-not-yours', to: ['own', 'pole-reader', 'partner'] }, otherwise: 'application.not-found', body: () => ({ version: stale, quality: 'Présidente' }) },
    { of: 'submitted', ok: ['representative'], forbidden: { code: 'application.certify-not-yours', to: ['own', 'pole-reader', 'partner', ...desks] }, otherwise: 'application.not-found', body: () => ({ version: stale, quality: 'Présidente' }) },
  ],
  'POST /api/applications/{id}/certification-requests': [ofDraft('application.ask-certification-not-yours'), byOwner('submitted', 'application.ask-certification-not-yours')],
  'PUT /api/applications/{id}/presence': [
    { ...writtenDraft, body: () => ({ part: 'project' }) },
    { ...written, body: () => ({ part: 'project' }) },
  ],
  'PUT /api/applications/{id}/visit': [draftSeen, { of: 'submitted', ok: ofDossier, forbidden: { code: 'application.visit-not-yours', to: desks }, otherwise: 'application.not-found' }],
  'GET /api/tasks/pole': [{ ok: signedIn }],
  'GET /api/tasks/desk': [{ ok: signedIn }],
  'POST /api/applications/{id}/messages': [
    { of: 'submitted', ok: ['own', 'officer'], forbidden: { code: 'application.message-not-yours', to: [...notApplicants, ...except('officer')] }, otherwise: 'application.not-found', body: () => ({ body: 'Bonjour' }) },
    { ...ofDraft('application.message-not-yours'), body: () => ({ body: 'Bonjour' }) },
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
  'POST /api/applications/{id}/withdraw': [ofDraft('application.withdraw-not-yours'), byOwner('decided', 'application.withdraw-not-yours')],
  'POST /api/applications/{id}/prerequisite': [
    { ...byOfficer, of: 'submitted', body: () => ({ validated: true }) },
    { of: 'draft', ok: [], forbidden: { code: byOfficer.forbidden.code, to: ofDossier }, otherwise: 'application.not-found', body: () => ({ validated: true }) },
  ],
  'GET /api/applications/{id}/company-checks': [{ of: 'submitted', ...seen }, { of: 'decided', ...seen }, draftSeen],
  'POST /api/applications/{id}/check-companies': [{ ...byOfficer, of: 'decided' }],
  'POST /api/applications/{id}/findings': [{ ...byOfficer, of: 'decided', body: () => ({ findings }) }],
  'POST /api/applications/{id}/rule-eligibility': [{ ...byOfficer, of: 'decided' }],
};
