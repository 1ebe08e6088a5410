import { Link } from '@tanstack/react-router';
import { Fragment, useState, type ReactNode } from 'react';
import { AmountField } from '../../components/amount-field.js';
import { Select } from '../../components/field.js';
import { Spread, wideSpread } from '../../components/spread.js';
import { StateBadge } from '../../components/state-badge.js';
import { counted, mark, number, wholeEuros } from '../../language/format.js';
import { decisionStates, regionName } from '../../language/words.js';
import { Disclosure } from '../../shell/disclosure.js';
import { Icon } from '../../shell/icons.js';
import type { Board, Line } from './board.js';
import type { Ranking } from './queries.js';

/** How many dossiers are drawn at first, and again with each « Afficher ». */
const step = 60;

interface Props {
  board: Board;
  ranking: Ranking;
  mayMove: boolean;
  onPlace: (line: Line, position: number) => void;
  onAmount: (id: string, cents: number) => void;
}

/** The board, best first, with the line of the envelope in honey and the end of the reserve list in grey. */
export function RankingTable({ board, ranking, mayMove, onPlace, onAmount }: Props): ReactNode {
  const { lines, cut, funded, remainingCents } = board;
  const [shown, setShown] = useState(step);
  const drawn = lines.slice(0, Math.max(shown, cut + 10));
  const lastReserve = lines.findLastIndex(({ decision, state }) => decision?.kind === 'reserve' || state === 'reserve');
  const from = Math.floor(Math.min(...lines.flatMap(({ scores }) => scores)) / 1_000) * 1_000;
  const [best] = lines;
  return (
    <>
      <table className="es-table es-table--inset es-table--stack es-ranking">
        <caption className="es-vh">Dossiers classés, du meilleur au moins bien noté</caption>
        <thead>
          <tr>
            <th scope="col">Rang</th>
            <th scope="col">Dossier</th>
            <th scope="col">{best?.reviewCount === 3 ? 'Trois notes' : 'Notes'}, de {from / 100} à 100</th>
            <th scope="col">Écart</th>
            <th scope="col" className="n">Moyenne</th>
            <th scope="col" className="n">Cumul</th>
            <th scope="col">
              <span className="es-vh">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {drawn.map((line, index) => (
            <Fragment key={line.id}>
              {index === cut ? (
                <Cut start={`Fin de l’enveloppe : ${counted(funded.length, 'aide')}, ${wholeEuros(board.envelopeCents - remainingCents)}`} end={`reste ${wholeEuros(remainingCents)} pour une aide suivante à ${wholeEuros(line.amountCents)}`} />
              ) : null}
              <Row line={line} from={from} below={cut >= 0 && index >= cut && index > lastReserve} ranking={ranking} mayMove={mayMove} onPlace={onPlace} onAmount={onAmount} />
              {index === lastReserve ? <Cut soft start={`Fin de la liste complémentaire : ${counted(lines.filter(({ decision, state }) => decision?.kind === 'reserve' || state === 'reserve').length, 'dossier')}`} end="les suivants ne sont pas retenus" /> : null}
            </Fragment>
          ))}
        </tbody>
      </table>
      <div className="es-panel__bar">
        <span className="es-sm es-muted">
          {counted(drawn.length, 'dossier')} sur {number(lines.length)}.
        </span>
        {drawn.length === lines.length ? null : (
          <button type="button" className="fr-btn fr-btn--tertiary-no-outline fr-btn--sm" onClick={() => setShown(drawn.length + step)}>
            Afficher les {Math.min(step, lines.length - drawn.length)} suivants
          </button>
        )}
      </div>
    </>
  );
}

const Cut = ({ start, end, soft = false }: { start: string; end: string; soft?: boolean }): ReactNode => (
  <tr className={`es-cut ${soft ? 'es-cut--soft' : ''}`}>
    <th scope="rowgroup" colSpan={7}>
      <div>
        <span>{start}</span>
        <span>{end}</span>
      </div>
    </th>
  </tr>
);

