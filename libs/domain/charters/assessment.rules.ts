import { conflict, invalid, ruleViolated } from '../shared/error.js';
import { isClean } from '../shared/text.js';
import type { CharterItem } from './charter.rules.js';

/** Where a pole says it stands: words, no marks. */
export const assessmentLevels = ['acquired', 'under-way', 'not-yet'] as const;
export type AssessmentLevel = (typeof assessmentLevels)[number];

/** What a pole says of one item; `level` null: not answered yet, which is not « not yet ». */
export interface ItemAssessment {
  readonly item: string;
  readonly level: AssessmentLevel | null;
  readonly comment: string;
}

/** In UTF-16 units. */
export const longestComment = 1_000;
/** The function in which a person signs, in UTF-16 units. */
export const longestFunction = 120;

/** Throws `invalid-input` `charter.assessment-malformed` for an item that the charter does not have, one twice, or a comment that is too long. */
export function checkAssessment(items: readonly CharterItem[], answers: readonly ItemAssessment[]): void {
  const known = new Set(items.map(({ key }) => key));
  const wrong = answers.filter(({ item, comment }, index) => !known.has(item) || comment.length > longestComment || !isClean(comment) || answers.findIndex((one) => one.item === item) !== index);
  if (wrong.length > 0) throw invalid('charter.assessment-malformed', { items: wrong.map(({ item }) => item.slice(0, 40)) });
}

/** The items without a level, by key, in the charter's order. */
export const unansweredItems = (items: readonly CharterItem[], answers: readonly ItemAssessment[]): string[] =>
  items.filter(({ key }) => (answers.find(({ item }) => item === key)?.level ?? null) === null).map(({ key }) => key);

/** What an earlier assessment still says of the items that a newer version keeps. */
export const carriedOver = (items: readonly CharterItem[], earlier: readonly ItemAssessment[]): ItemAssessment[] => items.flatMap(({ key }) => earlier.find(({ item }) => item === key) ?? []);

export interface Signing {
  readonly charter: { readonly title: string; readonly adoptedOn: string; readonly sha256: string; readonly items: readonly CharterItem[] };
  readonly pole: { readonly name: string; readonly siren: string };
  readonly answers: readonly ItemAssessment[];
  /** Id of the person. */
  readonly signedBy: string;
  readonly signedAs: string;
  readonly signedAt: Date;
}

/** An item as a signature seals it. */
export interface SignedItem {
  readonly item: string;
  readonly title: string;
  readonly level: AssessmentLevel;
  readonly comment: string;
}

/**
 * The signature as it is sealed: JSON, keys in a fixed order, so that its SHA-256 can be made again. Every item needs its level: throws
 * `rule-violated` `charter.assessment-incomplete`. `invalid-input` `charter.no-function` without the function in which the person signs.
 */
export function signatureContent({ charter, pole, answers, signedBy, signedAs, signedAt }: Signing): string {
  checkAssessment(charter.items, answers);
  const missing = unansweredItems(charter.items, answers);
  if (missing.length > 0) throw ruleViolated('charter.assessment-incomplete', { items: missing });
  const quality = signedAs.trim();
  if (quality.length < 2 || quality.length > longestFunction || !isClean(quality)) throw invalid('charter.no-function');
  const items: SignedItem[] = charter.items.map(({ key, title }) => {
    const { level, comment } = answers.find(({ item }) => item === key)!;
    return { item: key, title, level: level!, comment: comment.trim() };
  });
  const { title, adoptedOn, sha256 } = charter;
  return JSON.stringify({ charter: { title, adoptedOn, sha256 }, pole: { name: pole.name, siren: pole.siren }, signedBy, signedAs: quality, signedAt: signedAt.toISOString(), items });
}

export const signedItems = (content: string): SignedItem[] => (JSON.parse(content) as { items: SignedItem[] }).items;

/** Was the same thing signed before? Pressed twice, it was; another text or another person is not the same. */
export function isSignedAlike(before: string, now: string): boolean {
  const [one, other] = [before, now].map((content) => JSON.stringify({ ...(JSON.parse(content) as object), signedAt: null }));
  return one === other;
}

/** The version of the charter in force, and what the pole signed of it. */
export interface CharterStanding {
  readonly id: string;
  readonly title: string;
  readonly adoptedOn: string;
  /** Of the version's text. */
  readonly sha256: string;
  readonly signature: { readonly sha256: string; readonly signedAt: string } | null;
}

/** The charter as a submission names it. */
export interface SealedCharter {
  readonly title: string;
  readonly adoptedOn: string;
  readonly sha256: string;
  readonly signature: string;
  readonly signedAt: string;
}

/**
 * A call that asks for the charter takes the dossier of a pole that has signed the version in force: throws `rule-violated`
 * `application.charter-not-signed` for another.
 */
export function requireSigned(standing: CharterStanding | null): SealedCharter {
  if (standing?.signature == null) throw ruleViolated('application.charter-not-signed', standing === null ? {} : { title: standing.title });
  const { title, adoptedOn, sha256, signature } = standing;
  return { title, adoptedOn, sha256, signature: signature.sha256, signedAt: signature.signedAt };
}

/** Only the version in force is signed: throws `conflict` `charter.not-in-force` for another, as when a newer one was published meanwhile. */
export function checkInForce(inForceId: string | undefined, charterId: string): void {
  if (inForceId !== charterId) throw conflict('charter.not-in-force');
}
