import { conflict, invalid } from '../shared/error.js';
import { cleanText } from '../shared/text.js';

/** What a document of a call is; `template`: an annex, or a model to fill in. */
export const documentKinds = ['specification', 'guide', 'template', 'other'] as const;
export type DocumentKind = (typeof documentKinds)[number];

/** As pages and mails say it. */
export const documentKindNames: Readonly<Record<DocumentKind, string>> = {
  specification: 'Cahier des charges',
  guide: 'Guide',
  template: 'Annexe ou modèle à remplir',
  other: 'Autre document',
};

/** `waiting`: it was sent since the publication, an addendum will bring it; `replaced`: still there to read. */
export type DocumentState = 'in-force' | 'waiting' | 'replaced';

/** How a document stands: `addendum` is the one that brought it (0: published with the call; null: none yet). */
export const documentState = ({ addendum, isReplaced }: { readonly addendum: number | null; readonly isReplaced: boolean }): DocumentState =>
  addendum === null ? 'waiting' : isReplaced ? 'replaced' : 'in-force';

/** What a person says of a document. */
export interface DocumentWords {
  readonly kind: DocumentKind;
  readonly title: string;
}

/** The kind and the title of a document as they are kept: throws `invalid-input` `document.kind-unknown`, `document.title-length`. */
export function describeDocument(kind: string, title: string): DocumentWords {
  const known = documentKinds.find((one) => one === kind);
  if (known === undefined) throw invalid('document.kind-unknown');
  const clean = cleanText(title).text.replace(/\s+/g, ' ').trim();
  if (clean.length < 3 || clean.length > 200) throw invalid('document.title-length');
  return { kind: known, title: clean };
}

/** A call takes documents until it is closed or given up: throws `conflict` `document.call-closed`, `call.discarded`. */
export function checkTakesDocuments(call: { readonly state: string }): void {
  if (call.state === 'discarded') throw conflict('call.discarded');
  if (call.state === 'closed') throw conflict('document.call-closed');
}

/** Documents are named, ordered and replaced freely in a draft: throws `conflict` `document.call-published`, `call.discarded`. */
export function checkDraft(call: { readonly state: string }): void {
  if (call.state === 'discarded') throw conflict('call.discarded');
  if (call.state !== 'draft') throw conflict('document.call-published');
}

/** Whoever puts the documents in order knows them all: throws `conflict` `document.list-changed`. */
export function checkOrder(held: readonly string[], order: readonly string[]): void {
  if (held.length !== order.length || new Set(order).size !== order.length || order.some((id) => !held.includes(id))) throw conflict('document.list-changed');
}

/** What was published stays, and so does what an addendum promises or a call that was given up holds: throws `conflict` `document.call-published`, `document.in-addendum`, `call.discarded`. */
export function checkRemovable(call: { readonly state: string }, document: { readonly addendum: number | null; readonly isPromised: boolean }): void {
  if (call.state === 'draft') return;
  if (call.state === 'discarded') throw conflict('call.discarded');
  if (document.addendum !== null) throw conflict('document.call-published');
  if (document.isPromised) throw conflict('document.in-addendum');
}
