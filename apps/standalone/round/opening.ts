import { awardTerms, criteria, form, tieBreak } from './call-definitions.js';
import { refused, setClock } from './client.js';
import type { Staff } from './people.js';

export interface CallInput {
  code: string;
  title: string;
  summary: string;
  opensAt: string;
  closesAt: string;
  /** The pole has signed the charter before it submits. */
  charterRequired?: boolean;
  /** Its cahier des charges, a PDF; none is joined without. */
  specification?: Uint8Array;
}

/** An officer opens an envelope, a root of its own; a budget approver confirms it. */
export async function openEnvelope({ officer, budget }: Staff, title: string, year: number): Promise<string> {
  const { id } = await officer.post<{ id: string }>('/api/envelopes', {
    title,
    programmeCode: '305',
    actionCode: '04',
    lines: [
      { nature: 'ae', year, amountCents: 150_000_000 },
      { nature: 'cp', year, amountCents: 90_000_000 },
      { nature: 'cp', year: year + 1, amountCents: 60_000_000 },
    ],
  });
  await budget.post(`/api/envelopes/${id}/confirm`);
  return id;
}

/** An officer's draft of a call, with its form and its rubric: all that its publication needs. */
export async function draftCall({ officer }: Staff, envelopeId: string, input: CallInput): Promise<string> {
  const { id } = await officer.post<{ id: string }>('/api/calls', {
    code: input.code,
    title: input.title,
    instrument: 'AMI',
    summary: input.summary,
    envelopeId,
    authority: 'Ministère fictif de l’Économie sociale et solidaire',
    compositionProfile: 'loose',
    prerequisite: 'Lauréat de la phase 1',
    tieBreak,
    charterRequired: input.charterRequired ?? false,
    awardTerms,
    phases: [{ title: 'Phase 2', opensAt: input.opensAt, closesAt: input.closesAt }],
  });
  await officer.put(`/api/calls/${id}/form`, { version: 1, definition: form });
  await officer.put(`/api/calls/${id}/rubric`, { version: 2, definition: { criteria } });
  if (input.specification !== undefined) await officer.send(`/api/calls/${id}/uploads`, { filename: `cahier-des-charges-${input.code}.pdf`, kind: 'specification', title: 'Cahier des charges' }, input.specification);
  return id;
}

/** The call, published by a second person; the first may not. */
export async function publishCall(staff: Staff, envelopeId: string, input: CallInput): Promise<string> {
  const id = await draftCall(staff, envelopeId, input);
  await refused(staff.officer.post(`/api/calls/${id}/publish`), 403, 'call.publish-not-yours');
  await staff.publisher.post(`/api/calls/${id}/publish`);
  return id;
}

export async function openRound(url: string, staff: Staff, specification?: Uint8Array): Promise<{ envelopeId: string; callId: string }> {
  await setClock(url, '2023-05-15T09:00:00+02:00');
  const envelopeId = await openEnvelope(staff, 'Enveloppe AMI PTCE 2023', 2023);
  await setClock(url, '2023-05-17T10:00:00+02:00');
  const callId = await publishCall(staff, envelopeId, {
    code: 'PTCE-2023',
    title: 'AMI PTCE 2023, phase 2',
    summary: 'Soutenir l’animation de quinze pôles territoriaux de coopération économique, à hauteur de 100 000 € chacun sur deux ans.',
    opensAt: '2023-06-01T00:00:00+02:00',
    closesAt: '2023-08-01T00:00:00+02:00',
    ...(specification === undefined ? {} : { specification }),
  });
  return { envelopeId, callId };
}
