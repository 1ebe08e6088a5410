import type { Actor } from '../identity/actor.js';
import { conflict, forbidden, invalid } from '../shared/error.js';
import { cleanText } from '../shared/text.js';
import type { ApplicationState } from './application.lifecycle.js';
import { canRuleEligibility, canWriteAsPole } from './application.policy.js';

/** For whom a person speaks about a dossier. Throws `forbidden` `application.message-not-yours` when for nobody. */
export function sideOf(actor: Actor, application: { id: string; callId: string; poleId: string }): 'pole' | 'desk' {
  if (canWriteAsPole(actor, application)) return 'pole';
  if (canRuleEligibility(actor, application)) return 'desk';
  throw forbidden('application.message-not-yours');
}

/** For whom a person writes about a dossier, and the text to keep. Nobody writes about a draft: the ministry does not know it. */
export function messageSide(actor: Actor, application: { id: string; callId: string; poleId: string; state: ApplicationState }, body: string): { side: 'pole' | 'desk'; text: string } {
  const side = sideOf(actor, application);
  if (application.state === 'draft' || application.state === 'discarded') throw conflict('application.not-submitted-yet');
  const text = cleanText(body).text.trim();
  if (text === '') throw invalid('message.empty');
  return { side, text };
}
