// P1: submissions of 3 KB over HTTP, validated, sealed, their event written; against bare node:http and pg doing the same statements.
import { seed } from '#standalone/seed/seed.js';
import { inTurn, loadBefore, percentile, ratio, report, rounds, spread } from './runner.mjs';
import { drive, openStage, startApi, startBaseline } from './stage.mjs';

const perRound = Number(process.env.BENCH_SUBMISSIONS ?? 300);
const crowds = [1, 8, 32];

const before = loadBefore();
const stage = await openStage();
const closing = [() => stage.stop()];
try {
  await seed(stage.ownerUrl, 1000, { say: () => undefined });
  const drafts = await makeDrafts(perRound * 2 * crowds.length * (rounds + 1));
  const contenders = [
    { name: 'essaim', ...(await startApi(stage.appUrl)) },
    { name: 'bare', ...(await startBaseline('submit', stage.appUrl)) },
  ];
  closing.push(...contenders.map(({ close }) => close));
  const left = drafts.values();
  const results = [];
  for (const atOnce of crowds) {
    const [ours, theirs] = await inTurn(contenders, async ({ url }) => {
      const requests = Array.from({ length: perRound }, () => left.next().value).map(({ id, token }) => ({ method: 'POST', path: `/api/applications/${id}/submit`, cookie: `essaim=${token}`, body: { version: 4 } }));
      const { seconds, latencies } = await drive(url, requests, atOnce);
      return { rate: perRound / seconds, p50: percentile(latencies, 0.5), p95: percentile(latencies, 0.95) };
    });
    results.push({ atOnce, ours, theirs });
  }
  const { rows: [count] } = await stage.sql.query(`select (select count(*) from submissions where submitted_by in (select id from users where full_name = 'Banc d’essai')) as sealed, (select count(*) from event_chain_breaks()) as breaks`);
  if (Number(count.sealed) !== drafts.length || Number(count.breaks) !== 0) throw new Error(`${drafts.length} submitted, ${count.sealed} sealed, ${count.breaks} breaks`);
  const of = (measures, field) => measures.map((one) => one[field]);
  await report({
    name: 'submit',
    title: 'Submissions (P1, goal ≥ 0.6 ×)',
    postgres: stage.postgres,
    notes: [`${perRound} submissions of 3 KB a round and contender, each of a draft of its own. All ${drafts.length} were sealed, and every chain of events holds.`],
    head: ['at once', 'Essaim, submissions/s', 'bare node:http + pg', 'ratio', 'Essaim p50, ms', 'Essaim p95, ms', 'bare p95, ms'],
    rows: results.map(({ atOnce, ours, theirs }) => [
      String(atOnce), spread(of(ours, 'rate')), spread(of(theirs, 'rate')), spread(ratio(of(ours, 'rate'), of(theirs, 'rate'))), spread(of(ours, 'p50')), spread(of(ours, 'p95')), spread(of(theirs, 'p95')),
    ]),
    data: { loadBefore: before, perRound, results },
  });
} finally {
  for (const close of closing.reverse()) await close();
}

/** Drafts of 3 KB, each of a pole, a person and a session of its own, in the call that is open. */
async function makeDrafts(count) {
  const sentence = 'Le projet réunit des associations, des entreprises et deux communes autour d’un équipement que chacun utilise à son tour. ';
  const answers = JSON.stringify({ resume: sentence.repeat(9), territoire: 'Pays imaginaire', innovation: sentence.repeat(7), strategie: sentence.repeat(8), salaries: 2 });
  await stage.sql.query(`
    create temp table made as select n, essaim_uuid() as user_id, essaim_uuid() as pole_id, essaim_uuid() as id, 'bench-' || n as token from generate_series(1, ${count}) n;
    insert into users (id, email, full_name) select user_id, 'bench-' || n || '@exemple.test', 'Banc d’essai' from made;
    insert into sessions (token_sha256, user_id) select sha256(convert_to(token, 'UTF8')), user_id from made;
    insert into poles (id, name, siren, legal_category, region_code, address_line, postal_code, city, created_by)
      select pole_id, 'Pôle du banc ' || n, lpad((900000000 + n)::text, 9, '0'), '9220', '53', '1 rue Imaginaire', '35000', 'Rennes', user_id from made;
    insert into role_grants (user_id, role, scope) select user_id, 'applicant', jsonb_build_object('poleId', pole_id) from made;
    insert into applications (id, call_id, phase_id, pole_id, form_version_id, project_title, version, started_by)
      select m.id, c.id, p.id, m.pole_id, f.id, 'Projet ' || n, 4, m.user_id
      from made m, calls c join call_phases p on p.call_id = c.id join form_versions f on f.call_id = c.id where p.opens_at <= essaim_now() and essaim_now() < p.closes_at and c.state = 'published';
    insert into application_sections (application_id, key, answers) select id, 'projet', '${answers.replaceAll("'", "''")}' from made;
    insert into application_members (application_id, position, name, siren, legal_category, slots, evidence)
      select id, k, 'Membre ' || k, lpad((100000000 + n * 3 + k)::text, 9, '0'), (array['9220', '5710', '7210'])[k], array[(array['ess', 'non-ess', 'other'])[k]], 'Statuts' from made, generate_series(1, 3) k;
    create table public.bench_drafts as select id, token from made order by n;
    analyze;`);
  return (await stage.sql.query('select id, token from public.bench_drafts')).rows;
}
