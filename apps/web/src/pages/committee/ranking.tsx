import { useSuspenseQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { useMemo, useState, type ReactNode } from 'react';
import { api, ask } from '../../client/client.js';
import { CommandButton, CommandOutcome } from '../../commands/command.js';
import { useCommand } from '../../commands/use-command.js';
import { EmptyState } from '../../components/empty-state.js';
import { Message } from '../../components/message.js';
import { counted, day, list, wholeEuros } from '../../language/format.js';
import { TakeAway } from '../../lists/take-away.js';
import { PageHead } from '../../shell/page.js';
import { boardOf, frozenOrders, placed, type Board, type Line, type Moves } from './board.js';
import { callQuery, decisionsOfCallQuery, rankingQuery, type Ranking } from './queries.js';
import { RankingAside } from './ranking-aside.js';
import { RankingTable } from './ranking-table.js';

/** The ranking of a call, or of those of its dossiers that compete for one envelope: marks and their spread, the line of the envelope, the ties to settle, then frozen. */
export function RankingPage(): ReactNode {
  const { enveloppe } = useSearch({ from: '/comite/classements/$id' });
  return <OneRanking key={enveloppe} enveloppe={enveloppe} />;
}

function OneRanking({ enveloppe }: { enveloppe: string | undefined }): ReactNode {
  const { id } = useParams({ from: '/comite/classements/$id' });
  const call = useSuspenseQuery(callQuery(id)).data;
  const ranking = useSuspenseQuery(rankingQuery(id, enveloppe)).data;
  const decisions = useSuspenseQuery(decisionsOfCallQuery(id)).data;
  const [moves, setMoves] = useState<Moves>(() => ({ orders: frozenOrders(ranking), amounts: {}, awardCents: undefined }));
  const [said, setSaid] = useState('');
  const board = useMemo(() => boardOf(ranking, decisions, moves), [ranking, decisions, moves]);
  const open = ranking.ties.filter((_, index) => moves.orders[index] === undefined);
  const freeze = useCommand({
    act: () => ask(api.POST('/api/calls/{id}/rankings', { params: { path: { id } }, body: { envelopeId: ranking.envelopeId, order: ranking.ties.flatMap((_, index) => moves.orders[index] ?? []) } })),
    done: ({ ordinal }) => `Le classement est figé${ordinal === 1 ? '' : ` pour la ${ordinal}ᵉ fois`} : ${counted(ranking.rows.length, 'dossier')}, ${counted(ranking.ties.length, 'égalité départagée', 'égalités départagées')} par le comité.`,
    refreshes: [['ranking', id]],
  });

  /** Moves, then says where `id` is now: « Rang 19, financé, reste 204 605 € ». */
  const change = (next: Moves, about?: string): void => {
    setMoves(next);
    setSaid(spoken(boardOf(ranking, decisions, next), about));
  };
  const place = ({ tie, id: dossier }: Line, position: number): void => {
    if (tie === undefined) return;
    const order = board.lines.filter((line) => line.tie?.index === tie.index).map((line) => line.id);
    change({ ...moves, orders: { ...moves.orders, [tie.index]: placed(order, dossier, position) } }, dossier);
  };

  return (
    <>
      <PageHead
        title="Classement"
        trail={[
          { label: 'À faire', to: '/comite' },
          { label: 'Classements', to: '/comite/classements' },
        ]}
        lead={leadOf(ranking, board, open.length, call.title)}
        actions={
          ranking.rows.length > 0 ? (
            <>
              <TakeAway address={`/api/calls/${id}/ranking/export`} query={{ envelopeId: ranking.envelopeId }} what="Les évaluations, dossier par dossier" />
              {!ranking.canFreeze ? null : ranking.complete ? <FreezeButton frozen={ranking.frozen !== null} ties={open.length} command={freeze} /> : null}
              {!ranking.canFreeze || ranking.frozen === null || board.lines.every(({ decision }) => decision !== undefined) ? null : (
                <Link className="fr-btn" to="/comite/classements/$id/propositions" params={{ id }} search={{ enveloppe }}>
                  Proposer les décisions
                </Link>
              )}
            </>
          ) : undefined
        }
      />
      <div className="es-page es-end">
        <Envelopes ranking={ranking} />
        <CommandOutcome command={freeze} />
        <p role="status" className="es-said">
          {said}
        </p>
        {ranking.rows.length === 0 ? (
          <EmptyState dots="first" level={2} title="Aucun dossier n’est classé" text="Un dossier entre au classement dès que toutes ses évaluations sont rendues." />
        ) : (
          <div className="es-board">
            <section className="es-panel es-panel--flush" aria-label="Dossiers classés">
              <RankingTable board={board} ranking={ranking} mayMove={ranking.canFreeze} onPlace={place} onAmount={(dossier, cents) => change({ ...moves, amounts: { ...moves.amounts, [dossier]: cents } }, dossier)} />
            </section>
            <RankingAside
              board={board}
              ranking={ranking}
              open={open}
              moves={moves}
              onAward={(awardCents) => change({ ...moves, awardCents, amounts: {} })}
              onKeep={(tie) => change({ ...moves, orders: { ...moves.orders, [ranking.ties.indexOf(tie)]: board.lines.filter(({ id: dossier }) => tie.includes(dossier)).map(({ id: dossier }) => dossier) } }, tie[0])}
            />
          </div>
        )}
        {ranking.unranked.length === 0 ? null : <Waiting unranked={ranking.unranked} />}
      </div>
    </>
  );
}

/** Each envelope that pays tracks of the call has a ranking of its own: the dossiers that compete for it. */
function Envelopes({ ranking: { callId, envelopeId, envelopes } }: { ranking: Ranking }): ReactNode {
  if (envelopes.length < 2) return null;
  return (
    <nav className="es-row es-gap-b" aria-label="Classements de cet appel">
      {envelopes.map(({ id, title, tracks }) => (
        <Link key={id} className="es-chip" to="/comite/classements/$id" params={{ id: callId }} search={{ enveloppe: id }} aria-current={id === envelopeId ? 'page' : undefined}>
          {tracks.length === 0 ? title : list(tracks)}
        </Link>
      ))}
    </nav>
  );
}

function FreezeButton({ frozen, ties, command }: { frozen: boolean; ties: number; command: Parameters<typeof CommandButton<void>>[0]['command'] }): ReactNode {
  if (ties > 0) return <span className="es-sm es-muted">{counted(ties, 'égalité à départager', 'égalités à départager')} avant de figer</span>;
  return (
    <CommandButton command={command} input={undefined} kind={frozen ? 'secondary' : 'primary'}>
      {frozen ? 'Figer de nouveau' : 'Figer le classement'}
    </CommandButton>
  );
}

const Waiting = ({ unranked }: { unranked: Ranking['unranked'] }): ReactNode => (
  <Message tone="warn" more={list(unranked.slice(0, 12).map(({ poleName }) => poleName)) + (unranked.length > 12 ? '…' : '')}>
    {counted(unranked.length, 'dossier attend', 'dossiers attendent')} encore des évaluations et n’a pas de rang. Le classement se fige quand elles sont toutes rendues.
  </Message>
);

function leadOf({ complete, frozen, unranked }: Ranking, { cut, lines, remainingCents }: Board, ties: number, title: string): string {
  const where = cut < 0 ? 'L’enveloppe suffit à tous les dossiers classés.' : cut === 0 ? 'L’enveloppe ne suffit à aucune aide de plus.' : remainingCents === 0 ? `Le rang ${lines[cut - 1]!.rank ?? cut} épuise l’enveloppe.` : `L’enveloppe s’arrête après le rang ${lines[cut - 1]!.rank ?? cut}.`;
  if (frozen !== null) return `${title}. Classement figé le ${day(frozen.frozenAt)}. ${where}`;
  if (!complete) return `${title}. ${counted(unranked.length, 'dossier attend', 'dossiers attendent')} encore des évaluations.`;
  return `${title}. ${ties > 0 ? `${counted(ties, 'égalité reste', 'égalités restent')} à départager.` : 'Toutes les évaluations sont rendues.'} ${where}`;
}

function spoken({ lines, cut, remainingCents }: Board, about: string | undefined): string {
  const line = about === undefined ? lines[cut < 0 ? lines.length - 1 : Math.max(0, cut - 1)] : lines.find(({ id }) => id === about);
  if (line === undefined) return '';
  return `${line.poleName} : ${line.rank === null ? 'sans rang' : `rang ${line.rank}`}, ${line.withinEnvelope ? 'financé' : 'non financé'}, reste ${wholeEuros(remainingCents)}.`;
}
