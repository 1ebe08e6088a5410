import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';

/** Nest's token for the configuration of the process. */
export const CONFIG = Symbol('configuration');

export interface Config {
  /** Port and address that the api listens on. */
  port: number;
  host: string;
  /** What people type: links in mails and the Origin of browsers must match it. */
  publicUrl: string;
  /** PostgreSQL as `essaim_app`. */
  databaseUrl: string;
  databasePool: number;
  /** BullMQ runs on Redis when it is set, on PostgreSQL otherwise. */
  redisUrl: string | undefined;
  /** With a user and a password, the connection is encrypted or is not made. */
  smtpUrl: string;
  mailFrom: string;
  dkim: DkimConfig | undefined;
  /** Where the files that people send are kept: a folder that every process shares, or a bucket. */
  files: { folder: string } | { s3Url: string };
  attachments: { fileBytes: number; dossierBytes: number };
  /** ClamAV's daemon; nobody looks at what is sent when it is not set, and the pages say so. */
  clamavUrl: string | undefined;
  /** The public company search, without a slash at its end; nobody is looked up when it is not set, and the pages say so. */
  companySearchUrl: string | undefined;
  /** Signs sign-in links and links to files; 32 characters at least; the same for every process. */
  secret: string;
  /** One-click sign-in, mailbox, settable clock. Needs a database with the demonstration mark. */
  demonstration: boolean;
  /** The State's marks (Marianne, its font, « République française »): official State sites only. */
  officialState: boolean;
  /** Folder in which the local mail catcher keeps what it caught (demonstration only). */
  mailboxDir: string | undefined;
  logLevel: LogLevel;
  /** Port for Prometheus and the health of a process, on `host`; nobody listens when it is not set. */
  metricsPort: number | undefined;
  /** How long a process that stops goes on to answer, not ready any more, so that the traffic leaves it, ms. */
  leaveMs: number;
  queue: QueueTimings;
}

/** Signs mails: the name under which `<selector>._domainkey.<domain>` publishes the key, and the private RSA key (PEM) itself. */
export interface DkimConfig {
  domainName: string;
  keySelector: string;
  privateKey: string;
}

