// Builds what changed since the last build: nothing, when nothing did. `--force` builds all the same.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const files = (dir) =>
  existsSync(dir) ? readdirSync(dir, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name)) : [];

const run = (...command) => {
  const done = spawnSync(process.execPath, command, { encoding: 'utf8' });
  if (done.status === 0) return;
  process.stderr.write(`${done.stdout}${done.stderr}`);
  process.exit(done.status ?? 1);
};

/** Runs `build` unless the stamp says that it ran on the same inputs. A build that fails half-way leaves no stamp. */
function whenChanged(stamp, inputs, build) {
  const hash = createHash('sha256');
  for (const file of [...inputs].sort((one, other) => (one < other ? -1 : 1))) hash.update(file).update('\0').update(readFileSync(file));
  const wanted = hash.digest('hex');
  if (!process.argv.includes('--force') && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  rmSync(stamp, { force: true });
  build();
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
}

const compiled = ['libs', 'apps/api', 'apps/worker', 'apps/standalone', 'migrations'].flatMap(files);
whenChanged('dist/.built', [...compiled, 'nest-cli.json', '.swcrc', 'package-lock.json'], () => {
  const isCompiled = (file) => file.endsWith('.ts') && !file.endsWith('.spec.ts') && !file.endsWith('.d.ts');
  const expected = new Set(compiled.filter(isCompiled).map((file) => path.join('dist', file.replace(/\.ts$/, '.js'))));
  for (const file of files('dist').filter((one) => one.endsWith('.js') && !expected.has(one))) {
    rmSync(file);
    rmSync(`${file}.map`, { force: true });
  }
  run('node_modules/@nestjs/cli/bin/nest.js', 'build');
});

const web = [...files('apps/web').filter((file) => !file.startsWith(path.join('apps/web', 'dist'))), ...files('libs/domain').filter((file) => !file.endsWith('.spec.ts'))];
whenChanged('apps/web/dist/.built', [...web, 'package.json', 'package-lock.json'], () => {
  run('node_modules/vite/bin/vite.js', 'build', 'apps/web', '--logLevel', 'warn', '--emptyOutDir');
  const texts = files('apps/web/dist/assets').filter((file) => /\.(js|css|svg)$/.test(file));
  for (const file of texts) {
    const text = readFileSync(file);
    writeFileSync(`${file}.br`, brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
    writeFileSync(`${file}.gz`, gzipSync(text, { level: 9 }));
  }
});
