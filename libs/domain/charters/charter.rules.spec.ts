import { charterContent, checkCharter, checkCharterEditable, publishCharter, type CharterText } from './charter.rules.js';

const item = (key: string) => ({ key, title: `Engagement ${key}`, help: '' });
const text: CharterText = { title: 'Charte des PTCE', adoptedOn: '2021-06-15', preamble: '', items: [item('cooperation'), item('ess')] };
const at = new Date('2021-06-20T10:00:00Z');
const code = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    return (error as { code: string }).code;
  }
  return 'nothing was thrown';
};

it.each<[string, Partial<CharterText>, string]>([
  ['no title', { title: '  ' }, 'charter.no-title'],
  ['no day', { adoptedOn: '2021-06-31' }, 'charter.no-day'],
  ['a preamble without end', { preamble: 'a'.repeat(10_001) }, 'charter.preamble-too-long'],
  ['no item', { items: [] }, 'charter.items-count'],
  ['too many items', { items: Array.from({ length: 21 }, (_, n) => item(`i-${n}`)) }, 'charter.items-count'],
  ['a key twice', { items: [item('ess'), item('ess')] }, 'charter.item-key-twice'],
  ['an item without title', { items: [{ key: 'ess', title: ' ', help: '' }] }, 'charter.item-incomplete'],
])('is refused with %s', (_, change, wanted) => {
  expect(code(() => checkCharter(text))).toBe('nothing was thrown');
  expect(code(() => checkCharter({ ...text, ...change }))).toBe(wanted);
});

it('is published by somebody who wrote none of it, once it is adopted, and does not change after', () => {
  const draft = { state: 'draft' as const, draftedBy: 'a', changedBy: 'b', adoptedOn: '2021-06-15' };
  expect(publishCharter(draft, 'c', at)).toEqual({ state: 'published', publishedBy: 'c', publishedAt: at });
  for (const author of ['a', 'b']) expect(code(() => publishCharter(draft, author, at))).toBe('charter.second-person-required');
  expect(code(() => publishCharter(draft, 'c', new Date('2021-06-14T21:59:59Z')))).toBe('charter.not-adopted-yet');
  expect(code(() => publishCharter({ ...draft, state: 'dropped' }, 'c', at))).toBe('charter.cannot-publish');
  expect(code(() => checkCharterEditable({ state: 'published', version: 2 }, 2))).toBe('charter.already-settled');
  expect(code(() => checkCharterEditable({ state: 'draft', version: 2 }, 1))).toBe('charter.stale');
});

it('has the same bytes whatever the order of keys that it came in', () => {
  const turned = { items: text.items.map(({ key, title, help }) => ({ help, title, key })), preamble: '', adoptedOn: '2021-06-15', title: 'Charte des PTCE' };
  expect(charterContent(turned)).toBe(charterContent(text));
});
