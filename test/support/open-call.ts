import { expectStatus, type Caller, type TestApi } from './api.js';

export const form = {
  sections: [
    {
      key: 'project',
      title: 'Le projet',
      fields: [
        { key: 'summary', label: 'Résumé', kind: 'long-text', required: true, maxLength: 2000 },
        { key: 'territory', label: 'Territoire', kind: 'text', required: true },
        { key: 'annexes', label: 'Annexes', kind: 'attachment', required: false, maxFiles: 3 },
      ],
    },
  ],
};

export const rubric = {
  criteria: [
    { key: 'cooperation', label: 'Coopération', weight: 60, scale: { min: 0, max: 5 } },
    { key: 'innovation', label: 'Innovation', weight: 40, scale: { min: 0, max: 5 }, allowsNotApplicable: true },
  ],
};

export interface OpenCall {
  id: string;
  envelopeId: string;
  officer: Caller;
  publisher: Caller;
}

export interface CallOptions {
  aeCents?: number;
  prerequisite?: string | null;
  /** The exclusive bound of its phase. */
  closesAt?: string;
  /** Another phase than June and July 2023. */
  phase?: { opensAt: string; closesAt: string };
  /** Asks for the charter; one must be in force. */
  charterRequired?: boolean;
  /** Its tracks. */
  tracks?: readonly object[];
  /** Another envelope than AE in 2023 and CP in 2023 and 2024. */
  lines?: readonly object[];
  /** Another form than one section. */
  definition?: object;
  /** What is done with the draft before its publication. */
  before?: (draft: { id: string; officer: Caller }) => Promise<void>;
  /** Is what is submitted certified by another person? */
  certification?: boolean;
}

/** What an officer sends to make a call that takes applications from 1 June to 31 July 2023 included. */
export const newCall = (code: string, envelopeId: string, prerequisite: string | null = null, closesAt = '2023-07-31T22:00:00Z') => ({
  code,
  title: 'AMI PTCE 2023, phase 2',
  instrument: 'AMI',
  summary: 'Un appel d’essai.',
  envelopeId,
  authority: 'Ministère fictif',
  compositionProfile: 'loose',
  prerequisite,
  tieBreak: ['criterion:cooperation', 'spread'],
  awardTerms: {
    support: 'cash',
    minCents: 10_000_000,
    maxCents: 10_000_000,
    durationMonths: 24,
    laureatesExpected: 15,
    instalments: [
      { key: 'first', label: 'Premier versement', sharePercent: 60, trigger: 'signature', paymentDays: 60, yearOffset: 0 },
      { key: 'second', label: 'Second versement', sharePercent: 40, trigger: 'report-accepted', paymentDays: 60, yearOffset: 1 },
    ],
  },
  phases: [{ title: 'Phase 2', opensAt: '2023-05-31T22:00:00Z', closesAt }],
});

/** A published call with an open envelope, made over HTTP by four people; it takes applications from 1 June to 31 July 2023 included. */
export async function openCall(api: TestApi, { aeCents = 150_000_000, prerequisite = null, closesAt, phase, charterRequired = false, certification = false, tracks = [], lines, definition = form, before }: CallOptions = {}): Promise<OpenCall> {
  const officer = await api.signIn('Odile Officière', 'officer');
  const publisher = await api.signIn('Paul Publieur', 'publisher');
  const budget = await api.signIn('Basile Budget', 'budget-approver');
  const envelope = expectStatus<{ id: string }>(
    await officer.call('post', '/api/envelopes', {
      title: 'Enveloppe 2023',
      lines: lines ?? [
        { nature: 'ae', year: 2023, amountCents: aeCents },
        { nature: 'cp', year: 2023, amountCents: (aeCents * 6) / 10 },
        { nature: 'cp', year: 2024, amountCents: (aeCents * 4) / 10 },
      ],
    }),
    201,
  );
  expectStatus(await budget.call('post', `/api/envelopes/${envelope.id}/confirm`), 200);
  const call = expectStatus<{ id: string }>(
    await officer.call('post', '/api/calls', {
      ...newCall(`AMI-${Math.floor(Math.random() * 1e9)}`, envelope.id, prerequisite, closesAt),
      charterRequired,
      certification,
      ...(phase === undefined ? {} : { phases: [{ title: 'Phase 2', ...phase }] }),
      tracks,
    }),
    201,
  );
  const one = `/api/calls/${call.id}`;
  expectStatus(await officer.call('put', `${one}/form`, { version: 1, definition }), 200);
  expectStatus(await officer.call('put', `${one}/rubric`, { version: 2, definition: rubric }), 200);
  await before?.({ id: call.id, officer });
  expectStatus(await publisher.call('post', `${one}/publish`), 200);
  return { id: call.id, envelopeId: envelope.id, officer, publisher };
}

