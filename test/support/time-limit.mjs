import { jest } from '@jest/globals';

jest.setTimeout(globalThis.TIME_LIMIT_MS);
