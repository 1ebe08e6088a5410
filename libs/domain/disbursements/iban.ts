import { isIban, looksLikeIban } from '../directory/iban.js';
import { invalid } from '../shared/error.js';

/**
 * An IBAN as it is stored: capitals, no blanks. Throws `invalid-input` `bank-account.iban-malformed` or `…-iban-wrong` when its check
 * digits (ISO 13616, modulo 97) or, for a French one, its key (clé RIB) show that a sign is mistaken.
 */
export function toIban(text: string): string {
  const iban = text.replace(/[\s\u00a0\u202f]/g, '').toUpperCase();
  if (!looksLikeIban(iban)) throw invalid('bank-account.iban-malformed');
  if (!isIban(iban)) throw invalid('bank-account.iban-wrong');
  return iban;
}
