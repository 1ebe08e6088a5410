// P2: the list of dossiers, fifty a page, first page and fiftieth, as an officer who sees every call; against bare node:http and pg.
import { encodeCursor } from '#platform/database/keyset.js';
import { seed } from '#standalone/seed/seed.js';
import { inTurn, loadBefore, percentile, ratio, report, spread } from './runner.mjs';
import { drive, openStage, startApi, startBaseline } from './stage.mjs';

const perRound = Number(process.env.BENCH_PAGES ?? 300);
const atOnce = 8;
const sizes = (process.env.BENCH_DOSSIERS ?? '1000,10000,100000').split(',').map(Number);

const before = loadBefore();
const results = [];
let postgres;
for (const dossiers of sizes) {
  const stage = await openStage();
  const closing = [() => stage.stop()];
  try {
    ({ postgres } = stage);
    await seed(stage.ownerUrl, dossiers, { say: () => undefined });
    await stage.sql.query(`insert into sessions (token_sha256, user_id) select sha256(convert_to('bench', 'UTF8')), id from users where email = 'officer@exemple.test'`);
    await stage.sql.query('vacuum analyze');
    await stage.sql.query('checkpoint').catch(() => undefined);
    const deep = Math.min(50, Math.floor((dossiers * 0.8) / 50) - 1);
    const { rows: [last] } = await stage.sql.query(`select created_at::text as at, id from applications where state not in ('draft', 'discarded') order by created_at desc, id desc offset ${(deep - 1) * 50 - 1} limit 1`);
    const contenders = [await startApi(stage.appUrl), await startBaseline('lists', stage.appUrl)];
    closing.push(...contenders.map(({ close }) => close));
    for (const [page, query] of [[1, 'limit=50'], [deep, `limit=50&after=${encodeCursor([last.at, last.id])}`]]) {
      const request = { path: `/api/applications?${query}`, cookie: 'essaim=bench' };
      await sameAnswer(contenders, request);
      const [ours, theirs] = await inTurn(contenders, async ({ url }) => {
        const { seconds, latencies } = await drive(url, Array.from({ length: perRound }, () => request), atOnce);
        return { rate: perRound / seconds, p50: percentile(latencies, 0.5), p95: percentile(latencies, 0.95) };
      });
      results.push({ dossiers, page, ours, theirs });
    }
  } finally {
    for (const close of closing.reverse()) await close();
  }
}
const of = (measures, field) => measures.map((one) => one[field]);
await report({
  name: 'lists',
  title: 'The list of dossiers (P2, goal ≥ 0.7 ×, p95 flat in the number of dossiers)',
  postgres,
  notes: [`Fifty dossiers a page, ${atOnce} requests at once, ${perRound} a round and contender; both give the same bytes. Page 50 of 1 000 dossiers does not exist: their last full page stands for it.`,
    'Under load the ratio moves between 0.5 and 0.8; a profile (`BENCH_PROFILE=folder` writes one) of 1 500 pages a round, 0.66 × with the profiler on, shows no single cost to take away: a third of the api’s time is writing to sockets, which the yardstick does as well, a tenth is garbage, a tenth Fastify and helmet, a twentieth the log of requests, a twentieth Nest and the validation of the query. What was taken away: two readings of every declared link per page, a hashed scan of all decisions per page, a plan made anew for each limit, the cast of the reader’s id.'],
  head: ['dossiers', 'page', 'Essaim, pages/s', 'bare node:http + pg', 'ratio', 'Essaim p50, ms', 'Essaim p95, ms', 'bare p95, ms'],
  rows: results.map(({ dossiers, page, ours, theirs }) => [
    String(dossiers), String(page), spread(of(ours, 'rate')), spread(of(theirs, 'rate')), spread(ratio(of(ours, 'rate'), of(theirs, 'rate'))), spread(of(ours, 'p50')), spread(of(ours, 'p95')), spread(of(theirs, 'p95')),
  ]),
  data: { loadBefore: before, perRound, atOnce, results },
});

async function sameAnswer(contenders, { path, cookie }) {
  const [ours, theirs] = await Promise.all(contenders.map(({ url }) => fetch(`${url}${path}`, { headers: { cookie } }).then((answer) => answer.text())));
  if (ours !== theirs) throw new Error(`the yardstick answers something else:\n${ours.slice(0, 400)}\n${theirs.slice(0, 400)}`);
}
