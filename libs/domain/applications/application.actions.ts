import type { ApplicationAction, ApplicationState } from './application.lifecycle.js';
import { isBeingRewritten, type WritingTerms } from './application.rules.js';

/** Is this the person's action, and its hour? `released`: is there a decision in force that its pole knows? */
export function mayAct(action: ApplicationAction, dossier: { state: ApplicationState; reopenedAt: Date | null; released: boolean }, terms: WritingTerms, now: Date, { applicant, officer }: { applicant: boolean; officer: boolean }): boolean {
  const isOpenPhase = now < terms.phase.closesAt;
  const rewritten = isBeingRewritten(dossier, terms, now);
  switch (action) {
    case 'withdraw':
      return applicant && !dossier.released;
    case 'submit':
    case 'discard':
      return applicant;
    case 'reopen':
      return applicant && isOpenPhase && dossier.reopenedAt === null;
    case 'resubmit':
      return applicant && rewritten;
    case 'request-correction':
      return officer && !isOpenPhase && terms.correction === null;
    case 'find-eligible':
    case 'find-ineligible':
      return officer && !rewritten;
    case 'start-review':
    case 'award':
    case 'put-in-reserve':
    case 'refuse':
      return false;
  }
}
