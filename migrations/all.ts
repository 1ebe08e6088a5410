import { Foundations1700000000001 } from './1700000000001-foundations.js';
import { Identity1700000000002 } from './1700000000002-identity.js';
import { Directory1700000000003 } from './1700000000003-directory.js';
import { Programmes1700000000004 } from './1700000000004-programmes.js';
import { Calls1700000000005 } from './1700000000005-calls.js';
import { Applications1700000000006 } from './1700000000006-applications.js';
import { Reviews1700000000007 } from './1700000000007-reviews.js';
import { Selection1700000000008 } from './1700000000008-selection.js';
import { Decisions1700000000009 } from './1700000000009-decisions.js';
import { Agreements1700000000010 } from './1700000000010-agreements.js';
import { Disbursements1700000000011 } from './1700000000011-disbursements.js';
import { Notifications1700000000012 } from './1700000000012-notifications.js';
import { Lists1700000000013 } from './1700000000013-lists.js';
import { Operations1700000000014 } from './1700000000014-operations.js';
import { Attachments1700000000016 } from './1700000000016-attachments.js';
import { Drafts1700000000017 } from './1700000000017-drafts.js';
import { Grants1700000000018 } from './1700000000018-grants.js';
import { AnyCall1700000000019 } from './1700000000019-any-call.js';
import { TracksAndLoans1700000000020 } from './1700000000020-tracks-and-loans.js';
import { DirectoryOfPoles1700000000021 } from './1700000000021-directory-of-poles.js';
import { Charter1700000000022 } from './1700000000022-charter.js';
import { Invitations1700000000024 } from './1700000000024-invitations.js';
import { Certification1700000000025 } from './1700000000025-certification.js';
import { CallDocuments1700000000027 } from './1700000000027-call-documents.js';
import { LateExceptionsOnce1700000000028 } from './1700000000028-late-exceptions-once.js';
import { DiscardedCalls1700000000029 } from './1700000000029-discarded-calls.js';

/** Every migration, in the order in which they run. */
export const migrations = [
  Foundations1700000000001,
  Identity1700000000002,
  Directory1700000000003,
  Programmes1700000000004,
  Calls1700000000005,
  Applications1700000000006,
  Reviews1700000000007,
  Selection1700000000008,
  Decisions1700000000009,
  Agreements1700000000010,
  Disbursements1700000000011,
  Notifications1700000000012,
  Lists1700000000013,
  Operations1700000000014,
  Attachments1700000000016,
  Drafts1700000000017,
  Grants1700000000018,
  AnyCall1700000000019,
  TracksAndLoans1700000000020,
  DirectoryOfPoles1700000000021,
  Charter1700000000022,
  Invitations1700000000024,
  Certification1700000000025,
  CallDocuments1700000000027,
  LateExceptionsOnce1700000000028,
  DiscardedCalls1700000000029,
];
