// Compiles what changed since the last build: nothing, when nothing did. `--force` compiles all the same.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const sources = ['libs', 'apps/api', 'apps/worker', 'apps/standalone', 'migrations'];
const assets = 'apps/api/pages/assets';
const stamp = 'dist/.built';

const files = (dir) =>
  existsSync(dir) ? readdirSync(dir, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name)) : [];
const isCompiled = (file) => file.endsWith('.ts') && !file.endsWith('.spec.ts') && !file.endsWith('.d.ts');

const inputs = [...sources.flatMap(files), 'nest-cli.json', '.swcrc', 'package-lock.json'].sort();
const hash = createHash('sha256');
for (const file of inputs) hash.update(file).update('\0').update(readFileSync(file));
const wanted = hash.digest('hex');

if (!process.argv.includes('--force') && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) process.exit(0);

rmSync(stamp, { force: true }); // until all is written: a build that fails half-way must not pass for the one before
const expected = new Set(inputs.filter(isCompiled).map((file) => path.join('dist', file.replace(/\.ts$/, '.js'))));
for (const file of files('dist').filter((one) => one.endsWith('.js') && !expected.has(one))) {
  rmSync(file);
  rmSync(`${file}.map`, { force: true });
}
const built = spawnSync(process.execPath, ['node_modules/@nestjs/cli/bin/nest.js', 'build'], { encoding: 'utf8' });
if (built.status !== 0) {
  process.stderr.write(`${built.stdout}${built.stderr}`);
  process.exit(built.status ?? 1);
}
mkdirSync(path.join('dist', assets), { recursive: true });
cpSync(assets, path.join('dist', assets), { recursive: true });
writeFileSync(stamp, wanted);
