// Exports of a call with 100 000 dossiers: how fast they are sent, and how much memory the api takes meanwhile, whoever reads.
import { readFile } from 'node:fs/promises';
import http from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { seed } from '#standalone/seed/seed.js';
import { inTurn, loadBefore, percentile, report, spread } from './runner.mjs';
import { drive, openStage, startApi } from './stage.mjs';

const dossiers = Number(process.env.BENCH_DOSSIERS ?? 100_000);
/** How many exports run while somebody else reads the list. */
const crowd = 12;
/** What the garbage of a process may come to, MB: one that is given more memory lets more of it stand. */
const heap = 96;
const kinds = { CSV: 'format=csv', XLSX: 'format=xlsx', 'CSV with answers': 'format=csv&answers=true' };
const before = loadBefore();
const stage = await openStage();
const closing = [() => stage.stop()];
const results = [];
let calm;
let sheets;
let few;
let inHeap;
let beside;
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
  const { rows: [least] } = await stage.sql.query(`select p.region_code as code, count(*)::int as count from applications a join poles p on p.id = a.pole_id where a.state not in ('draft', 'discarded') group by 1 order by 2 limit 1`);
  const idle = await resident(api.pid);
  const first = memoryOf(api.pid);
  await taken(address(`format=csv&answers=true&regionCode=${least.code}`));
  few = { idle, count: least.count, peak: await first.peak() };
  const measured = await inTurn(Object.values(kinds), async (query) => {
    const watch = memoryOf(api.pid);
    const began = process.hrtime.bigint();
    const bytes = await taken(address(query));
    const seconds = Number(process.hrtime.bigint() - began) / 1e9;
    return { rate: count / seconds, megabytes: bytes / 1e6, peak: await watch.peak() };
  });
  for (const [index, all] of measured.entries()) results.push({ what: Object.keys(kinds)[index], count, all });
  const watch = memoryOf(api.pid);
  await taken(address('format=xlsx&answers=true'));
  sheets = await watch.peak();
  const tight = await startApi(stage.appUrl, undefined, [`--max-old-space-size=${heap}`]);
  closing.push(tight.close);
  const tightWatch = memoryOf(tight.pid);
  for (const query of Object.values(kinds)) await taken(address(query).replace(api.url, tight.url));
  inHeap = await tightWatch.peak();
  calm = await slow(address('format=csv&answers=true'), api.pid);
  const pages = Array.from({ length: 200 }, () => ({ path: `/api/calls/${call.id}/dossiers?limit=50`, cookie: 'essaim=bench' }));
  const alone = await drive(api.url, pages, 1);
  const stop = keepTaking(address('format=csv&answers=true'), crowd);
  const among = await drive(api.url, pages, 1);
  beside = { alone: alone.latencies, among: among.latencies };
  stop();
} finally {
  for (const close of closing.reverse()) await close();
}

const of = (measures, field) => measures.map((one) => one[field]);
const times = (latencies, share) => percentile(latencies, share).toFixed(0);
await report({
  name: 'exports',
  title: 'Exports (goal: memory flat, whatever the number of rows)',
  postgres: stage.postgres,
  notes: [
    `The desk’s table of one call with ${results[0].count.toLocaleString('en')} dossiers, sent to a reader that takes it as it comes; the answers of the form read and evaluated dossier by dossier. As an XLSX, with a sheet for the budgets and one for each block, they took ${Math.round(sheets)} MB at most, once. The memory is the resident set of the whole api process, Node included, sampled every 50 ms.`,
    `Before the first export the process had ${Math.round(few.idle)} MB; the first one, the ${few.count.toLocaleString('en')} dossiers of one region with their answers, took it to ${Math.round(few.peak)} MB.`,
    `Memory that is free is used by garbage. A process whose heap may have ${heap} MB (\`--max-old-space-size\`) takes ${Math.round(inHeap)} MB at most while it sends the three.`,
    `A reader that takes one megabyte and then nothing for five seconds: the api went from ${Math.round(calm.before)} to ${Math.round(calm.after)} MB. That it reads no page meanwhile, and that a cut connection ends the reading, is tested (\`test/api/exports.spec.ts\`).`,
    `While ${crowd} exports with answers are taken at once, a page of fifty dossiers for somebody else: p50 ${times(beside.among, 0.5)} ms, p95 ${times(beside.among, 0.95)} ms; alone ${times(beside.alone, 0.5)} and ${times(beside.alone, 0.95)} ms.`,
  ],
  head: ['export', 'dossiers/s', 'MB sent', 'highest memory, MB'],
  rows: results.map(({ what, all }) => [what, spread(of(all, 'rate')), spread(of(all, 'megabytes')), spread(of(all, 'peak'))]),
  data: { loadBefore: before, dossiers, results, few, inHeap, calm, sheets, beside },
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

/** `many` readers who begin again when they have all, until it is called. */
function keepTaking(url, many) {
  const answers = new Set();
  let done = false;
  const again = async () => {
    while (!done) {
      const answer = await open(url);
      answers.add(answer);
      await new Promise((resolve) => answer.on('close', resolve).resume());
      answers.delete(answer);
    }
  };
  for (let n = 0; n < many; n++) void again();
  return () => {
    done = true;
    for (const answer of answers) answer.destroy();
  };
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
