import { tmpdir } from 'node:os';
import path from 'node:path';
import { readConfig, type Config } from '#platform/config/config.js';

/** Where tests keep files: under their hash, so that runs share what is alike. */
export const filesFolder = path.join(tmpdir(), 'essaim-test-files');

/** The configuration of a test's process, on the file's own database. */
export const testConfig = (env: Record<string, string> = {}): Config =>
  readConfig({
    LOG_LEVEL: 'silent',
    PORT: '0',
    DATABASE_URL: process.env['DATABASE_URL'],
    REDIS_URL: process.env['REDIS_URL'],
    SMTP_URL: 'smtp://127.0.0.1:9',
    FILES_FOLDER: filesFolder,
    ESSAIM_SECRET: 'a secret of the tests, thirty-two characters and more',
    ...env,
  });