let poles = 0;
/** A SIREN of the range that belongs to nobody: begins with 000, passes Luhn. */
export function fictitiousSiren(n: number): string {
  const body = `000${String(n).padStart(5, '0')}`;
  let sum = 0;
  for (let i = 0; i < 8; i++) {
    const digit = Number(body[i]) * (i % 2 === 1 ? 2 : 1);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return `${body}${(10 - (sum % 10)) % 10}`;
}

export interface Dossier {
  id: string;
  poleId: string;
  applicant: Caller;
  version: number;
}

/** A draft that lacks nothing, of a pole of its own; of a track, where the call has some. */
export async function completeDraft(api: TestApi, call: OpenCall, prerequisiteDeclared = false, trackKey?: string): Promise<Dossier> {
  const { applicant, poleId } = await newPole(api);
  return completeDraftOf(applicant, poleId, call, prerequisiteDeclared, trackKey);
}

export async function newPole(api: TestApi): Promise<{ applicant: Caller; poleId: string }> {
  const n = ++poles;
  const applicant = await api.signIn(`Agathe Association ${n}`);
  const pole = expectStatus<{ id: string }>(
    await applicant.call('post', '/api/poles', {
      name: `Pôle fictif ${n}`,
      siren: fictitiousSiren(n),
      legalCategory: '9220',
      regionCode: '53',
      addressLine: '1 rue Imaginaire',
      postalCode: '35000',
      city: 'Rennes',
    }),
    201,
  );
  return { applicant, poleId: pole.id };
}

/** The same of a pole that is there. */
export async function completeDraftOf(applicant: Caller, poleId: string, call: OpenCall, prerequisiteDeclared = false, trackKey?: string): Promise<Dossier> {
  const n = poles;
  const { id } = expectStatus<{ id: string }>(
    await applicant.call('post', '/api/applications', { callId: call.id, poleId, projectTitle: `Projet ${n}`, prerequisiteDeclared, ...(trackKey === undefined ? {} : { trackKey }) }),
    201,
  );
  const saved = expectStatus<{ applicationVersion: number }>(
    await applicant.call('put', `/api/applications/${id}/sections/project`, { version: 0, answers: { summary: 'Coopérer en Écosse bretonne', territory: 'Pays de Rennes' } }),
    200,
  );
  const { version } = expectStatus<{ version: number }>(
    await applicant.call('put', `/api/applications/${id}/members`, {
      version: saved.applicationVersion,
      members: [
        { name: 'Association fictive', siren: fictitiousSiren(10_000 + n * 3), legalCategory: '9220', slots: ['ess'], evidence: '' },
        { name: 'Société fictive', siren: fictitiousSiren(10_001 + n * 3), legalCategory: '5710', slots: ['non-ess'], evidence: 'Statuts' },
        { name: 'Commune fictive', siren: fictitiousSiren(10_002 + n * 3), legalCategory: '7210', slots: ['other'], evidence: '' },
      ],
    }),
    200,
  );
  return { id, poleId, applicant, version };
}
