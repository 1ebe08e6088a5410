import { createHash } from 'node:crypto';
import { expectedStates } from './expected.js';
import { templateOf, type CountedMail } from './mails.js';
import type { Played } from './play.js';

export type Sql = <T>(text: string, params?: unknown[]) => Promise<T[]>;

interface Row {
  id: string;
  state: string;
  number: string | null;
  silenceOn: string | null;
  sections: number;
  submissions: number;
  content: string | null;
  sha256: string | null;
  refusedLate: number;
  silencePassed: number;
}

const dayFormat = new Intl.DateTimeFormat('fr-FR', { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' });

/** Each dossier, one by one: where it stands, what was sealed, what its pole was told. Names what is not as it must be. */
export async function dossierProblems(sql: Sql, { dossiers, inputs, callId }: Played, mails: readonly CountedMail[]): Promise<string[]> {
  const rows = await sql<Row>(
    `select a.id, a.state, a.number, a.silence_on::text as "silenceOn", s.content, encode(s.content_sha256, 'hex') as sha256,
       (select count(*)::int from application_sections where application_id = a.id) as sections,
       (select count(*)::int from submissions where application_id = a.id) as submissions,
       (select count(*)::int from events where subject_type = 'application' and subject_id = a.id::text and name = 'application.refused-late') as "refusedLate",
       (select count(*)::int from events where subject_type = 'application' and subject_id = a.id::text and name = 'application.silence-passed') as "silencePassed"
     from applications a left join submissions s on s.application_id = a.id where a.call_id = $1`,
    [callId],
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  const states = expectedStates(inputs);
  return dossiers.flatMap(({ id, input }) => {
    const row = byId.get(id);
    if (row === undefined) return [`the dossier of ${input.name} is missing`];
    const wanted = states.get(input.index);
    const problems: string[] = [];
    const must = (holds: boolean, what: string): void => {
      if (!holds) problems.push(`dossier ${row.number ?? id} of ${input.name}: ${what}`);
    };
    must(row.state === wanted, `${row.state}, expected ${wanted}`);
    must(row.sections === 3, `${row.sections} sections are kept of 3`);
    if (input.fate === 'late') {
      must(row.submissions === 0 && row.number === null && row.refusedLate === 1, 'came too late, yet has a submission, a number or no trace');
      return problems;
    }
    must(row.submissions === 1 && row.refusedLate === 0, `${row.submissions} submissions`);
    must(createHash('sha256').update(row.content ?? '').digest('hex') === row.sha256, 'its sealed content has another hash');
    must(row.silencePassed === (input.fate === 'withdrawn' ? 0 : 1), `${row.silencePassed} events of silence`);
    const told = mails.filter(({ subject, to }) => templateOf(subject) === 'application-received' && to.includes(input.person.email)).map(({ text }) => text).join();
    for (const words of [row.number!, row.sha256!, dayFormat.format(new Date(`${row.silenceOn}T00:00:00Z`)), 'contesté dans les deux mois', 'tribunal administratif']) {
      must(told.includes(words), `its acknowledgement lacks « ${words} »`);
    }
    return problems;
  });
}
