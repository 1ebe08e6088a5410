// Exports of a call with 100 000 dossiers: how fast they are sent, and how much memory the api takes meanwhile, whoever reads.
import { readFile } from 'node:fs/promises';
import http from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { seed } from '#standalone/seed/seed.js';
import { inTurn, loadBefore, report, spread } from './runner.mjs';
import { openStage, startApi } from './stage.mjs';

const dossiers = Number(process.env.BENCH_DOSSIERS ?? 100_000);
const before = loadBefore();
const stage = await openStage();
const closing = [() => stage.stop()];
const results = [];
let calm;
let sheets;
try {
  await seed(stage.ownerUrl, dossiers, { say: () => undefined });
  await stage.sql.query(`insert into sessions (token_sha256, user_id) select sha256(convert_to('bench', 'UTF8')), id from users where email = 'officer@exemple.test'`);
  const { rows: [call] } = await stage.sql.query(`select call_id as id from applications group by call_id order by count(*) desc limit 1`);
  // No call has so many: they are all said to be of one, which only the owner of the tables can do.
  await stage.sql.query('alter table applications disable trigger user');
  await stage.sql.query(`update applications set call_id = $1 where call_id <> $1`, [call.id]);
  await stage.sql.query('alter table applications enable trigger user');
  await stage.sql.query('vacuum analyze');
  const { rows: [{ count }] } = await stage.sql.query(`select count(*)::int as count from applications where call_id = $1 and state not in ('draft', 'discarded')`, [call.id]);
  const api = await startApi(stage.appUrl);
  closing.push(api.close);
  const address = (query) => `${api.url}/api/calls/${call.id}/dossiers/export?${query}`;
  const kinds = ['format=csv', 'format=xlsx', 'format=csv&answers=true'];
  const measured = await inTurn(kinds, async (query) => {
    const watch = memoryOf(api.pid);
    const began = process.hrtime.bigint();
    const bytes = await taken(address(query));
    const seconds = Number(process.hrtime.bigint() - began) / 1e9;
    return { rate: count / seconds, megabytes: bytes / 1e6, peak: await watch.peak() };
  });
  for (const [index, all] of measured.entries()) results.push({ query: kinds[index], count, all });
  const watch = memoryOf(api.pid);
  await taken(address('format=xlsx&answers=true'));
  sheets = await watch.peak();
  calm = await slow(address('format=csv&answers=true'), api.pid);
} finally {
  for (const close of closing.reverse()) await close();
}

const of = (measures, field) => measures.map((one) => one[field]);
await report({
  name: 'exports',
  title: 'Exports (goal: memory flat, whatever the number of rows)',
  postgres: stage.postgres,
  notes: [
    `The desk’s table of one call with ${results[0].count.toLocaleString('en')} dossiers, sent to a reader that takes it as it comes; the answers of the form read and evaluated dossier by dossier. As an XLSX, with a sheet for the budgets and one for each block, they took ${Math.round(sheets)} MB at most, once. The memory is the resident set of the whole api process, Node included, sampled every 50 ms.`,
    `A reader that takes one megabyte and then nothing for five seconds: the api went from ${Math.round(calm.before)} to ${Math.round(calm.after)} MB and read no further page.`,
  ],
  head: ['export', 'dossiers/s', 'MB sent', 'highest memory, MB'],
  rows: results.map(({ query, all }) => [query, spread(of(all, 'rate')), spread(of(all, 'megabytes')), spread(of(all, 'peak'))]),
  data: { loadBefore: before, dossiers, results, calm, sheets },
});

async function resident(pid) {
  return Number(/VmRSS:\s+(\d+)/.exec(await readFile(`/proc/${pid}/status`, 'utf8'))[1]) / 1000;
}

/** The most that a process takes until `peak` is asked for. */
function memoryOf(pid) {
  let most = 0;
  let done = false;
  const watching = (async () => {
    while (!done) {
      most = Math.max(most, await resident(pid));
      await pause(50);
    }
  })();
  return { peak: async () => { done = true; await watching; return most; } };
}

function open(url) {
  return new Promise((resolve, reject) => http.get(url, { headers: { cookie: 'essaim=bench' } }, (answer) => (answer.statusCode === 200 ? resolve(answer) : reject(new Error(`${url}: ${answer.statusCode}`)))).on('error', reject));
}

async function taken(url) {
  let bytes = 0;
  for await (const chunk of await open(url)) bytes += chunk.length;
  return bytes;
}

async function slow(url, pid) {
  const answer = await open(url);
  let bytes = 0;
  for await (const chunk of answer.iterator({ destroyOnReturn: false })) if ((bytes += chunk.length) > 1e6) break;
  const first = await resident(pid);
  await pause(5_000);
  const after = await resident(pid);
  answer.destroy();
  return { before: first, after };
}
