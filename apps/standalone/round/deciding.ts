import pg from 'pg';
import type { Dossier } from './applying.js';
import { each, refused, setClock, until, type Client } from './client.js';
import { awardCents, awards, expectedRanking, reserves } from './expected.js';
import type { RoundInputs } from './inputs.js';
import type { Staff } from './people.js';

export interface Decided {
  dossier: Dossier;
  decisionId: string;
  kind: 'award' | 'reserve' | 'refusal' | 'ineligible';
}

interface RankingView {
  complete: boolean;
  rows: { applicationId: string; rank: number | null }[];
  ties: string[][];
}

const releaseOn = '2023-10-17';

/** The ranking that the platform computes is the one that the marks give; the committee orders the ties and it is frozen. */
async function freezeRanking({ secretary, chair }: Staff, callId: string, dossiers: readonly Dossier[], inputs: RoundInputs): Promise<Dossier[]> {
  const expected = expectedRanking(inputs);
  const byPole = new Map(dossiers.map((dossier) => [dossier.input.index, dossier]));
  const idOf = (pole: number): string => byPole.get(pole)!.id;
  const ranking = await chair.get<RankingView>(`/api/calls/${callId}/ranking`);
  const ties = ranking.ties.map((tie) => [...tie].sort().join()).sort();
  const expectedTies = expected.ties.map((tie) => tie.map(idOf).sort().join()).sort();
  if (!ranking.complete || ties.join(';') !== expectedTies.join(';')) throw new Error(`the ranking has other ties than the marks give: ${ties.length} instead of ${expectedTies.length}`);
  if (expected.ties.length > 0) await refused(secretary.post(`/api/calls/${callId}/rankings`, { order: [] }), 422, 'ranking.ties-unresolved');
  await secretary.post(`/api/calls/${callId}/rankings`, { order: expected.ties.flat().map(idOf) });
  const untied = ranking.rows.filter(({ applicationId }) => !ranking.ties.flat().includes(applicationId));
  for (const { applicationId, rank } of untied) {
    const row = expected.rows.find(({ pole }) => idOf(pole) === applicationId);
    if (row?.rank !== rank) throw new Error(`dossier ${applicationId} has rank ${rank}, the marks give ${row?.rank}`);
  }
  return expected.rows.map(({ pole }) => byPole.get(pole)!);
}

/** The sixteenth award is refused by the rule over HTTP, and by the database to the role that runs. */
async function refuseSixteenth({ chair, signatory }: Staff, sixteenth: Dossier, databaseUrl: string | undefined, envelopeId: string): Promise<void> {
  const { id } = await chair.post<{ id: string }>('/api/decisions', { applicationId: sixteenth.id, kind: 'award', amountCents: awardCents, releaseOn });
  await refused(signatory.post(`/api/decisions/${id}/confirm`), 422, 'envelope.exhausted');
  if (databaseUrl === undefined) return;
  const client = new pg.Client({ connectionString: databaseUrl, options: '-c search_path=essaim,public' });
  await client.connect();
  try {
    await client.query('begin');
    await client.query(
      `insert into ledger_accounts (envelope_id, year, nature, bucket, award_id) values ($1, 2023, 'ae', 'committed', $2) on conflict do nothing`,
      [envelopeId, id],
    );
    const refusal = await client
      .query(
        `insert into ledger_transfers (kind, from_account, to_account, amount_cents, event_id, person_id, award_id)
         select 'commit', f.id, t.id, $3, (select id from events limit 1), $4, $2
         from ledger_accounts f, ledger_accounts t
         where f.envelope_id = $1 and f.year = 2023 and f.nature = 'ae' and f.bucket = 'available'
           and t.envelope_id = $1 and t.year = 2023 and t.nature = 'ae' and t.bucket = 'committed' and t.award_id = $2`,
        [envelopeId, id, awardCents, signatory.userId],
      )
      .then(() => undefined, (error: { code?: string; constraint?: string }) => error);
    if (refusal?.code !== '23514' || refusal.constraint !== 'ledger_accounts_balance_not_negative') {
      throw new Error(`the database let a sixteenth award through in SQL, or refused it otherwise: ${refusal?.code ?? 'accepted'} ${refusal?.constraint ?? ''}`);
    }
  } finally {
    await client.query('rollback').catch(() => undefined);
    await client.end();
  }
}

const propose = async (by: Client, dossier: Dossier, kind: Decided['kind'], more: object = {}): Promise<Decided> => {
  const { id } = await by.post<{ id: string }>('/api/decisions', { applicationId: dossier.id, kind, releaseOn, ...more });
  return { dossier, decisionId: id, kind };
};

export interface DecidingOptions {
  databaseUrl: string | undefined;
  envelopeId: string;
  callId: string;
}

/** The committee proposes, a signatory confirms and releases on 17 October 2023: fifteen awards, five in reserve, the rest refused, nine ineligible. */
export async function decide(url: string, staff: Staff, dossiers: readonly Dossier[], inputs: RoundInputs, { databaseUrl, envelopeId, callId }: DecidingOptions): Promise<Decided[]> {
  await setClock(url, '2023-10-10T14:00:00+02:00');
  const ranked = await freezeRanking(staff, callId, dossiers, inputs);
  const winners = await each(ranked.slice(0, awards), (dossier) => propose(staff.chair, dossier, 'award', { amountCents: awardCents }));
  await setClock(url, '2023-10-17T09:00:00+02:00');
  await each(winners, ({ decisionId }) => staff.signatory.post(`/api/decisions/${decisionId}/confirm`));
  await refuseSixteenth(staff, ranked[awards]!, databaseUrl, envelopeId);
  const motivation = 'Le rang du projet dans le classement du comité ne permet pas de le retenir dans la limite de l’enveloppe.';
  const others = [
    ...(await each(ranked.slice(awards, awards + reserves), (dossier, index) => propose(staff.secretary, dossier, 'reserve', { reserveRank: index + 1 }))),
    ...(await each(ranked.slice(awards + reserves), (dossier) => propose(staff.secretary, dossier, 'refusal', { motivation }))),
    ...(await each(dossiers.filter(({ input }) => input.fate === 'ineligible'), (dossier) => propose(staff.officer, dossier, 'ineligible'))),
  ];
  await each(others, ({ decisionId }) => staff.signatory.post(`/api/decisions/${decisionId}/confirm`));
  const decided = [...winners, ...others];
  await until('every letter is made', async () => (await staff.signatory.all<{ hasLetter: boolean; supersededAt: string | null }>(`/api/decisions?callId=${callId}`)).every((one) => one.supersededAt !== null || one.hasLetter));
  await refused(winners[0]!.dossier.applicant.get(`/api/decisions/${winners[0]!.decisionId}`), 404, 'decision.not-found');
  await each(decided, ({ decisionId }) => staff.signatory.post(`/api/decisions/${decisionId}/release`));
  return decided;
}
