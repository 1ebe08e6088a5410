import type { ReactNode } from 'react';
import { parisDay } from '#domain/shared/day.js';
import type { Schemas } from '../../client/client.js';
import { ChartTable } from '../../components/chart-table.js';
import { calendarDay, counted, daysBetween } from '../../language/format.js';

/** The same curve for wide and for narrow screens, so that its words keep their size. */
const widths = [
  { name: 'es-c-wide', right: 590 },
  { name: 'es-c-narrow', right: 310 },
] as const;

/** The reviews that came, added up day after day, towards all that were asked for; the latest point is honey. */
export function SentCurve({ progress, now }: { progress: Schemas['ProgressDto']; now: Date }): ReactNode {
  const { assigned, sentByDay } = progress;
  if (assigned === 0) return <p className="es-muted">Aucune évaluation n’est encore demandée.</p>;
  return (
    <>
      {widths.map(({ name, right }) => (
        <Curve key={name} className={name} right={right} progress={progress} now={now} />
      ))}
      <ChartTable
        caption="Évaluations remises, par jour"
        heads={['Jour', 'Remises ce jour', 'En tout']}
        rows={sentByDay.map(({ day, sent }, index) => [calendarDay(day), sent, sentByDay.slice(0, index + 1).reduce((sum, one) => sum + one.sent, 0)])}
      />
    </>
  );
}

function Curve({ progress: { assigned, final, sentByDay }, now, right, className }: { progress: Schemas['ProgressDto']; now: Date; right: number; className: string }): ReactNode {
  const box = { left: 44, right, top: 18, bottom: 190 };
  const first = sentByDay[0];
  const today = parisDay(now);
  const span = Math.max(1, first === undefined ? 1 : daysBetween(`${first.day}T12:00:00Z`, now) + 1);
  const x = (day: string): number => box.left + ((first === undefined ? 0 : daysBetween(`${first.day}T12:00:00Z`, `${day}T12:00:00Z`) + 1) / span) * (box.right - box.left);
  const y = (count: number): number => box.bottom - (count / assigned) * (box.bottom - box.top);
  const cumulated = sentByDay.map(({ day }, index) => ({ day, total: sentByDay.slice(0, index + 1).reduce((sum, { sent }) => sum + sent, 0) }));
  const last = { x: first === undefined ? box.left : Math.min(box.right, x(today)), y: y(final) };
  const line = [`M${box.left} ${box.bottom}`, ...cumulated.map(({ day, total }) => `L${x(day).toFixed(1)} ${y(total).toFixed(1)}`), `L${last.x.toFixed(1)} ${last.y.toFixed(1)}`].join('');
  const ticks = [...new Set([0, Math.round(assigned / 2), assigned])];
  const words = final === 0 ? 'Aucune évaluation remise' : `${counted(final, 'remise')} sur ${assigned}`;
  const atRight = last.x > (box.left + box.right) / 2;
  return (
    <svg className={`es-chart ${className}`} viewBox={`0 0 ${right + 30} 225`} role="img" aria-label={`${words}${final === assigned ? ' : tout est remis' : `, il en reste ${assigned - final}`}. Le tableau suit.`}>
        {ticks.map((tick) => (
          <g key={tick}>
            <path d={`M${box.left} ${y(tick)}H${box.right}`} stroke="var(--es-line)" />
            <text x={box.left - 8} y={y(tick) + 4} textAnchor="end" fontSize="13">
              {tick}
            </text>
          </g>
        ))}
        <path d={line} fill="none" stroke="var(--es-accent)" strokeWidth="2.5" strokeLinejoin="round" />
        {cumulated.map(({ day, total }) => (
          <circle key={day} cx={x(day)} cy={y(total)} r="3.5" fill="var(--es-accent)" />
        ))}
        <circle cx={last.x} cy={last.y} r="6.5" fill="var(--es-miel)" stroke="var(--es-text)" strokeWidth="1.6" />
        <text x={last.x + (atRight ? -12 : 14)} y={last.y - 12} textAnchor={atRight ? 'end' : 'start'} fontSize="14" fontWeight="600" style={{ fill: 'var(--es-text)' }}>
          {words}
        </text>
        <text x={box.left} y={box.bottom + 24} fontSize="13">
          {first === undefined ? '' : calendarDay(first.day).replace(/ \d{4}$/, '')}
        </text>
        <text x={box.right} y={box.bottom + 24} textAnchor="end" fontSize="13">
          {calendarDay(today).replace(/ \d{4}$/, '')}
        </text>
    </svg>
  );
}
