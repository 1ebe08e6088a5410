/** Crockford's base 32: no I, L, O, U, which people mistake for others. */
const signs = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** How many random bytes `verificationCode` wants. */
export const verificationBytes = 12;

/** A code of twelve signs (60 bits) out of twelve random bytes. */
export const verificationCode = (bytes: Uint8Array): string => {
  if (bytes.length !== verificationBytes) throw new RangeError(`a verification code takes ${verificationBytes} bytes`);
  return Array.from(bytes, (byte) => signs[byte % 32]!).join('');
};

/** What somebody typed, as the code is kept: without blanks and dashes, in capitals, I and L as 1, O as 0; undefined when it cannot be a code. */
export function readVerificationCode(typed: string): string | undefined {
  const code = typed.replace(/[\s-]/g, '').toUpperCase().replace(/[IL]/g, '1').replace(/O/g, '0');
  return /^[0-9A-HJKMNP-TV-Z]{12}$/.test(code) ? code : undefined;
}
