import type { Condition } from '#domain/applications/eligibility.rules.js';
import type { Support } from '#domain/calls/track.rules.js';
import type { Day } from '#domain/shared/day.js';
import type { DocumentContent } from '#domain/shared/document.js';
import type { Cents } from '#domain/shared/money.js';
import type { DecisionKind } from './decision.rules.js';
import type { PlannedInstalment } from './instalment.rules.js';

/** All that a letter says; its date is the day of the decision. */
export interface LetterContent extends DocumentContent {
  readonly signatory: { readonly name: string; readonly quality: string; readonly authority: string };
  readonly verification: { readonly code: string; readonly url: string };
}

/** What the letters of decisions are made from. Which kind needs which: `composeLetter`. */
export interface LetterFacts {
  readonly reference: string;
  readonly applicationNumber: string;
  readonly callTitle: string;
  readonly callCode: string;
  readonly poleName: string;
  readonly poleSiren: string;
  readonly poleAddress: readonly string[];
  readonly projectTitle: string;
  readonly decidedOn: Day;
  /** The day on which the letter is to be notified: the appeal's last day is counted from it. */
  readonly releaseOn: Day;
  /** What is asked for and awarded: a subsidy (also of a post), a loan, an accompaniment. */
  readonly support: Support;
  /** loans only: in how many monthly parts it is paid back */
  readonly repaidOverMonths: number | null;
  /** awards only */
  readonly amountCents: Cents | null;
  /** awards only */
  readonly durationMonths: number | null;
  /** awards only; they add up to the amount, none where there is no money */
  readonly instalments: readonly PlannedInstalment[];
  /** Where the State's budget bears an award, as « 305 » and « 04 »; unsaid where absent. */
  readonly programmeCode?: string | null;
  readonly actionCode?: string | null;
  /** reserve list only, from 1 */
  readonly reserveRank: number | null;
  /** The eligibility verdict's; ineligible only, where the unmet ones are told. */
  readonly conditions: readonly Condition[];
  /** The committee's reasons, in its own words; a refusal needs some. */
  readonly motivation: string;
  readonly signatory: { readonly name: string; readonly quality: string };
  /** The authority in whose name the decision is taken, as the call writes it. */
  readonly authority: string;
  /** The court of the authority's seat (CJA R312-1): « tribunal administratif de Paris », its address on one line. */
  readonly court: { readonly name: string; readonly address: string };
  readonly appealLastDay: Day;
  readonly demonstration: boolean;
  /** as kept: twelve signs */
  readonly verificationCode: string;
  /** where anybody checks the letter */
  readonly verificationUrl: string;
}

export type LetterKind = DecisionKind;
