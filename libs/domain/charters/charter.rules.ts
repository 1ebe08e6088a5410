import { isDay, parisDay, type Day } from '../shared/day.js';
import { forbidden, invalid, conflict, ruleViolated } from '../shared/error.js';
import { lifecycle } from '../shared/lifecycle.js';

export type CharterState = 'draft' | 'published' | 'dropped';
export type CharterAction = 'publish' | 'drop';

export const charterLifecycle = lifecycle<CharterState, CharterAction>('charter', 'draft', {
  publish: { from: ['draft'], to: 'published' },
  drop: { from: ['draft'], to: 'dropped' },
});

/** One commitment, on which a pole says where it stands. */
export interface CharterItem {
  readonly key: string;
  readonly title: string;
  readonly help: string;
}

/** What a version of the charter says. */
export interface CharterText {
  readonly title: string;
  readonly adoptedOn: Day;
  readonly preamble: string;
  readonly items: readonly CharterItem[];
}

/** Most items, and the longest texts in UTF-16 units. */
export const charterLimits = { items: 20, title: 200, preamble: 10_000, itemTitle: 300, itemHelp: 1_000 } as const;

const itemKey = /^[a-z][a-z0-9-]{0,39}$/;
const isText = (text: string, longest: number): boolean => text.trim() !== '' && text.length <= longest;

/** Throws `invalid-input` unless the text can be signed: a title, a day, items with a title each, keys once each. */
export function checkCharter({ title, adoptedOn, preamble, items }: CharterText): void {
  if (!isText(title, charterLimits.title)) throw invalid('charter.no-title');
  if (!isDay(adoptedOn)) throw invalid('charter.no-day');
  if (preamble.length > charterLimits.preamble) throw invalid('charter.preamble-too-long', { max: charterLimits.preamble });
  if (items.length === 0 || items.length > charterLimits.items) throw invalid('charter.items-count', { max: charterLimits.items });
  if (new Set(items.map(({ key }) => key)).size !== items.length) throw invalid('charter.item-key-twice');
  for (const item of items) {
    if (!itemKey.test(item.key) || !isText(item.title, charterLimits.itemTitle) || item.help.length > charterLimits.itemHelp) throw invalid('charter.item-incomplete', { item: item.key.slice(0, 40) });
  }
}

/** A draft changes until it is published, never over what somebody else saved. */
export function checkCharterEditable(charter: { state: CharterState; version: number }, version: number): void {
  if (charter.state !== 'draft') throw conflict('charter.already-settled', { state: charter.state });
  if (charter.version !== version) throw conflict('charter.stale', { version: charter.version });
}

/** The text as it is sealed when it is published: JSON, keys in a fixed order. Its SHA-256 names the version. */
export const charterContent = ({ title, adoptedOn, preamble, items }: CharterText): string =>
  JSON.stringify({ title, adoptedOn, preamble, items: items.map(({ key, title: name, help }) => ({ key, title: name, help })) });

/**
 * Publishes a draft as of `at`; neither who began it nor who changed it last may: throws `forbidden` `charter.second-person-required`. A charter
 * is adopted before it is published: `rule-violated` `charter.not-adopted-yet`.
 */
export function publishCharter(charter: { state: CharterState; draftedBy: string; changedBy: string; adoptedOn: Day }, personId: string, at: Date): { state: CharterState; publishedBy: string; publishedAt: Date } {
  const state = charterLifecycle.next('publish', charter.state);
  if (charter.draftedBy === personId || charter.changedBy === personId) throw forbidden('charter.second-person-required');
  if (charter.adoptedOn > parisDay(at)) throw ruleViolated('charter.not-adopted-yet');
  return { state, publishedBy: personId, publishedAt: at };
}
