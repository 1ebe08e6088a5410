import { invalid } from '../shared/error.js';

const address = /^[^\s@<>"(),;:\\]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63})+$/;

/** Is `text` one address, without blanks around it and without a line break, which would add recipients to a mail? */
export const isEmail = (text: string): boolean => text.length <= 254 && address.test(text);

/** An address as it is stored and mailed to: trimmed. Throws `invalid-input` `email.malformed`. */
export function toEmail(text: string): string {
  const email = text.trim();
  if (!isEmail(email)) throw invalid('email.malformed');
  return email;
}
