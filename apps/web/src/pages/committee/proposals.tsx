import { useSuspenseQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { useMemo, useState, type ReactNode } from 'react';
import { parisDay } from '#domain/shared/day.js';
import { api, ask } from '../../client/client.js';
import { BulkPanel } from '../../commands/bulk-panel.js';
import { useBulk } from '../../commands/use-bulk.js';
import { EmptyState } from '../../components/empty-state.js';
import { Field, TextArea } from '../../components/field.js';
import { Message } from '../../components/message.js';
import { forget, keep, readKept } from '../../drafts/storage.js';
import { calendarDay, counted, list, wholeEuros } from '../../language/format.js';
import { decisionKinds } from '../../language/words.js';
import { useNow, useSession } from '../../session/site.js';
import { PageHead } from '../../shell/page.js';
import { boardOf, frozenOrders } from './board.js';
import { planOf, type Kind, type Plan } from './plan.js';
import { ProposalLines } from './proposal-lines.js';
import { callQuery, decisionsOfCallQuery, rankingQuery } from './queries.js';

/** What the committee proposes on each dossier of a frozen ranking: one, or all that is left, each with its own answer. */
export function ProposalsPage(): ReactNode {
  const { id } = useParams({ from: '/comite/classements/$id/propositions' });
  const { dossier, enveloppe } = useSearch({ from: '/comite/classements/$id/propositions' });
  const call = useSuspenseQuery(callQuery(id)).data;
  const ranking = useSuspenseQuery(rankingQuery(id, enveloppe)).data;
  const decisions = useSuspenseQuery(decisionsOfCallQuery(id)).data;
  const [places, setPlaces] = useState(5);
  const now = useNow();
  const [day, setDay] = useState(() => parisDay(now));
  const userId = useSession()?.userId ?? '';
  const kept = `motif-des-rejets/${id}`;
  const [motivation, setMotivation] = useState(() => readKept<string>(userId, kept)?.value ?? '');
  const [kinds, setKinds] = useState<Readonly<Record<string, Kind>>>({});
  const [amounts, setAmounts] = useState<Readonly<Record<string, number>>>({});
  const [motives, setMotives] = useState<Readonly<Record<string, string>>>({});
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [under, setUnder] = useState<readonly Plan[]>();

  const board = useMemo(() => boardOf(ranking, decisions, { orders: frozenOrders(ranking), amounts, awardCents: undefined }), [ranking, decisions, amounts]);
  const plans = useMemo(() => planOf(board.lines, { places, kinds, motives, motivation, only: dossier }), [board, places, kinds, motives, motivation, dossier]);
  const bulk = useBulk<Plan>({
    idOf: (plan) => plan.id,
    act: ({ id: applicationId, kind, amountCents, reserveRank, motivation: why }) => ask(api.POST('/api/decisions', { body: { applicationId, kind, amountCents, reserveRank, motivation: why, releaseOn: day } })),
    done: (plan) => `Fait : ${sentence(plan, day)} Le signataire la confirme ensuite.`,
    refreshes: [['decisions'], ['ranking', id]],
  });
  const chosen = plans.filter((plan) => !left.has(plan.id));
  const todo = (under ?? []).filter((plan) => bulk.outcomes.get(plan.id)?.state !== 'done');
  const wants = chosen.some((plan) => plan.kind === 'refusal' && plan.motivation.trim() === '');
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(day);

  const trail = [
    { label: 'À faire', to: '/comite' },
    { label: 'Classements', to: '/comite/classements' },
    { label: 'Classement', to: '/comite/classements/$id', params: { id }, search: { enveloppe } },
  ] as const;
  if (ranking.frozen === null) {
    return (
      <>
        <PageHead title="Propositions de décision" trail={trail} lead="Le classement n’est pas figé." />
        <div className="es-page es-end">
          <EmptyState dots="first" level={2} title="Figez d’abord le classement" text="Une décision du comité s’appuie sur un classement figé.">
            <Link className="fr-btn" to="/comite/classements/$id" params={{ id }} search={{ enveloppe }}>
              Ouvrir le classement
            </Link>
          </EmptyState>
        </div>
      </>
    );
  }
  return (
    <>
      <PageHead
        title="Propositions de décision"
        trail={trail}
        lead={plans.length === 0 ? 'Chaque dossier classé a sa décision ou sa proposition.' : `${call.title} : ${counted(plans.length, 'dossier attend', 'dossiers attendent')} une proposition. Rien ne part avant la signature.`}
      />
      <div className="es-page es-end es-stack--lg">
        {under === undefined ? null : (
          <BulkPanel
            title={bulk.outcomes.size === 0 ? 'Ce qui va se passer' : 'Ce qui s’est passé'}
            total={totals(under, board.remainingCents)}
            button={todo.length === under.length ? `Proposer ${counted(todo.length, 'décision')}` : `Reprendre ${counted(todo.length, 'ligne')}`}
            lines={under.map((plan) => ({ id: plan.id, name: `${plan.rank === null ? '' : `${plan.rank}. `}${plan.poleName}`, will: sentence(plan, day) }))}
            bulk={bulk}
            toRun={todo}
            onClose={() => {
              if (todo.length === 0) forget(userId, kept);
              setUnder(undefined);
            }}
          />
        )}
        {under !== undefined || plans.length === 0 ? null : (
          <>
            <section className="es-panel es-stack" aria-labelledby="communs">
              <h2 id="communs">Ce que toutes les propositions ont en commun</h2>
              <div className="es-fieldgrid">
                <Field label="À notifier à partir du" type="date" value={day} onChange={({ target }) => setDay(target.value)} error={isDay ? undefined : 'Choisissez un jour.'} />
                {dossier === undefined ? <Field label="Places en liste complémentaire" type="number" min={0} max={1000} value={places} onChange={({ target }) => setPlaces(Math.max(0, Math.min(1000, Math.trunc(Number(target.value) || 0))))} /> : null}
              </div>
              <TextArea label="Motif des rejets" hint="La lettre le cite tel quel. Un dossier peut avoir le sien, dans la liste." rows={3} value={motivation} onChange={({ target }) => {
                  setMotivation(target.value);
                  keep(userId, kept, { value: target.value, version: 0, at: new Date().toISOString() });
                }}
              />
            </section>
            <ProposalLines plans={plans} left={left} onLeave={(plan, out) => setLeft((before) => new Set(out ? [...before, plan.id] : [...before].filter((one) => one !== plan.id)))} onKind={(plan, kind) => setKinds((before) => ({ ...before, [plan.id]: kind }))} onAmount={(plan, cents) => setAmounts((before) => ({ ...before, [plan.id]: cents }))} onMotive={(plan, text) => setMotives((before) => ({ ...before, [plan.id]: text }))} />
            {wants ? <Message tone="warn">Un rejet dit pourquoi. Écrivez le motif des rejets, ou celui de chaque dossier.</Message> : null}
            <div className="es-row">
              <button type="button" className="fr-btn" disabled={chosen.length === 0 || wants || !isDay} onClick={() => setUnder(chosen)}>
                Relire {counted(chosen.length, 'proposition')}
              </button>
              <span className="es-sm es-muted">{totals(chosen, board.remainingCents)}</span>
            </div>
          </>
        )}
        {plans.length === 0 && under === undefined ? (
          <EmptyState dots="done" level={2} title="Rien à proposer" text="La suite revient au signataire : il confirme, puis notifie.">
            <Link className="fr-btn fr-btn--secondary" to="/comite/decisions">
              Voir les décisions
            </Link>
          </EmptyState>
        ) : null}
      </div>
    </>
  );
}


function sentence({ kind, amountCents, reserveRank }: Plan, day: string): string {
  const from = `à notifier à partir du ${calendarDay(day)}.`;
  if (kind === 'award') return amountCents === 0 ? `Attribution sans versement, ${from}` : `Attribution de ${wholeEuros(amountCents ?? 0)}, ${from}`;
  if (kind === 'reserve') return `Liste complémentaire, rang ${reserveRank}, ${from}`;
  return `Rejet, ${from}`;
}

function totals(plans: readonly Plan[], remainingCents: number): string {
  const of = (kind: Kind): Plan[] => plans.filter((plan) => plan.kind === kind);
  const awards = of('award');
  const parts = [
    ...(awards.length > 0 ? [`${counted(awards.length, 'attribution')} pour ${wholeEuros(awards.reduce((sum, { amountCents }) => sum + (amountCents ?? 0), 0))}`] : []),
    ...(of('reserve').length > 0 ? [`${counted(of('reserve').length, 'place')} en ${decisionKinds.reserve.word.toLowerCase()}`] : []),
    ...(of('refusal').length > 0 ? [counted(of('refusal').length, 'rejet')] : []),
  ];
  return parts.length === 0 ? 'Rien n’est choisi.' : `${list(parts)}. L’enveloppe garde ${wholeEuros(remainingCents)} après les attributions qu’elle couvre.`;
}
