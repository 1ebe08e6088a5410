import { agreements } from './agreements.js';
import { applications } from './applications.js';
import { attachments } from './attachments.js';
import { calls } from './calls.js';
import type { Matrix } from './case.js';
import { charters } from './charters.js';
import { decisions } from './decisions.js';
import { directory } from './directory.js';
import { disbursements } from './disbursements.js';
import { identity } from './identity.js';
import { audit, demonstration, notifications, open } from './operations.js';
import { programmes } from './programmes.js';
import { reviews } from './reviews.js';
import { selection } from './selection.js';

export const matrix: Matrix = {
  ...identity,
  ...directory,
  ...charters,
  ...programmes,
  ...calls,
  ...applications,
  ...attachments,
  ...reviews,
  ...selection,
  ...decisions,
  ...agreements,
  ...disbursements,
  ...notifications,
  ...audit,
  ...open,
  ...demonstration,
};
