import { isGivenToAll, scanStates } from '../shared/file-scan.js';
import { checkDraft, checkOrder, checkRemovable, checkTakesDocuments, describeDocument, documentState } from './document.rules.js';

const codeOf = (act: () => unknown): string | undefined => {
  try {
    act();
    return undefined;
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('a document of a call', () => {
  it('says what it is, and has a title', () => {
    expect(describeDocument('guide', '  Guide \n du\u0000 candidat ')).toEqual({ kind: 'guide', title: 'Guide du candidat' });
    expect(codeOf(() => describeDocument('flyer', 'Un tract'))).toBe('document.kind-unknown');
    for (const title of ['', '  a ', 'x'.repeat(201)]) expect(codeOf(() => describeDocument('other', title))).toBe('document.title-length');
  });

  it.each([
    [0, false, 'in-force'],
    [3, false, 'in-force'],
    [0, true, 'replaced'],
    [null, false, 'waiting'],
  ])('brought by %p, replaced: %p: %s', (addendum, isReplaced, state) => {
    expect(documentState({ addendum, isReplaced })).toBe(state);
  });

  it('is put in order by who knows them all', () => {
    expect(codeOf(() => checkOrder(['a', 'b'], ['b', 'a']))).toBeUndefined();
    for (const order of [['a'], ['a', 'b', 'c'], ['a', 'a'], ['a', 'c']]) expect(codeOf(() => checkOrder(['a', 'b'], order))).toBe('document.list-changed');
  });

  it('goes from a draft, and from a published call as long as nothing promises it', () => {
    const removed = (state: string, addendum: number | null, isPromised = false): string | undefined => codeOf(() => checkRemovable({ state }, { addendum, isPromised }));
    expect([removed('draft', 0), removed('published', null), removed('closed', null)]).toEqual([undefined, undefined, undefined]);
    expect([removed('published', 0), removed('published', 2), removed('published', null, true)]).toEqual(['document.call-published', 'document.call-published', 'document.in-addendum']);
    expect([codeOf(() => checkDraft({ state: 'published' })), codeOf(() => checkTakesDocuments({ state: 'closed' }))]).toEqual(['document.call-published', 'document.call-closed']);
  });

  it('is given to anybody once it was found clean, and in a demonstration, where nobody looks', () => {
    expect(scanStates.filter((scan) => isGivenToAll(scan, false))).toEqual(['clean']);
    expect(scanStates.filter((scan) => isGivenToAll(scan, true))).toEqual(['unscanned', 'clean']);
  });
});
