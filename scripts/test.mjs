// The whole proof: each suite with its time; the exit code is non-zero when any failed. `--faults` runs whole those that are short here.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const faults = process.argv.includes('--faults');
const folder = mkdtempSync(path.join(tmpdir(), 'essaim-results-'));
const jest = (name, ...args) => {
  const results = path.join(folder, `${name}.json`);
  return {
    name: `jest: ${name}`,
    command: [
      '--experimental-vm-modules',
      '--disable-warning=ExperimentalWarning',
      'node_modules/jest/bin/jest.js',
      '--selectProjects',
      name,
      '--json',
      `--outputFile=${results}`,
      ...args,
    ],
    results,
  };
};
const npm = (name, ...command) => ({ name, command: [`node_modules/${command[0]}`, ...command.slice(1)] });

const suites = faults
  ? [jest('faults', '--maxWorkers=2', '--testPathIgnorePatterns', 'standalone.spec')]
  : [
      npm('lint', 'oxlint/bin/oxlint', '--deny-warnings'),
      npm('types', 'typescript/bin/tsc', '-p', 'tsconfig.json', '--noEmit'),
      npm('types: the domain alone', 'typescript/bin/tsc', '-p', 'libs/domain'),
      npm('types: web', 'typescript/bin/tsc', '-p', 'apps/web'),
      npm('fence', 'dependency-cruiser/bin/dependency-cruise.mjs', 'libs', 'apps', 'migrations', 'test', 'scripts'),
      { name: 'fence: each rule fails on a planted violation', command: ['scripts/plant.mjs'] },
      { name: 'typography of the French texts', command: ['scripts/typeset.mjs', '--check'] },
      { name: 'openapi: kept documents and clients', command: ['scripts/openapi.mjs', '--check'] },
      jest('unit'),
      jest('integration', '--maxWorkers=2'),
      jest('browser', '--maxWorkers=2'),
      jest('faults', '--maxWorkers=2'),
    ];

let passed = 0;
let failed = 0;
const lines = [];
for (const { name, command, results } of suites) {
  console.log(`\n── ${name}`);
  const started = process.hrtime.bigint();
  const run = spawnSync(process.execPath, command, { stdio: 'inherit', env: { ...process.env, ...(faults ? { ESSAIM_PROOFS: 'whole' } : {}) } });
  const seconds = Number(process.hrtime.bigint() - started) / 1e9;
  let counts = { numPassedTests: run.status === 0 ? 1 : 0, numFailedTests: run.status === 0 ? 0 : 1, numRuntimeErrorTestSuites: 0 };
  if (results !== undefined) {
    try {
      counts = JSON.parse(readFileSync(results, 'utf8'));
    } catch {
      counts = { numPassedTests: 0, numFailedTests: 1, numRuntimeErrorTestSuites: 0 };
    }
  }
  passed += counts.numPassedTests;
  failed += Math.max(counts.numFailedTests + counts.numRuntimeErrorTestSuites, run.status === 0 ? 0 : 1);
  lines.push(`${run.status === 0 ? 'ok  ' : 'FAIL'} ${seconds.toFixed(1).padStart(7)} s  ${name}${results === undefined ? '' : ` (${counts.numPassedTests} tests${counts.numPendingTests ? `, ${counts.numPendingTests} skipped` : ''})`}`);
}
rmSync(folder, { recursive: true, force: true });
console.log(`\n${lines.join('\n')}\n`);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
