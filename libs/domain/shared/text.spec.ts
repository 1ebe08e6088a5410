import fc from 'fast-check';
import { cleanJson, cleanText, isClean } from './text.js';

describe('cleanText', () => {
  it.each([
    ['pôle', 'pôle'],
    ['a\u0000b', 'ab'],
    ['a\ud800b', 'ab'],
    ['a\udc00', 'a'],
    ['\ud83d\u0000\ude00', ''],
    ['abeille 🐝', 'abeille 🐝'],
    ['', ''],
  ])('%j → %j', (text, clean) => expect(cleanText(text)).toEqual({ text: clean, changed: text !== clean }));

  it('gives texts that need no cleaning, and leaves those alone', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'é', '\u0000', '\ud83d', '\ude00', '🐝')), (parts) => {
        const { text } = cleanText(parts.join(''));
        expect(isClean(text)).toBe(true);
        expect(text.includes('\u0000')).toBe(false);
        expect(encodeURIComponent(text)).toBeDefined(); // throws on a lone surrogate
      }),
    );
  });
});

describe('cleanJson', () => {
  it('cleans deep, and says where', () => {
    expect(cleanJson({ a: ['x\u0000', 1, null, true], 'b\ud800': { c: 'y' } })).toEqual({ value: { a: ['x', 1, null, true], b: { c: 'y' } }, changed: ['a[0]', 'b'] });
    expect(cleanJson({ a: 'x' })).toEqual({ value: { a: 'x' }, changed: [] });
  });
});
