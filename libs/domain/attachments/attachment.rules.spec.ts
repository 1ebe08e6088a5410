import fc from 'fast-check';
import { attachmentName, checkKind, checkSize, nameOfKind } from './attachment.rules.js';
import { readBytes, readMetadata } from './upload.rules.js';
import { checkAttached } from '../applications/attached.rules.js';

const codeOf = (act: () => unknown): string | undefined => {
  try {
    act();
    return undefined;
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('the name of a file', () => {
  it.each([
    ['budget 2024.pdf', 'budget 2024.pdf'],
    ['Étude d’impact.odt', 'Étude d’impact.odt'],
    ['E\u0301tude.pdf', 'Étude.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\Moi\\budget.pdf', 'budget.pdf'],
    ['budget\r\nSet-Cookie: a=b.pdf', 'budget Set-Cookie_ a=b.pdf'],
    ['budget\u202Efdp.exe', 'budgetfdp.exe'],
    ['\u2066budget\u2069.pdf', 'budget.pdf'],
    ['bud\0get\u0007.pdf', 'budget.pdf'],
    ['\ud800.pdf', 'pdf'],
    ['...', 'document'],
    ['', 'document'],
    ['a<b>:"|?*.pdf', 'a_b______.pdf'],
    ['.htaccess', 'htaccess'],
  ])('%j is shown as %j', (typed, shown) => {
    expect(attachmentName(typed)).toBe(shown);
  });

  it('keeps its ending when it is too long', () => {
    const name = attachmentName(`${'é'.repeat(400)}.xlsx`);
    expect([...name]).toHaveLength(150);
    expect(name.endsWith('.xlsx')).toBe(true);
  });

  it('whatever was typed, holds no folder, no line break, no invisible sign, and is there', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (typed) => {
        const name = attachmentName(typed);
        expect(name).not.toMatch(/[/\\\p{C}\p{Zl}\p{Zp}<>:"|?*]/u);
        expect([...name].length).toBeGreaterThan(0);
        expect([...name].length).toBeLessThanOrEqual(150);
        expect(attachmentName(name)).toBe(name);
      }),
      { seed: 16, numRuns: 500 },
    );
  });

  it('gets the ending of its kind when it has none', () => {
    expect([nameOfKind('budget', 'pdf'), nameOfKind('budget.PDF', 'pdf')]).toEqual(['budget.pdf', 'budget.PDF']);
  });
});

describe('what may be sent', () => {
  const limits = { fileBytes: 20_000_000, dossierBytes: 50_000_000 };
  it.each([
    [{}, 20_000_000, 0, undefined],
    [{}, 20_000_001, 0, 'attachment.too-large'],
    [{}, 10_000_000_000, 0, 'attachment.too-large'],
    [{ maxBytes: 1_000 }, 1_001, 0, 'attachment.too-large'],
    [{ maxBytes: 100_000_000 }, 20_000_001, 0, 'attachment.too-large'],
    [{}, 0, 0, 'file.empty'],
    [{}, 10_000_000, 40_000_000, undefined],
    [{}, 10_000_000, 40_000_001, 'attachment.dossier-full'],
  ])('%j, %i bytes beside %i: %s', (field, bytes, held, code) => {
    expect(codeOf(() => checkSize(field, bytes, held, limits))).toBe(code);
  });

  it('is of the kinds that the field takes', () => {
    expect(codeOf(() => checkKind({ accept: ['pdf', 'image'] }, 'jpeg'))).toBeUndefined();
    expect(codeOf(() => checkKind({ accept: ['pdf', 'image'] }, 'csv'))).toBe('attachment.kind-not-accepted');
    expect(codeOf(() => checkKind({}, 'csv'))).toBeUndefined();
  });
});

describe('an answer', () => {
  const held = [{ id: 'a', section: 's', field: 'f' }];
  it('names files of its own field only', () => {
    expect(codeOf(() => checkAttached([{ section: 's', field: 'f', ids: ['a'] }], held))).toBeUndefined();
    expect(codeOf(() => checkAttached([{ section: 's', field: 'g', ids: ['a'] }], held))).toBe('application.answers-malformed');
    expect(codeOf(() => checkAttached([{ section: 's', field: 'f', ids: ['a', 'b'] }], held))).toBe('application.answers-malformed');
  });
});

describe('the headers of tus', () => {
  const decode = (text: string): string => `<${text}>`;
  it('are read, or refused whole', () => {
    expect(readMetadata('filename YWJj, field ZA==,empty', decode)).toEqual({ filename: '<YWJj>', field: '<ZA==>', empty: '<>' });
    expect(readMetadata('', decode)).toEqual({});
    for (const wrong of ['filename YWJj more', 'filename é', 'filename a\u0000b', Array.from({ length: 21 }, (_, n) => `k${n}`).join(',')]) expect(codeOf(() => readMetadata(wrong, decode))).toBe('upload.malformed');
    expect(readBytes('10000000000')).toBe(10_000_000_000);
    for (const wrong of [undefined, '', '-1', '1.5', '0x10', '1e3', '9'.repeat(16), ' 1']) expect(codeOf(() => readBytes(wrong))).toBe('upload.malformed');
  });
});
