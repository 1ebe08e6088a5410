import { generateKeyPairSync } from 'node:crypto';
import { ConfigError, readConfig, readMigrationConfig } from './config.js';

const good = {
  DATABASE_URL: 'postgres://essaim_app:x@db/essaim',
  SMTP_URL: 'smtp://mail:25',
  FILES_FOLDER: '/srv/essaim/files',
  ESSAIM_SECRET: 'thirty-two characters, or more of them',
  PUBLIC_URL: 'https://essaim.example/',
};
const problems = (env: Record<string, string | undefined>): readonly string[] => {
  try {
    readConfig({ ...good, ...env });
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
};
const whole = (name: string, value: string, min: number, max: number): string => `${name} is "${value}"; expected a whole number from ${min} to ${max}`;

describe('the configuration of a process', () => {
  it('is complete with five variables', () => {
    expect(readConfig(good)).toMatchObject({ port: 3000, host: '127.0.0.1', publicUrl: 'https://essaim.example', demonstration: false, redisUrl: undefined, logLevel: 'info', queue: { attempts: 14 } });
    expect(readConfig({ ...good, PUBLIC_URL: undefined, PORT: '3100' }).publicUrl).toBe('http://localhost:3100');
  });

  it.each<[string, string | undefined, string]>([
    ['PORT', 'abc', whole('PORT', 'abc', 0, 65_535)],
    ['PORT', '65536', whole('PORT', '65536', 0, 65_535)],
    ['PORT', '-1', whole('PORT', '-1', 0, 65_535)],
    ['PORT', '30.5', whole('PORT', '30.5', 0, 65_535)],
    ['PUBLIC_URL', 'essaim.example', 'PUBLIC_URL is not valid; expected an address that begins with http:// or https://'],
    ['PUBLIC_URL', 'ftp://essaim.example', 'PUBLIC_URL is not valid; expected an address that begins with http:// or https://'],
    ['DATABASE_URL', undefined, 'DATABASE_URL is not set; expected an address that begins with postgres:// or postgresql://'],
    ['DATABASE_URL', 'mysql://db', 'DATABASE_URL is not valid; expected an address that begins with postgres:// or postgresql://'],
    ['DATABASE_POOL', '1', whole('DATABASE_POOL', '1', 2, 500)],
    ['REDIS_URL', 'http://redis', 'REDIS_URL is not valid; expected an address that begins with redis:// or rediss://'],
    ['SMTP_URL', undefined, 'SMTP_URL is not set; expected an address that begins with smtp:// or smtps://'],
    ['SMTP_URL', 'mail', 'SMTP_URL is not valid; expected an address that begins with smtp:// or smtps://'],
    ['FILES_FOLDER', undefined, 'FILES_FOLDER is not set; expected a folder that every api and worker shares, or S3_URL'],
    ['S3_URL', 's3://a:b@host/bucket', 'S3_URL is not valid; expected an address that begins with http:// or https://'],
    ['S3_URL', 'https://a:hunter5@host/', 'S3_URL names no bucket; expected https://KEY:SECRET@host/bucket?region=…'],
    ['S3_URL', 'https://host/bucket', 'S3_URL names no bucket; expected https://KEY:SECRET@host/bucket?region=…'],
    ['FILE_MAX_MB', '0', whole('FILE_MAX_MB', '0', 1, 2_000)],
    ['DOSSIER_FILES_MAX_MB', '30000', whole('DOSSIER_FILES_MAX_MB', '30000', 1, 20_000)],
    ['CLAMAV_URL', 'clamav:3310', 'CLAMAV_URL is not valid; expected an address that begins with tcp://'],
    ['ESSAIM_SECRET', undefined, 'ESSAIM_SECRET is not set; expected a random text of 32 characters or more, the same for each process'],
    ['ESSAIM_SECRET', 'short', 'ESSAIM_SECRET is too short; expected 32 characters or more'],
    ['ESSAIM_DEMONSTRATION', 'yes', 'ESSAIM_DEMONSTRATION is "yes"; expected true or false'],
    ['LOG_LEVEL', 'loud', 'LOG_LEVEL is "loud"; expected one of fatal, error, warn, info, debug, silent'],
    ['RELAY_EVERY_MS', '1', whole('RELAY_EVERY_MS', '1', 10, 60_000)],
    ['RELAY_LEASE_MS', '1', whole('RELAY_LEASE_MS', '1', 100, 600_000)],
    ['SWEEP_EVERY_MS', '1', whole('SWEEP_EVERY_MS', '1', 100, 3_600_000)],
    ['SWEEP_AFTER_MS', '1', whole('SWEEP_AFTER_MS', '1', 100, 3_600_000)],
    ['QUEUE_LOCK_MS', '1', whole('QUEUE_LOCK_MS', '1', 500, 600_000)],
    ['QUEUE_STALLED_MS', '1', whole('QUEUE_STALLED_MS', '1', 100, 600_000)],
    ['QUEUE_BACKOFF_MS', '1', whole('QUEUE_BACKOFF_MS', '1', 10, 3_600_000)],
    ['QUEUE_ATTEMPTS', '51', whole('QUEUE_ATTEMPTS', '51', 1, 50)],
    ['MAIL_LEASE_MS', '1', whole('MAIL_LEASE_MS', '1', 500, 600_000)],
    ['METRICS_PORT', 'x', whole('METRICS_PORT', 'x', 0, 65_535)],
    ['LEAVE_MS', '-1', whole('LEAVE_MS', '-1', 0, 120_000)],
    ['TIMERS_EVERY_MS', 'soon', whole('TIMERS_EVERY_MS', 'soon', 100, 3_600_000)],
  ])('%s=%s is named with what is expected', (name, value, sentence) => {
    expect(problems({ [name]: value })).toEqual([sentence]);
  });

  it('keeps files in a folder, or in a bucket when there is one', () => {
    expect(readConfig(good)).toMatchObject({ files: { folder: '/srv/essaim/files' }, attachments: { fileBytes: 20_000_000, dossierBytes: 200_000_000 }, clamavUrl: undefined });
    const s3Url = 'https://key:secret@s3.exemple.fr/essaim?region=fr-par';
    expect(readConfig({ ...good, FILES_FOLDER: undefined, S3_URL: s3Url, CLAMAV_URL: 'tcp://clamav:3310' })).toMatchObject({ files: { s3Url }, clamavUrl: 'tcp://clamav:3310' });
  });

  it('takes an empty variable for one that is not set', () => {
    const empty = { PORT: '', HOST: '', PUBLIC_URL: ' ', REDIS_URL: '', LOG_LEVEL: '', ESSAIM_DEMONSTRATION: '', QUEUE_ATTEMPTS: ' ', ESSAIM_MAILBOX: '' };
    expect(readConfig({ ...good, ...empty })).toEqual(readConfig({ ...good, PUBLIC_URL: undefined }));
    expect(problems({ ESSAIM_SECRET: '' })).toHaveLength(1);
  });

  it('names everything that is wrong at once', () => {
    const wrong = problems({ PORT: 'x', SMTP_URL: undefined, LOG_LEVEL: 'loud', QUEUE_ATTEMPTS: '0' });
    expect(new Set(wrong.map((problem) => problem.split(' ')[0]))).toEqual(new Set(['LOG_LEVEL', 'PORT', 'QUEUE_ATTEMPTS', 'SMTP_URL']));
    expect(wrong).toHaveLength(4);
  });

  it('never shows a secret or a password in what it refuses', () => {
    const text = problems({ ESSAIM_SECRET: 'hunter2', DATABASE_URL: 'mysql://u:hunter3@db', SMTP_URL: 'http://u:hunter4@mail' }).join('\n');
    expect(text).not.toMatch(/hunter/);
  });

  it.each([
    [{ HOST: '0.0.0.0', PUBLIC_URL: 'http://localhost:3000' }, ['HOST is 0.0.0.0; a demonstration listens on 127.0.0.1 only: leave HOST unset or ESSAIM_DEMONSTRATION=false']],
    [{ PUBLIC_URL: 'https://essaim.example' }, ['PUBLIC_URL names a public address; a demonstration is for this machine only: unset it or ESSAIM_DEMONSTRATION=false']],
    [{ PUBLIC_URL: 'http://127.0.0.1:3000' }, []],
    [{ PUBLIC_URL: undefined }, []],
  ])('a demonstration is for this machine only: %j', (env, expected) => {
    expect(problems({ ESSAIM_DEMONSTRATION: 'true', ...env })).toEqual(expected);
  });

  it('of a migration names both roles', () => {
    const urls = { DATABASE_OWNER_URL: 'postgres://essaim_owner:x@db/essaim', DATABASE_URL: good.DATABASE_URL };
    expect(readMigrationConfig(urls)).toEqual({ ownerUrl: urls.DATABASE_OWNER_URL, databaseUrl: urls.DATABASE_URL });
    expect(() => readMigrationConfig({ ...urls, DATABASE_OWNER_URL: ' ' })).toThrow('DATABASE_OWNER_URL is not set; expected an address that begins with postgres:// or postgresql://');
  });

  describe('DKIM', () => {
    const pem = (type: 'rsa' | 'ed25519', modulusLength = 1024): string =>
      (type === 'rsa' ? generateKeyPairSync('rsa', { modulusLength }) : generateKeyPairSync('ed25519')).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const rsa = pem('rsa');
    const dkim = { MAIL_FROM: 'Essaim <non@mail.exemple.fr>', DKIM_DOMAIN: 'exemple.fr', DKIM_SELECTOR: 's1' };
    const cannotSign = 'DKIM_KEY cannot sign; expected a private RSA key of 1024 bits or more in PEM, its line breaks as they are or written \\n';

    it('is absent without a key, and taken with one, its line breaks written or not', () => {
      expect(readConfig(good).dkim).toBeUndefined();
      const expected = { domainName: 'exemple.fr', keySelector: 's1', privateKey: rsa };
      expect(readConfig({ ...good, ...dkim, DKIM_KEY: rsa }).dkim?.privateKey.trim()).toBe(rsa.trim());
      expect(readConfig({ ...good, ...dkim, DKIM_KEY: rsa.replaceAll('\n', '\\n') }).dkim).toEqual(expected);
    });

    it.each<[string, Record<string, string | undefined>, string[]]>([
      ['a key that signs nothing nodemailer could use', { DKIM_KEY: pem('ed25519') }, [cannotSign]],
      ['a key that is too short', { DKIM_KEY: pem('rsa', 512) }, [cannotSign]],
      ['a broken key', { DKIM_KEY: rsa.slice(0, 200) }, [cannotSign]],
      ['a missing selector', { DKIM_KEY: rsa, DKIM_SELECTOR: undefined }, ['DKIM_SELECTOR is not set; expected the name under which the domain publishes the key of DKIM_KEY']],
      ['a domain without a key', {}, ['DKIM_KEY is not set; expected a private RSA key in PEM']],
      ['the domain of somebody else', { DKIM_KEY: rsa, DKIM_DOMAIN: 'example.org' }, ['DKIM_DOMAIN is "example.org"; expected the domain of MAIL_FROM, mail.exemple.fr']],
    ])('refuses %s', (_, env, expected) => {
      expect(problems({ ...dkim, ...env })).toEqual(expected);
    });
  });
});