function Row({ line, from, below, ranking, mayMove, onPlace, onAmount }: Omit<Props, 'board'> & { line: Line; from: number; below: boolean }): ReactNode {
  const wide = line.spread >= wideSpread;
  const points = Math.round(line.spread / 100);
  return (
    <tr className={below ? 'below' : undefined} id={`dossier-${line.id}`} data-rank={line.rank ?? ''}>
      <td className="es-rank">{line.rank ?? '–'}</td>
      <th scope="row">
        {line.poleName}
        <span className="sub">
          {regionName(line.regionCode)}
          {line.trackTitle === null ? '' : `, ${line.trackTitle}`}
          {line.tie !== undefined && !line.tie.settled ? `, ex æquo à ${line.tie.size}` : ''}
          {line.belowThreshold.length > 0 ? ', sous un seuil éliminatoire' : ''}
        </span>
      </th>
      <td data-l="Notes">
        <Spread marks={line.scores} mean={line.mean.rounded} from={from} />
      </td>
      <td className={wide ? 'es-wide-gap' : 'es-hide-s'}>{wide ? <StateBadge of={{ word: counted(points, 'point'), shape: 'triangle', tint: 'warn' }} /> : points}</td>
      <td className="n" data-l="Moyenne">
        <b>{mark(line.mean.rounded)}</b>
      </td>
      <td className="n" data-l="Cumul">
        {line.withinEnvelope && line.totalCents !== null ? wholeEuros(line.totalCents) : standing(line)}
        {line.decision === undefined || line.decision.state === 'released' ? null : <span className="sub">{decisionStates[line.decision.state].word.toLowerCase()}</span>}
      </td>
      <td className="mv">{mayMove ? <MovesOf line={line} ranking={ranking} onPlace={onPlace} onAmount={onAmount} /> : null}</td>
    </tr>
  );
}

function standing({ decision, state, rank }: Line): string {
  if (decision?.kind === 'reserve' || state === 'reserve') return 'réserve';
  if (decision?.kind === 'refusal' || state === 'refused') return 'non retenu';
  return rank === null ? 'éliminé' : 'au-delà';
}

/** Up, down, and a panel with « placer au rang », the amount, and the decision: buttons, so that the keyboard does all. */
function MovesOf({ line, ranking, onPlace, onAmount }: Omit<Props, 'board' | 'mayMove'> & { line: Line }): ReactNode {
  const { tie, poleName, id, decision } = line;
  const ranged = line.minCents < line.maxCents && line.state !== 'awarded' && line.rank !== null;
  const mayPropose = ranking.frozen !== null && (decision === undefined || decision.state === 'proposed' || (decision.kind === 'reserve' && decision.state === 'released'));
  if (tie === undefined && !ranged && !mayPropose) return null;
  return (
    <span className="es-moves">
      {tie === undefined ? null : (
        <>
          <button type="button" className="fr-btn fr-btn--tertiary-no-outline fr-btn--icon" aria-label={`Monter ${poleName}`} disabled={tie.position === 0} onClick={() => onPlace(line, tie.position - 1)}>
            <Icon name="up" />
          </button>
          <button type="button" className="fr-btn fr-btn--tertiary-no-outline fr-btn--icon" aria-label={`Descendre ${poleName}`} disabled={tie.position === tie.size - 1} onClick={() => onPlace(line, tie.position + 1)}>
            <Icon name="down" />
          </button>
        </>
      )}
      <Disclosure className="fr-btn fr-btn--tertiary-no-outline fr-btn--icon" name={`Autres actions : ${poleName}`} label={<Icon name="more" />}>
        {tie === undefined ? null : (
          <Select label="Placer au rang" value={tie.first + tie.position} onChange={({ target }) => onPlace(line, Number(target.value) - tie.first)}>
            {Array.from({ length: tie.size }, (_, position) => (
              <option key={position} value={tie.first + position}>
                {tie.first + position}
              </option>
            ))}
          </Select>
        )}
        {ranged ? <AmountField label="Aide de ce dossier" hint={`De ${wholeEuros(line.minCents)} à ${wholeEuros(line.maxCents)}.`} cents={line.amountCents} min={line.minCents} max={line.maxCents} onCents={(cents) => onAmount(id, cents)} /> : null}
        {mayPropose ? (
          <Link className="fr-btn fr-btn--secondary fr-btn--sm" to="/comite/classements/$id/propositions" params={{ id: ranking.callId }} search={{ dossier: id, enveloppe: ranking.envelopeId }}>
            Proposer une décision
          </Link>
        ) : null}
      </Disclosure>
    </span>
  );
}
