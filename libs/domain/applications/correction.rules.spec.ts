import type { ApplicationState } from './application.lifecycle.js';
import { corrected, requestCorrection } from './correction.rules.js';
import { giveLateException } from './late-exception.rules.js';
import { reminderDue } from './reminder.rules.js';

const phase = { opensAt: new Date('2023-06-01T00:00:00+02:00'), closesAt: new Date('2023-08-01T00:00:00+02:00') };
const form = { sections: [{ key: 'projet', title: 'Le projet', fields: [] }, { key: 'budget', title: 'Le budget', fields: [] }] };
const at = new Date('2023-08-10T12:00:00Z');
const dueAt = new Date('2023-08-20T22:00:00Z');
const code = (work: () => unknown): string => {
  try {
    work();
    return 'done';
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('a request for correction', () => {
  const ask = (state: ApplicationState, parts: string[], due = dueAt, when = at, open = false, reason = 'Le budget manque.'): string =>
    code(() => requestCorrection({ state }, { phase, correction: open ? { id: 'c', parts: [], dueAt } : null }, form, { parts, reason, dueAt: due }, when));

  it('opens parts of the dossier, once, after the deadline, until later', () => {
    expect(ask('submitted', ['projet', '@members', '@cover'])).toBe('done');
    expect(ask('submitted', ['projet'], dueAt, phase.closesAt)).toBe('done');
    expect(ask('submitted', ['projet'], dueAt, new Date(phase.closesAt.getTime() - 1))).toBe('correction.before-deadline');
    expect(ask('submitted', ['projet'], dueAt, at, true)).toBe('correction.already-open');
    expect([[], ['autre'], ['projet', 'projet']].map((parts) => ask('submitted', parts))).toEqual(['correction.unknown-part', 'correction.unknown-part', 'correction.unknown-part']);
    expect(ask('submitted', ['projet'], at)).toBe('correction.due-in-the-past');
    expect(['', '          ', 'Trop court'.slice(1), 'Trop court'].map((reason) => ask('submitted', ['projet'], dueAt, at, false, reason))).toEqual([...Array.from({ length: 3 }, () => 'correction.reason-too-short'), 'done']);
    expect(ask('draft', ['projet'])).toBe('application.cannot-request-correction');
    expect(ask('eligible', ['projet'])).toBe('application.cannot-request-correction');
  });

  it('is answered by the opened parts alone: the rest is as it was sealed', () => {
    const sealed = { projectTitle: 'Ancien', prerequisiteDeclared: false, members: ['a'], sections: [{ key: 'projet', answers: { n: 1 } }, { key: 'budget', answers: { n: 1 } }] };
    const now = { projectTitle: 'Nouveau', prerequisiteDeclared: true, members: ['b'], sections: [{ key: 'projet', answers: { n: 2 } }, { key: 'budget', answers: { n: 2 } }] };
    expect(corrected(sealed, now, ['projet'])).toEqual({ ...sealed, sections: [now.sections[0], sealed.sections[1]] });
    expect(corrected(sealed, now, ['@cover', '@members'])).toEqual({ ...now, sections: sealed.sections });
  });
});

it('a late exception is later than the deadline and than now, and says why', () => {
  const give = (until: string, reason: string): string => code(() => giveLateException(phase, { until: new Date(until), reason }, at));
  expect(give('2023-08-12T00:00:00Z', 'Panne constatée')).toBe('done');
  expect(give('2023-08-12T00:00:00Z', 'Panne    ')).toBe('late-exception.reason-too-short');
  expect(give('2023-07-31T22:00:00Z', 'Panne constatée')).toBe('late-exception.not-after-deadline');
  expect(give('2023-08-05T00:00:00Z', 'Panne constatée')).toBe('late-exception.in-the-past');
});

describe('reminders of a draft', () => {
  const { closesAt } = phase;
  const before = (hours: number): Date => new Date(closesAt.getTime() - hours * 3_600_000);
  const startedAt = phase.opensAt;

  it('7 days, 2 days and 6 hours before the closing, once each', () => {
    expect(reminderDue({ startedAt, closesAt, told: [] }, new Date(before(168).getTime() - 1))).toBeUndefined();
    expect(reminderDue({ startedAt, closesAt, told: [] }, before(168))).toBe('7d');
    expect(reminderDue({ startedAt, closesAt, told: ['7d'] }, before(49))).toBeUndefined();
    expect(reminderDue({ startedAt, closesAt, told: ['7d'] }, before(48))).toBe('2d');
    expect(reminderDue({ startedAt, closesAt, told: ['7d', '2d'] }, before(6))).toBe('6h');
    expect(reminderDue({ startedAt, closesAt, told: ['7d', '2d', '6h'] }, before(1))).toBeUndefined();
  });

  it('the nearest alone after a long sleep, none for a draft begun since, none once closed', () => {
    expect(reminderDue({ startedAt, closesAt, told: [] }, before(5))).toBe('6h');
    expect(reminderDue({ startedAt: before(60), closesAt, told: [] }, before(59))).toBeUndefined();
    expect(reminderDue({ startedAt: before(60), closesAt, told: [] }, before(47))).toBe('2d');
    expect(reminderDue({ startedAt, closesAt, told: [] }, closesAt)).toBeUndefined();
  });
});
