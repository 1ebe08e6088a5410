import { each, refused, setClock } from './client.js';
import type { Decided } from './deciding.js';
import type { Staff } from './people.js';

interface Agreement {
  id: string;
  instalments: { id: string; position: number; amountCents: number; trigger: string }[];
}

/** Fifteen agreements signed by both parties, and fifteen first payments by three people; none before the second signature. */
export async function agreeAndPay(url: string, staff: Staff, decided: readonly Decided[]): Promise<void> {
  const winners = decided.filter(({ kind }) => kind === 'award');
  await setClock(url, '2023-10-24T09:00:00+02:00');
  const agreements = await each(winners, async ({ decisionId, dossier }) => {
    const { id: accountId } = await dossier.applicant.post<{ id: string }>(`/api/poles/${dossier.poleId}/bank-accounts`, { iban: dossier.input.iban, holder: dossier.input.name });
    await staff.approver.post(`/api/bank-accounts/${accountId}/verify`);
    const { id } = await staff.officer.post<{ id: string }>('/api/agreements', { decisionId });
    return dossier.applicant.post<Agreement>(`/api/agreements/${id}/sign`);
  });
  const first = (agreement: Agreement): string => agreement.instalments.find(({ trigger }) => trigger === 'signature')!.id;
  const order = (agreement: Agreement, key: string): Promise<{ id: string }> => staff.preparer.post('/api/payment-orders', { instalmentId: first(agreement) }, { 'idempotency-key': key });
  await refused(order(agreements[0]!, 'too-early'), 422, 'instalment.agreement-not-signed');
  await setClock(url, '2023-10-30T09:00:00+01:00');
  await each(agreements, ({ id }) => staff.signatory.post(`/api/agreements/${id}/sign`));
  await each(agreements, async (agreement) => {
    const { id } = await order(agreement, `first-${agreement.id}`);
    if (agreement === agreements[0] && (await order(agreement, `first-${agreement.id}`)).id !== id) throw new Error('the same order pressed twice made two orders');
    await staff.approver.post(`/api/payment-orders/${id}/approve`);
    await staff.executor.post(`/api/payment-orders/${id}/execute`);
  });
}

/** The roadmap of 6 November 2023; the years 2024 to 2026 are the demonstration's choice, the source gives no end. */
export async function enterRoadmap(url: string, { officer }: Staff): Promise<string> {
  await setClock(url, '2023-11-06T11:00:00+01:00');
  const years = (amountCents: number) => [2024, 2025, 2026].map((year) => ({ year, amountCents }));
  const { id } = await officer.post<{ id: string }>('/api/roadmaps', {
    title: 'Feuille de route des pôles territoriaux de coopération économique',
    announcedOn: '2023-11-06',
    lines: [
      { label: 'Création et structuration de nouveaux pôles', amounts: years(100_000_000) },
      { label: 'Changement d’échelle de quinze pôles', amounts: years(150_000_000) },
    ],
  });
  return id;
}
