import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { readConfig, readMigrationConfig } from '#platform/config/config.js';

interface Service {
  build?: string;
  command?: string[];
  environment?: Record<string, string>;
  deploy?: { replicas: number };
  stop_grace_period?: string;
}

const file = (name: string): string => readFileSync(path.resolve(name), 'utf8');
const { services } = parse(file('docker-compose.yml'), { merge: true }) as { services: Record<string, Service> };
const { scripts } = JSON.parse(file('package.json')) as { scripts: Record<string, string> };
const ours = Object.entries(services).filter(([, { build }]) => build !== undefined);

/** Every variable that a reader of the configuration looks at. */
function variablesOf(read: (env: Record<string, string | undefined>) => unknown): Set<string> {
  const seen = new Set<string>();
  const env = new Proxy<Record<string, string | undefined>>({}, { get: (_, name) => (seen.add(String(name)), name.toString().startsWith('DKIM') ? 'x' : undefined) });
  expect(() => read(env)).toThrow('is not set');
  return seen;
}
const declared = variablesOf(readConfig);

/** `${NAME:-default}` and `${NAME:?why}`, as compose fills them in from .env. */
const filled = (text: string): string => text.replaceAll(/\$\{[A-Z_]+:(?:-([^}]*)|\?[^}]*)\}/g, (_, fallback?: string) => fallback ?? 'thirty-two-characters-or-more-of-it');

describe('docker-compose.yml', () => {
  it('runs two apis and two workers of our own image, after one migration', () => {
    expect(ours.map(([name, { deploy }]) => [name, deploy?.replicas ?? 1])).toEqual([['migrate', 1], ['api', 2], ['worker', 2]]);
  });

  it.each(ours)('%s: its command is a script of package.json', (name, { command }) => {
    expect(command!.join(' ')).toBe(scripts[name === 'migrate' ? 'migrate' : `serve:${name}`]);
  });

  it.each(ours)('%s: its variables are those of the configuration, and it takes them', (name, { environment }) => {
    const values = Object.fromEntries(Object.entries(environment!).map(([key, value]) => [key, filled(value)]));
    const [known, read] = name === 'migrate' ? [variablesOf(readMigrationConfig), readMigrationConfig] : [declared, readConfig];
    expect(Object.keys(values).filter((key) => !known.has(key))).toEqual([]);
    expect(read(values)).toBeDefined();
  });

  it('leaves a process the time that it may take to stop', () => {
    for (const name of ['api', 'worker']) {
      const { environment, stop_grace_period: grace } = services[name]!;
      expect(Number(grace!.replace('s', '')) * 1000).toBeGreaterThan(Number(environment!['LEAVE_MS']) + 30_000);
    }
  });

  it('.env.example names every value that it wants', () => {
    const wanted = [...file('docker-compose.yml').matchAll(/\$\{([A-Z_]+):/g)].map(([, name]) => name!);
    expect(new Set([...file('.env.example').matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name))).toEqual(new Set(wanted));
  });
});

describe('docs/deployment.md', () => {
  it('explains every variable of the configuration, and no other', () => {
    const table = file('docs/deployment.md').split('\n').filter((line) => line.startsWith('| `'));
    const explained = new Set(table.flatMap((line) => [...line.split('|')[1]!.matchAll(/`([A-Z][A-Z0-9_]*)`/g)].map(([, name]) => name!)));
    expect(explained).toEqual(new Set([...declared, ...variablesOf(readMigrationConfig)]));
  });
});

describe('Dockerfile', () => {
  it('builds with npm ci and npm run build alone, and runs as somebody who is not root', () => {
    const stages = file('Dockerfile').split(/^FROM /m).slice(1);
    expect([...stages[0]!.matchAll(/^RUN (.*)$/gm)].map(([, command]) => command)).toEqual(['npm ci', 'npm run build']);
    expect([...stages[1]!.matchAll(/^RUN (.*)$/gm)].map(([, command]) => command)).toEqual(['npm ci --omit=dev', 'mkdir files && chown node:node files']);
    expect(stages[1]).toMatch(/^USER node$/m);
  });
});