export interface QueueTimings {
  /** How often the relay looks for new outbox rows, ms. */
  relayEveryMs: number;
  /** How long a relay keeps the rows that it claimed, ms. */
  relayLeaseMs: number;
  /** How often the sweep looks for rows that nobody finished, and how old these are, ms. */
  sweepEveryMs: number;
  sweepAfterMs: number;
  /** BullMQ: a job whose worker shows no life for so long is given to another, ms. */
  lockDurationMs: number;
  stalledIntervalMs: number;
  /** First pause between two attempts; doubles each time, ms: 14 attempts from 2 s last for over four hours. */
  backoffMs: number;
  attempts: number;
  /** How long one sending of a mail may take before another worker may try, ms. */
  mailLeaseMs: number;
  /** How often due dates of the domain are looked at, ms. */
  timersEveryMs: number;
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** Every wrong variable at once, each with what is expected: the process must not start on a guess. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/** What `npm run migrate` needs: both roles of the database. */
export interface MigrationConfig {
  ownerUrl: string;
  databaseUrl: string;
}

const postgres = ['postgres:', 'postgresql:'];

/** Reads variables one by one, where empty means unset; what is wrong goes to `problems`, with what is expected. */
const reader = (env: Environment, problems: string[]) => {
  const text = (name: string, expected: string, fallback?: string): string => {
    const value = env[name]?.trim() || fallback;
    if (value === undefined) problems.push(`${name} is not set; expected ${expected}`);
    return value ?? '';
  };
  return {
    text,
    integer: (name: string, fallback: number, min: number, max: number): number => {
      const value = Number(env[name]?.trim() || fallback);
      if (!Number.isInteger(value) || value < min || value > max) problems.push(`${name} is "${env[name]}"; expected a whole number from ${min} to ${max}`);
      return value;
    },
    url: (name: string, protocols: readonly string[], fallback?: string): string => {
      const expected = `an address that begins with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`;
      const value = text(name, expected, fallback);
      if (value !== '' && !(URL.canParse(value) && protocols.includes(new URL(value).protocol))) problems.push(`${name} is not valid; expected ${expected}`);
      return value;
    },
    flag: (name: string): boolean => {
      const value = env[name]?.trim() || 'false';
      if (value !== 'true' && value !== 'false') problems.push(`${name} is "${value}"; expected true or false`);
      return value === 'true';
    },
    optional: <T>(names: readonly string[], read: () => T): T | undefined => (names.some((name) => env[name]?.trim()) ? read() : undefined),
  };
};

/** Reads and validates what a migration needs; throws `ConfigError` with all that is wrong. */
export function readMigrationConfig(env: Environment): MigrationConfig {
  const problems: string[] = [];
  const { url } = reader(env, problems);
  const config = { ownerUrl: url('DATABASE_OWNER_URL', postgres), databaseUrl: url('DATABASE_URL', postgres) };
  if (problems.length > 0) throw new ConfigError([...problems, 'A migration runs as role essaim_owner and prepares the queue as essaim_app; docs/deployment.md says how the roles are made']);
  return config;
}

/** Reads and validates the environment of a process; throws `ConfigError` with all that is wrong. */
export function readConfig(env: Environment): Config {
  const problems: string[] = [];
  const { text, integer, url, flag, optional } = reader(env, problems);
  const logLevel = (env['LOG_LEVEL']?.trim() || 'info') as LogLevel;
  if (!logLevels.includes(logLevel)) problems.push(`LOG_LEVEL is "${logLevel}"; expected one of ${logLevels.join(', ')}`);
  const secret = text('ESSAIM_SECRET', 'a random text of 32 characters or more, the same for each process');
  if (secret !== '' && secret.length < 32) problems.push('ESSAIM_SECRET is too short; expected 32 characters or more');

  const port = integer('PORT', 3000, 0, 65_535);
  const s3Url = optional(['S3_URL'], () => url('S3_URL', ['http:', 'https:']));
  if (s3Url !== undefined && URL.canParse(s3Url) && !isBucket(new URL(s3Url))) problems.push('S3_URL names no bucket; expected https://KEY:SECRET@host/bucket?region=…');
  const config: Config = {
    port,
    host: text('HOST', 'an address to listen on', '127.0.0.1'),
    publicUrl: url('PUBLIC_URL', ['http:', 'https:'], `http://localhost:${port}`).replace(/\/$/, ''),
    databaseUrl: url('DATABASE_URL', postgres),
    databasePool: integer('DATABASE_POOL', 20, 2, 500),
    redisUrl: optional(['REDIS_URL'], () => url('REDIS_URL', ['redis:', 'rediss:'])),
    smtpUrl: url('SMTP_URL', ['smtp:', 'smtps:']),
    mailFrom: text('MAIL_FROM', 'a sender such as "Essaim <ne-pas-repondre@exemple.fr>"', 'Essaim <ne-pas-repondre@essaim.test>'),
    dkim: optional(['DKIM_KEY', 'DKIM_DOMAIN', 'DKIM_SELECTOR'], () => ({
      domainName: text('DKIM_DOMAIN', 'the domain of MAIL_FROM, for which DKIM_KEY signs'),
      keySelector: text('DKIM_SELECTOR', 'the name under which the domain publishes the key of DKIM_KEY'),
      privateKey: text('DKIM_KEY', 'a private RSA key in PEM').replaceAll('\\n', '\n'),
    })),
    files: s3Url === undefined ? { folder: text('FILES_FOLDER', 'a folder that every api and worker shares, or S3_URL') } : { s3Url },
    attachments: { fileBytes: integer('FILE_MAX_MB', 20, 1, 2_000) * 1_000_000, dossierBytes: integer('DOSSIER_FILES_MAX_MB', 200, 1, 20_000) * 1_000_000 },
    clamavUrl: optional(['CLAMAV_URL'], () => url('CLAMAV_URL', ['tcp:'])),
    companySearchUrl: optional(['COMPANY_SEARCH_URL'], () => url('COMPANY_SEARCH_URL', ['http:', 'https:']).replace(/\/$/, '')),
    secret,
    demonstration: flag('ESSAIM_DEMONSTRATION'),
    officialState: flag('ESSAIM_OFFICIAL_STATE_SITE'),
    mailboxDir: env['ESSAIM_MAILBOX'] || undefined,
    logLevel,
    metricsPort: optional(['METRICS_PORT'], () => integer('METRICS_PORT', 0, 0, 65_535)),
    leaveMs: integer('LEAVE_MS', 0, 0, 120_000),
    queue: {
      relayEveryMs: integer('RELAY_EVERY_MS', 250, 10, 60_000),
      relayLeaseMs: integer('RELAY_LEASE_MS', 15_000, 100, 600_000),
      sweepEveryMs: integer('SWEEP_EVERY_MS', 30_000, 100, 3_600_000),
      sweepAfterMs: integer('SWEEP_AFTER_MS', 60_000, 100, 3_600_000),
      lockDurationMs: integer('QUEUE_LOCK_MS', 10_000, 500, 600_000),
      stalledIntervalMs: integer('QUEUE_STALLED_MS', 5_000, 100, 600_000),
      backoffMs: integer('QUEUE_BACKOFF_MS', 2_000, 10, 3_600_000),
      attempts: integer('QUEUE_ATTEMPTS', 14, 1, 50),
      mailLeaseMs: integer('MAIL_LEASE_MS', 60_000, 500, 600_000),
      timersEveryMs: integer('TIMERS_EVERY_MS', 60_000, 100, 3_600_000),
    },
  };
  if (config.dkim !== undefined && config.dkim.privateKey !== '') problems.push(...dkimProblems(config.dkim, config.mailFrom));
  if (config.demonstration) problems.push(...demonstrationProblems(config));
  if (problems.length > 0) throw new ConfigError(problems);
  return config;
}

const isBucket = ({ username, password, pathname }: URL): boolean => username !== '' && password !== '' && /^\/[^/]+\/?$/.test(pathname);

const loopback = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** A demonstration opens every door, so only this machine may knock. */
function demonstrationProblems(config: Config): string[] {
  const problems: string[] = [];
  if (config.host !== '127.0.0.1') problems.push(`HOST is ${config.host}; a demonstration listens on 127.0.0.1 only: leave HOST unset or ESSAIM_DEMONSTRATION=false`);
  if (URL.canParse(config.publicUrl) && !loopback.has(new URL(config.publicUrl).hostname)) {
    problems.push('PUBLIC_URL names a public address; a demonstration is for this machine only: unset it or ESSAIM_DEMONSTRATION=false');
  }
  return problems;
}

/** nodemailer sends without a signature, and without a word, when the key is broken or no RSA key: so it is tried here. */
function dkimProblems({ domainName, privateKey }: DkimConfig, mailFrom: string): string[] {
  const problems: string[] = [];
  const from = /@([^\s>]+)>?\s*$/.exec(mailFrom)?.[1]?.toLowerCase();
  if (domainName !== '' && from !== domainName.toLowerCase() && !from?.endsWith(`.${domainName.toLowerCase()}`)) {
    problems.push(`DKIM_DOMAIN is "${domainName}"; expected the domain of MAIL_FROM, ${from ?? 'which names none'}`);
  }
  const expected = 'DKIM_KEY cannot sign; expected a private RSA key of 1024 bits or more in PEM, its line breaks as they are or written \\n';
  try {
    const key = createPrivateKey(privateKey);
    const enough = key.asymmetricKeyType === 'rsa' && (key.asymmetricKeyDetails?.modulusLength ?? 0) >= 1024;
    if (!enough) return [...problems, expected];
    const proof = Buffer.from('proof');
    const signed = sign('RSA-SHA256', proof, key);
    if (!verify('RSA-SHA256', proof, createPublicKey(key), signed)) problems.push(expected);
  } catch {
    problems.push(expected);
  }
  return problems;
}
