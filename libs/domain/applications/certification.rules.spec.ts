import { certify, checkCertifiable, checkRequests, sealedCertification } from './certification.rules.js';
import type { WritingTerms } from './application.rules.js';

const [opensAt, closesAt, at] = [new Date('2023-06-01T00:00:00Z'), new Date('2023-08-01T00:00:00Z'), new Date('2023-07-31T23:59:59Z')];
const terms: WritingTerms = { phase: { opensAt, closesAt }, correction: null };
const draft = { state: 'draft', reopenedAt: null, version: 7 } as const;
const wanted = { certification: true };
const by = (certifiedBy: string) => ({ certifiedBy, quality: 'présidente', certifiedAt: at });

it('is of a draft, of what is rewritten and of a correction, until their bound', () => {
  expect(() => checkCertifiable(wanted, draft, terms, at)).not.toThrow();
  expect(() => checkCertifiable(wanted, draft, terms, closesAt)).toThrow('application.call-closed');
  expect(() => checkCertifiable({ certification: false }, draft, terms, at)).toThrow('application.no-certification');
  const submitted = { ...draft, state: 'submitted' } as const;
  expect(() => checkCertifiable(wanted, submitted, terms, at)).toThrow('application.not-a-draft');
  expect(() => checkCertifiable(wanted, { ...submitted, reopenedAt: opensAt }, terms, at)).not.toThrow();
  const correction = { id: 'c', parts: ['project'], dueAt: new Date('2023-09-01T00:00:00Z') };
  expect(() => checkCertifiable(wanted, submitted, { ...terms, correction }, new Date('2023-08-31T00:00:00Z'))).not.toThrow();
  expect(() => checkCertifiable(wanted, { ...submitted, state: 'eligible' }, { ...terms, correction }, at)).toThrow('application.not-a-draft');
});

it('is of the version that was read, complete, by somebody in a quality', () => {
  expect(certify(draft, 7, ' Présidente ', [])).toBe('Présidente');
  expect(() => certify(draft, 6, 'Présidente', [])).toThrow('application.stale');
  expect(() => certify(draft, 7, ' ', [])).toThrow('certification.quality-missing');
  expect(() => certify(draft, 7, 'Présidente', ['project.summary'])).toThrow('application.incomplete');
});

it('is another person’s than the one who submits: the earliest of those', () => {
  expect(sealedCertification([by('me'), by('second'), by('third')], 'me').certifiedBy).toBe('second');
  expect(() => sealedCertification([by('me')], 'me')).toThrow('application.certified-by-submitter');
  expect(() => sealedCertification([], 'me')).toThrow('application.not-certified');
});

it('is asked for so many times a day', () => {
  expect(() => checkRequests(4)).not.toThrow();
  expect(() => checkRequests(5)).toThrow('certification.asked-often');
});
