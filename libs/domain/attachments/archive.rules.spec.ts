import fc from 'fast-check';
import { placesOf, safeFileName, type ArchivedFile } from './archive.rules.js';
import { dossierPage } from './dossier.page.js';

describe('the name of a file in an archive', () => {
  it.each([
    ['Statuts signés.pdf', 'Statuts signés.pdf'],
    ['../../etc/passwd', '_.._etc_passwd'],
    ['C:\\Windows\\a.pdf', 'C__Windows_a.pdf'],
    ['CON.pdf', '_CON.pdf'],
    ['nul', '_nul'],
    ['a\u202efdp.exe', 'afdp.exe'],
    ['.htaccess', 'htaccess'],
    ['  ..  ', 'fichier'],
    ['.pdf', 'pdf'],
    [`${'é'.repeat(300)}.pdf`, `${'é'.repeat(116)}.pdf`],
  ])('%j is %j', (given, safe) => expect(safeFileName(given)).toBe(safe));

  it('leads nowhere else, whatever it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('.', '/', '\\', ':', ' ', 'a', 'é', '\0', '\n', '\u202e', '*', 'con', '.pdf', '😀'), maxLength: 200 }), (name) => {
        const safe = safeFileName(name);
        expect(safe).not.toMatch(/[/\\:*?"<>|\p{Cc}\p{Cf}]|^\.|[. ]$/u);
        expect(safe).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i);
        expect(safe).not.toBe('');
      }),
    );
  });

  it('is no other’s, and what is kept apart has none', () => {
    const file = (id: string, more: Partial<ArchivedFile> = {}): ArchivedFile => ({ id, section: 'projet', field: 'annexes', name: 'a.pdf', bytes: 1, sha256: '', scan: 'clean', ...more });
    expect([...placesOf([file('1'), file('2', { scan: 'infected' }), file('3'), file('4', { field: 'con' })])]).toEqual([
      ['1', 'pieces/projet-annexes/01-a.pdf'],
      ['3', 'pieces/projet-annexes/02-a.pdf'],
      ['4', 'pieces/projet-con/01-a.pdf'],
    ]);
  });
});

it('the page of a dossier runs nothing that people wrote', () => {
  const evil = '<script>alert(1)</script>"\'&<img src=x onerror=y>';
  const page = dossierPage({
    submission: { number: evil, ordinal: 1, receivedAt: new Date(0), sha256: null, callCode: evil, callTitle: evil },
    projectTitle: evil,
    pole: { name: evil, siren: evil, addressLine: evil, postalCode: evil, city: evil },
    members: [{ name: evil, siren: null, slots: [], evidence: evil }],
    form: { sections: [{ key: 's', title: evil, fields: [{ key: 'a', label: evil, kind: 'text', required: false }, { key: 'f', label: evil, kind: 'attachment', required: false }, { key: 'b', label: evil, kind: 'budget', required: false }, { key: 'r', label: evil, kind: 'repeat', required: false, itemLabel: evil, fields: [{ key: 'i', label: evil, kind: 'text', required: false }] }] }] },
    answers: { s: { a: evil, f: ['1'], b: { charges: [{ account: evil, label: evil, cents: 1 }], products: [] }, r: [{ i: evil }] } },
    files: [{ id: '1', section: 's', field: 'f', name: evil, bytes: 1, sha256: '', scan: 'clean' }],
    places: new Map([['1', evil]]),
  });
  expect(page.match(/<(script|img)/g)).toBeNull();
  expect(page.match(/&lt;script&gt;/g)!.length).toBeGreaterThan(15);
  expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
});
