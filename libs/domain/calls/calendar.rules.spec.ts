import { calendarOf } from './calendar.rules.js';

const call = {
  id: 'c',
  code: 'PTCE-2023',
  title: 'AMI « pôles territoriaux », phase 2 ; une seule clôture pour les dix-huit régions',
  addenda: 1,
  publishedAt: new Date('2023-05-01T08:00:00Z'),
  phases: [{ id: 'p', title: 'Dépôt', opensAt: new Date('2023-05-31T22:00:00Z'), closesAt: new Date('2023-07-31T22:00:00Z') }],
};
const text = calendarOf(call, 'http://localhost/appels/c');

it('holds the opening and the closing, whose bound is exclusive, escaped', () => {
  const lines = text.replaceAll('\r\n ', '').split('\r\n');
  expect(lines.filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(2);
  expect(lines).toContain('DTSTART:20230531T220000Z');
  expect(lines).toContain('DTEND:20230731T220000Z');
  expect(lines).toContain('SUMMARY:Clôture du dépôt : AMI « pôles territoriaux »\\, phase 2 \\; une seule clôture pour les dix-huit régions\\, Dépôt');
  expect(lines.filter((line) => line === 'SEQUENCE:1')).toHaveLength(2);
});

it('has no line of more than 75 octets, and no cut character', () => {
  const octets = text.split('\r\n').map((line) => new TextEncoder().encode(line).length);
  expect(Math.max(...octets)).toBeLessThanOrEqual(75);
  expect(Math.max(...octets)).toBeGreaterThan(70);
  expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
});
