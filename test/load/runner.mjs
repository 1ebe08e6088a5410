// Contenders in turn, A B A B…: a machine that slows down for a while slows all of them. Ratios are taken round by round.
import { readFile, writeFile } from 'node:fs/promises';
import { cpus, loadavg, totalmem } from 'node:os';
import path from 'node:path';

export const rounds = Math.max(5, Number(process.env.BENCH_ROUNDS ?? 5));
const docs = path.resolve(import.meta.dirname, '../../docs');

export const median = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
};
export const percentile = (values, share) => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))];
const digits = (value) => (value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2));

/** Runs each contender once to warm up, then all of them in turn; gives each one's measures, round by round. */
export async function inTurn(contenders, measure) {
  const measured = contenders.map(() => []);
  for (const contender of contenders) await measure(contender, 'warm-up');
  for (let round = 0; round < rounds; round++) {
    const order = round % 2 === 0 ? [...contenders.keys()] : [...contenders.keys()].reverse();
    for (const index of order) measured[index].push(await measure(contenders[index], round));
  }
  return measured;
}

export const spread = (values) => `${digits(median(values))} (${digits(Math.min(...values))}–${digits(Math.max(...values))})`;

/** How much better the first is than the second, each round against its own: median and extremes. `better`: 'more' or 'less'. */
export const ratio = (ours, theirs, better = 'more') => ours.map((value, round) => (better === 'more' ? value / theirs[round] : theirs[round] / value));

/** Prints a table, and keeps it in docs/benchmarks.md with its JSON beside it. */
export async function report({ name, title, postgres, notes = [], head, rows, data }) {
  const machine = {
    processor: cpus()[0].model, cores: cpus().length, memoryGiB: Math.round(totalmem() / 2 ** 30), node: process.version, postgres, platform: process.platform,
    loadBefore: data.loadBefore, loadAfter: loadavg().map((value) => Number(value.toFixed(1))), rounds, day: new Date().toISOString().slice(0, 10),
  };
  const widths = head.map((cell, column) => Math.max(cell.length, ...rows.map((row) => row[column].length)));
  const line = (cells) => `| ${cells.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`;
  const text = [
    `## ${title}`, '', `\`npm run bench:${name}\`, ${machine.day}: ${machine.processor}, ${machine.cores} cores, ${machine.memoryGiB} GiB; Node ${machine.node.slice(1)}, PostgreSQL ${postgres}; ${rounds} rounds in turn after a warm-up, median (least–most);`,
    `other work on the machine: load ${machine.loadBefore.join(' ')} before, ${machine.loadAfter.join(' ')} after.`, '', line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line), '', ...notes.flatMap((note) => [note, '']),
  ].join('\n');
  process.stdout.write(`\n${text}\n`);
  await writeFile(path.join(docs, 'benchmarks', `${name}.json`), `${JSON.stringify({ ...machine, ...data }, null, 1)}\n`);
  const file = path.join(docs, 'benchmarks.md');
  const kept = await readFile(file, 'utf8');
  const [open, close] = [`<!-- ${name} -->\n`, `<!-- end of ${name} -->\n`];
  const block = `${open}${text}${close}`;
  const from = kept.indexOf(open);
  const next = from === -1 ? `${kept.trimEnd()}\n\n${block}` : `${kept.slice(0, from)}${block}${kept.slice(kept.indexOf(close) + close.length)}`;
  await writeFile(file, next);
}

export const loadBefore = () => loadavg().map((value) => Number(value.toFixed(1)));
