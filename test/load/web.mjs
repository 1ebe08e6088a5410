// P8: the first pages on a slow phone (150 ms, 1.6 Mb/s, a quarter of the processor): bytes over the wire and when the largest thing is painted.
// And the desk's table of dossiers on a large call, at full speed: until its rows are there, until a search and an order have answered.
import { seed } from '#standalone/seed/seed.js';
import { launchChromium } from '../support/chromium.mjs';
import { loadBefore, median, report, rounds, spread } from './runner.mjs';
import { openStage, startApi } from './stage.mjs';

/** How many the largest call is to have: it takes about one in 24. */
const dossiers = Number(process.env.BENCH_DOSSIERS ?? 5000);
const before = loadBefore();
const stage = await openStage();
const closing = [() => stage.stop()];
try {
  await seed(stage.ownerUrl, dossiers * 24, { say: () => undefined });
  await stage.sql.query('vacuum analyze');
  await stage.sql.query(`insert into sessions (token_sha256, user_id) select sha256(convert_to('bench', 'UTF8')), id from users where email = 'officer@exemple.test'`);
  const { rows: [largest] } = await stage.sql.query(`select call_id as id, count(*)::integer as count from applications where state not in ('draft', 'discarded') group by call_id order by 2 desc limit 1`);
  const { rows: [open] } = await stage.sql.query(`select c.id from calls c join call_phases p on p.call_id = c.id where c.state = 'published' order by p.closes_at desc limit 1`);
  const api = await startApi(stage.appUrl);
  closing.push(() => api.close());
  const url = api.url.replace('127.0.0.1', 'localhost');
  const browser = await launchChromium();
  closing.push(() => browser.close());

  const phone = async (address) => {
    const context = await browser.newContext({ viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, isMobile: true, locale: 'fr-FR' });
    const page = await context.newPage();
    const wire = await context.newCDPSession(page);
    await wire.send('Network.enable');
    await wire.send('Network.emulateNetworkConditions', { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 93_750 });
    await wire.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    let bytes = 0;
    wire.on('Network.loadingFinished', ({ encodedDataLength }) => void (bytes += encodedDataLength));
    await page.goto(url + address, { waitUntil: 'networkidle' });
    const paint = await page.evaluate('new Promise((resolve) => new PerformanceObserver((list) => resolve(list.getEntries().at(-1).startTime)).observe({ type: "largest-contentful-paint", buffered: true }))');
    await context.close();
    return { kilobytes: bytes / 1000, seconds: paint / 1000 };
  };

  const desk = async () => {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'fr-FR' });
    await context.addCookies([{ name: 'essaim', value: 'bench', url }]);
    const page = await context.newPage();
    const timed = async (act, until) => {
      const began = process.hrtime.bigint();
      await act();
      await until();
      return Number(process.hrtime.bigint() - began) / 1e6;
    };
    const first = () => page.locator('tbody th a').first().textContent();
    const rows = await timed(() => page.goto(`${url}/instruction/dossiers?appel=${largest.id}`), () => page.locator('tbody th a').nth(20).waitFor());
    const [top, wanted] = [await first(), await page.locator('tbody tr').nth(12).locator('td').first().textContent()];
    const changed = () => page.waitForFunction((was) => { const now = document.querySelector('tbody th a'); return now !== null && now.textContent !== was; }, top);
    const order = await timed(() => page.getByRole('button', { name: 'Pôle', exact: true }).click(), changed);
    const search = await timed(() => page.getByRole('searchbox').first().fill(wanted.trim()), () => page.waitForFunction(() => document.querySelectorAll('tbody th a').length === 1));
    await context.close();
    return { rows, order, search };
  };

  const pages = [['the front page', '/'], ['an open call', `/appels/${open.id}`]];
  const phones = pages.map(() => []);
  const desks = [];
  for (const [, address] of pages) await phone(address);
  await desk();
  for (let round = 0; round < rounds; round++) {
    for (const [index, [, address]] of pages.entries()) phones[index].push(await phone(address));
    desks.push(await desk());
  }
  const of = (measures, field) => measures.map((one) => one[field]);
  const milliseconds = (field) => `${median(of(desks, field)).toFixed(0)} ms (${Math.min(...of(desks, field)).toFixed(0)}–${Math.max(...of(desks, field)).toFixed(0)})`;
  await report({
    name: 'web',
    title: 'Pages (P8, goals: under 250 kB, under 2.5 s on a slow phone)',
    postgres: stage.postgres,
    notes: [
      'A phone of 360 px with an empty cache, 150 ms and 1.6 Mb/s, a quarter of this processor; the bytes are what came over the wire, compressed, fonts included.',
      `The desk’s table of a call with ${largest.count} dossiers, from an empty cache at full speed: rows there ${milliseconds('rows')}, ordered by pole ${milliseconds('order')}, one found by its number ${milliseconds('search')} (the field waits for the end of typing).`,
    ],
    head: ['page', 'kB over the wire', 'largest paint, s'],
    rows: pages.map(([title], index) => [title, spread(of(phones[index], 'kilobytes')), spread(of(phones[index], 'seconds'))]),
    data: { loadBefore: before, dossiers: largest.count, phones, desks },
  });
} finally {
  for (const close of closing.reverse()) await close();
}
