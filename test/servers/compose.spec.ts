import { spawnSync } from 'node:child_process';

describe('docker compose config', () => {
  it('accepts the file with the values of .env', () => {
    const names = ['POSTGRES_PASSWORD', 'OWNER_PASSWORD', 'APP_PASSWORD', 'ESSAIM_SECRET'];
    const env = { PATH: process.env['PATH'], HOME: process.env['HOME'], ...Object.fromEntries(names.map((name) => [name, 'thirty-two characters or more of it'])) };
    const plugin = spawnSync('docker', ['compose', 'version']).status === 0;
    const { status, stderr, stdout } = spawnSync(plugin ? 'docker' : 'docker-compose', [...(plugin ? ['compose'] : []), 'config'], { encoding: 'utf8', env });
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain('REDIS_URL: redis://redis:6379');
    const without = spawnSync(plugin ? 'docker' : 'docker-compose', [...(plugin ? ['compose'] : []), 'config'], { encoding: 'utf8', env: { PATH: env.PATH, HOME: env.HOME } });
    expect([without.status === 0, without.stderr]).toEqual([false, expect.stringContaining('set it in .env')]);
  });
});
