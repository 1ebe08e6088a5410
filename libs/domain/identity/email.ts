import { invalid } from '../shared/error.js';

const address = /^[^\s@<>"(),;:\\]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63})+$/;

/**
 * An address as it is stored and mailed to: trimmed, one recipient, no line break (which would add recipients to a mail).
 * Throws `invalid-input` `email.malformed`.
 */
export function toEmail(text: string): string {
  const email = text.trim();
  if (email.length > 254 || !address.test(email)) throw invalid('email.malformed');
  return email;
}
