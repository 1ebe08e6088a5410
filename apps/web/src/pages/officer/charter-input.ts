import { charterLimits } from '#domain/charters/charter.rules.js';
import type { Schemas } from '../../client/client.js';
import type { InputError } from './call-input.js';

type Body = Schemas['NewCharterBody'];

/** A version as its form holds it. The key of an item is what it has from one version to the next: people do not see it. */
export type CharterInput = Body;

export const emptyCharter: CharterInput = { title: '', adoptedOn: '', preamble: '', items: [{ key: 'engagement-1', title: '', help: '' }] };

export const charterInputOf = ({ title, adoptedOn, preamble, items }: Schemas['CharterDto']): CharterInput => ({ title, adoptedOn, preamble, items: items.map(({ key, title: name, help }) => ({ key, title: name, help })) });

/** A new item, under a key that no other has. */
export function withItem(input: CharterInput): CharterInput {
  const taken = new Set(input.items.map(({ key }) => key));
  let n = input.items.length + 1;
  while (taken.has(`engagement-${n}`)) n++;
  return { ...input, items: [...input.items, { key: `engagement-${n}`, title: '', help: '' }] };
}

/** What keeps the version from being saved, each with its field. */
export const charterErrors = ({ title, adoptedOn, items }: CharterInput): InputError[] => [
  ...(title.trim() === '' ? [{ id: 'charte-titre', label: 'Titre', error: 'Le titre manque.' }] : []),
  ...(/^\d{4}-\d\d-\d\d$/.test(adoptedOn) ? [] : [{ id: 'charte-jour', label: 'Adoptée le', error: 'Une date est attendue.' }]),
  ...items.flatMap((item, index) => (item.title.trim() === '' ? [{ id: `charte-engagement-${index}`, label: `Engagement ${index + 1}`, error: 'L’intitulé manque.' }] : [])),
];

export const charterBody = ({ title, adoptedOn, preamble, items }: CharterInput): Body => ({ title: title.trim(), adoptedOn, preamble: preamble.trim(), items: items.map(({ key, title: name, help }) => ({ key, title: name.trim(), help: help.trim() })) });

export const mostItems = charterLimits.items;
