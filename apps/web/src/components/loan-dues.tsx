import type { ReactNode } from 'react';
import { parisDay } from '#domain/shared/day.js';
import type { Schemas } from '../client/client.js';
import { calendarDay, counted, euros } from '../language/format.js';
import { useNow } from '../session/site.js';
import { ChartTable } from './chart-table.js';

type Due = Schemas['LoanDueDto'];

const standing = ({ amountCents, repaidCents, dueOn }: Due, today: string): string => {
  if (repaidCents === amountCents) return 'remboursée';
  if (dueOn < today) return `en retard de ${euros(amountCents - repaidCents)}`;
  return repaidCents === 0 ? 'à venir' : `reste ${euros(amountCents - repaidCents)}`;
};

/** The schedule of a loan: every due, and what of it came back. */
export function LoanDues({ dues }: { dues: readonly Due[] }): ReactNode {
  const today = parisDay(useNow());
  return <ChartTable summary={`Voir les ${counted(dues.length, 'échéance')}`} caption="Échéancier du prêt" heads={['Échéance', 'Montant', 'État']} rows={dues.map((due) => [calendarDay(due.dueOn), euros(due.amountCents), standing(due, today)])} />;
}
