import fc from 'fast-check';
import { readVerificationCode, verificationBytes, verificationCode } from './verification-code.js';

it('is read back however it is typed', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: verificationBytes, maxLength: verificationBytes }), (bytes) => {
      const code = verificationCode(bytes);
      expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{12}$/);
      expect(readVerificationCode(` ${code.slice(0, 4)}-${code.slice(4, 8).toLowerCase()} ${code.slice(8)}`)).toBe(code);
    }),
  );
});

it('forgives mistaken signs and refuses the rest', () => {
  expect(readVerificationCode('oil0-aaaa-bbbb')).toBe('0110AAAABBBB');
  for (const typed of ['', 'AAAA-BBBB', 'AAAA-BBBB-CCCU', 'AAAA-BBBB-CCCC-D', '%']) expect(readVerificationCode(typed)).toBeUndefined();
});
