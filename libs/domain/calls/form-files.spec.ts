import { checkAnswers, missingAnswers } from './answer.rules.js';
import { parseForm } from './form.rules.js';

const field = (over: object = {}) => ({ key: 'budget', label: 'Budget', kind: 'attachment', required: true, ...over });
const formOf = (one: object) => parseForm({ sections: [{ key: 's', title: 'S', fields: [one] }] });
const refusal = (one: object): unknown => {
  try {
    formOf(one);
    return undefined;
  } catch (error) {
    return [(error as { code: string }).code, (error as { params: { path: string } }).params.path];
  }
};
const id = (n: number): string => `018f4e3a-7c1d-7000-8000-0000000000${String(n).padStart(2, '0')}`;

describe('a field for files', () => {
  it('is read back as it was written', () => {
    const one = field({ maxFiles: 2, maxBytes: 5_000_000, accept: ['pdf', 'image'] });
    expect(formOf(one).sections[0]!.fields[0]).toEqual(one);
  });

  it.each<[object, string, string]>([
    [field({ maxFiles: 0 }), 'form.out-of-range', 'sections[0].fields[0].maxFiles'],
    [field({ maxBytes: 1.5 }), 'form.not-an-integer', 'sections[0].fields[0].maxBytes'],
    [field({ accept: [] }), 'form.empty-list', 'sections[0].fields[0].accept'],
    [field({ accept: ['exe'] }), 'form.unknown-file-group', 'sections[0].fields[0].accept[0]'],
    [field({ accept: ['pdf', 'pdf'] }), 'form.file-group-twice', 'sections[0].fields[0].accept'],
    [field({ kind: 'text', maxFiles: 2 }), 'form.not-of-this-kind', 'sections[0].fields[0].maxFiles'],
  ])('%j: %s', (one, code, path) => {
    expect(refusal(one)).toEqual([code, path]);
  });

  const form = formOf(field({ maxFiles: 2 }));
  const problems = (budget: unknown): string[] => checkAnswers(form.sections[0]!, { budget }).map(({ code }) => code);

  it('is answered by ids of files, each once, not too many', () => {
    for (const fine of [[], [id(1)], [id(1), id(2)], null]) expect(problems(fine)).toEqual([]);
    for (const wrong of ['x', {}, 3]) expect(problems(wrong)).toEqual(['answer.not-a-list']);
    for (const wrong of [[3], ['x'], [id(1).toUpperCase()], [null]]) expect(problems(wrong)).toEqual(['answer.not-a-file']);
    expect(problems([id(1), id(1)])).toEqual(['answer.file-twice']);
    expect(problems([id(1), id(2), id(3)])).toEqual(['answer.too-many-files']);
  });

  it('is missing when it is required and empty', () => {
    expect(missingAnswers(form, { s: { budget: [] } })).toEqual([{ path: 's.budget', code: 'answer.missing' }]);
    expect(missingAnswers(form, { s: { budget: [id(1)] } })).toEqual([]);
  });
});
