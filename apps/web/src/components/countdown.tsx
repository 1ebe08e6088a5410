import type { ReactNode } from 'react';
import { counted, daysBetween, dayAndTime, day as dayOf, lastMinute, time } from '../language/format.js';
import { useNow } from '../session/site.js';
import { Swarm, type Dot } from './swarm.js';

const minute = 60_000;
const hour = 60 * minute;
const aDay = 24 * hour;

/** What is left, in the two units that matter: days, then hours and minutes, then minutes and seconds. */
export function remaining(now: Date, closesAt: string): string {
  const left = Date.parse(closesAt) - now.getTime();
  if (left >= 2 * aDay) return counted(daysBetween(now, lastMinute(closesAt)), 'jour');
  if (left >= hour) return `${Math.floor(left / hour)} h ${String(Math.floor((left % hour) / minute)).padStart(2, '0')}`;
  const seconds = Math.max(0, Math.ceil(left / 1000));
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')}`;
}

/** How long one may still apply, by the server's clock and in Paris time, with one point per day of the phase. */
export function Countdown({ opensAt, closesAt, children }: { opensAt: string; closesAt: string; children?: ReactNode }): ReactNode {
  const isNear = Date.parse(closesAt) - useNow(minute / 2).getTime() < hour;
  const now = useNow(isNear ? 1_000 : minute / 2);
  const days = daysBetween(opensAt, lastMinute(closesAt)) + 1;
  const past = Math.min(days, Math.max(0, daysBetween(opensAt, now)));
  const dots = Array.from({ length: days }, (_, index): Dot => (index < past ? 'line' : index === past ? 'now' : 'accent'));
  return (
    <aside className="es-count" aria-label="Clôture du dépôt">
      <p className="es-figure" role="timer">
        {remaining(now, closesAt)}
      </p>
      <p className="es-clock">
        pour déposer, jusqu’au <b>{dayAndTime(lastMinute(closesAt))}</b>, heure de Paris. Il est {time(now)}.
      </p>
      {days > 300 ? null : <Swarm items={dots} rows={4} radius={5} label={`${counted(days, 'jour')} de dépôt : ${past} passés, aujourd’hui, ${Math.max(0, days - past - 1)} restants`} />}
      <p className="es-xs es-muted">
        Un point par jour, du {dayOf(opensAt)} au {dayOf(lastMinute(closesAt))}. {children}
      </p>
    </aside>
  );
}
