import type { ApplicationState } from './application.lifecycle.js';
import { applicationLifecycle } from './application.lifecycle.js';
import { checkTitle, checkWritable, isBeingRewritten, reopenApplication, submitApplication, writableUntil, type WritingTerms } from './application.rules.js';

const phase = { opensAt: new Date('2023-06-01T00:00:00+02:00'), closesAt: new Date('2023-08-01T00:00:00+02:00') };
const correction = { id: 'c', parts: ['projet', '@members'], dueAt: new Date('2023-09-01T00:00:00+02:00') };
const terms: WritingTerms = { phase, correction: null };
const corrected: WritingTerms = { phase, correction };
const inTime = new Date('2023-07-05T12:00:00Z');
const late = new Date('2023-08-10T12:00:00Z');
const draft = { state: 'draft' as const, reopenedAt: null, version: 4 };
const submitted = { state: 'submitted' as const, reopenedAt: null, version: 4 };
const reopened = { ...submitted, reopenedAt: inTime };
const code = (work: () => unknown): string => {
  try {
    const found = work() as { refused?: { code: string }; code?: string } | undefined;
    return found?.refused?.code ?? found?.code ?? 'done';
  } catch (error) {
    return (error as { code: string }).code;
  }
};
const submit = (application: { state: ApplicationState; reopenedAt: Date | null; version: number }, by: WritingTerms, at: Date): string => code(() => submitApplication(application, 4, by, [], at));

it('until when a part may be written: the phase, or the correction that opened it', () => {
  expect(writableUntil(draft, terms, 'projet')).toEqual(phase.closesAt);
  expect(writableUntil(submitted, terms, 'projet')).toBeNull();
  expect(writableUntil(reopened, terms, 'projet')).toEqual(phase.closesAt);
  expect(writableUntil(submitted, corrected, 'projet')).toEqual(correction.dueAt);
  expect(writableUntil(submitted, corrected, '@cover')).toBeNull();
  for (const state of ['eligible', 'ineligible', 'under-review', 'awarded', 'refused', 'withdrawn', 'discarded'] as ApplicationState[]) expect(writableUntil({ state, reopenedAt: inTime }, corrected, 'projet')).toBeNull();
});

it('the bound itself is too late, one millisecond before it is in time', () => {
  const before = new Date(phase.closesAt.getTime() - 1);
  expect([checkWritable(draft, terms, 'projet', before), checkWritable(draft, terms, 'projet', phase.closesAt)?.code]).toEqual([undefined, 'application.call-closed']);
  expect([submit(draft, terms, before), submit(draft, terms, phase.closesAt)]).toEqual(['done', 'application.call-closed']);
  const dueBefore = new Date(correction.dueAt.getTime() - 1);
  expect([submit(submitted, corrected, dueBefore), submit(submitted, corrected, correction.dueAt)]).toEqual(['done', 'application.correction-over']);
  expect(checkWritable(submitted, corrected, 'projet', correction.dueAt)?.code).toBe('application.correction-over');
});

it('what is closed is closed whatever the time', () => {
  expect(code(() => checkWritable(submitted, corrected, 'budget', late))).toBe('application.part-not-opened');
  expect(code(() => checkWritable(submitted, terms, 'projet', inTime))).toBe('application.not-a-draft');
});

it('every way to a submission', () => {
  expect(submit(submitted, terms, inTime)).toBe('application.cannot-submit');
  expect(submit(reopened, terms, inTime)).toBe('done');
  expect(submit(reopened, terms, late)).toBe('application.call-closed');
  expect(submit(reopened, corrected, late)).toBe('done');
  expect(code(() => submitApplication(draft, 3, terms, [], inTime))).toBe('application.stale');
  expect(code(() => submitApplication(draft, 4, terms, ['projet.resume'], inTime))).toBe('application.incomplete');
  expect(submit(draft, terms, new Date('2023-05-01T00:00:00Z'))).toBe('application.call-not-open-yet');
  expect(submitApplication(submitted, 4, corrected, [], late).changes).toEqual({ state: 'submitted', submittedAt: late, silenceOn: '2023-10-10' });
});

it('reopens once, in time, and only what was submitted', () => {
  expect(reopenApplication(submitted, terms, inTime)).toEqual({ reopenedAt: inTime });
  expect(code(() => reopenApplication(reopened, terms, inTime))).toBe('application.already-reopened');
  expect(code(() => reopenApplication(submitted, terms, phase.closesAt))).toBe('application.call-closed');
  for (const state of ['draft', 'eligible', 'awarded', 'withdrawn'] as ApplicationState[]) expect(code(() => reopenApplication({ state, reopenedAt: null }, terms, inTime))).toBe('application.cannot-reopen');
});

it('nobody rules on what is being rewritten', () => {
  expect([reopened, submitted].map((one) => isBeingRewritten(one, terms, inTime))).toEqual([true, false]);
  expect(isBeingRewritten(reopened, terms, late)).toBe(false);
  expect(isBeingRewritten(submitted, corrected, late)).toBe(true);
  expect(isBeingRewritten(submitted, corrected, correction.dueAt)).toBe(false);
});

it('the lifecycle: each action from each state', () => {
  const states = ['draft', 'submitted', 'eligible', 'ineligible', 'under-review', 'awarded', 'reserve', 'refused', 'withdrawn', 'discarded'] as const;
  expect(Object.fromEntries(states.map((state) => [state, applicationLifecycle.actionsFrom(state)]))).toEqual({
    draft: ['submit', 'discard'],
    submitted: ['reopen', 'resubmit', 'request-correction', 'withdraw', 'find-eligible', 'find-ineligible'],
    eligible: ['withdraw', 'start-review'],
    ineligible: ['withdraw'],
    'under-review': ['withdraw', 'start-review', 'award', 'put-in-reserve', 'refuse'],
    awarded: [],
    reserve: ['award', 'refuse'],
    refused: [],
    withdrawn: [],
    discarded: [],
  });
});

it('a title turns no order of reading around; it may be right-to-left, and empty', () => {
  for (const title of ['', 'Un quai partagé', 'مشروع']) expect(code(() => checkTitle(title))).toBe('done');
  for (const title of ['\u202eexe.quai', 'Un \u202d quai']) expect(code(() => checkTitle(title))).toBe('answer.text-reversed');
});
