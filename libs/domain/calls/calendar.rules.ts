/** What a calendar file tells of a call. */
export interface CalendarCall {
  readonly id: string;
  readonly code: string;
  readonly title: string;
  /** Grows with each addendum: calendars replace what they hold. */
  readonly addenda: number;
  readonly publishedAt: Date;
  readonly phases: readonly { readonly id: string; readonly title: string; readonly opensAt: Date; readonly closesAt: Date }[];
}

const hourMs = 3_600_000;
const stamp = (instant: Date): string => instant.toISOString().replace(/[-:]|\.\d+/g, '');
const escape = (text: string): string => text.replace(/[\\;,]/g, '\\$&').replace(/\r?\n/g, '\\n');

/** RFC 5545, 3.1: no line longer than 75 octets; what goes on begins with a space. Never cuts inside a character. */
function folded(line: string): string {
  const parts: string[] = [];
  let part = '';
  let octets = 0;
  for (const sign of line) {
    const point = sign.codePointAt(0)!;
    const size = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    if (octets + size > 75) {
      parts.push(part);
      part = ' ';
      octets = 1;
    }
    part += sign;
    octets += size;
  }
  return [...parts, part].join('\r\n');
}

/** The openings and closings of a call as iCalendar (RFC 5545); a closing is the hour before its exclusive bound, with a reminder two days before. */
export function calendarOf(call: CalendarCall, url: string): string {
  const event = (key: string, from: Date, to: Date, summary: string, reminder: boolean): string[] => [
    'BEGIN:VEVENT',
    `UID:${key}@essaim`,
    `DTSTAMP:${stamp(call.publishedAt)}`,
    `SEQUENCE:${call.addenda}`,
    `DTSTART:${stamp(from)}`,
    `DTEND:${stamp(to)}`,
    `SUMMARY:${escape(summary)}`,
    `URL:${url}`,
    ...(reminder ? ['BEGIN:VALARM', 'ACTION:DISPLAY', `DESCRIPTION:${escape(summary)}`, 'TRIGGER:-P2D', 'END:VALARM'] : []),
    'END:VEVENT',
  ];
  const lines = call.phases.flatMap(({ id, title, opensAt, closesAt }) => [
    ...event(`${id}-ouverture`, opensAt, new Date(opensAt.getTime() + hourMs), `Ouverture du dépôt : ${call.title}, ${title}`, false),
    ...event(`${id}-cloture`, new Date(closesAt.getTime() - hourMs), closesAt, `Clôture du dépôt : ${call.title}, ${title}`, true),
  ]);
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Essaim//FR', 'CALSCALE:GREGORIAN', 'METHOD:PUBLISH', ...lines, 'END:VCALENDAR'].map(folded).join('\r\n').concat('\r\n');
}
