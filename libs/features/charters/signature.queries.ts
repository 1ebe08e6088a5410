import { Injectable } from '@nestjs/common';
import { carriedOver, signedItems, type ItemAssessment, type SignedItem } from '#domain/charters/assessment.rules.js';
import { canSignCharter } from '#domain/charters/charter.policy.js';
import type { CharterItem } from '#domain/charters/charter.rules.js';
import { canSeePole } from '#domain/directory/pole.policy.js';
import type { Actor } from '#domain/identity/actor.js';
import { forbidden, notFound } from '#domain/shared/error.js';
import { Database, rows } from '#platform/database/sql.js';

export interface SignatureView {
  id: string;
  charterId: string;
  title: string;
  adoptedOn: string;
  signedAt: Date;
  signedAs: string;
  /** For the pole and the desks. */
  signedByName: string | null;
  sha256: string;
  isPublic: boolean;
  /** Is it the version in force that was signed? */
  isInForce: boolean;
  /** null: the pole keeps its self-assessment to itself. */
  items: SignedItem[] | null;
}

export interface AssessmentView {
  /** The version in force; null when there is none. */
  charter: { id: string; title: string; adoptedOn: string; preamble: string; items: CharterItem[] } | null;
  /** Of what is saved; 0: nothing is. */
  version: number;
  answers: ItemAssessment[];
  /** The day, in an earlier version, from which the answers come, as long as nothing is saved. */
  carriedFrom: Date | null;
  isSigned: boolean;
}

@Injectable()
export class SignatureQueries {
  constructor(private readonly database: Database) {}

  /** What a pole signed, the last first: which version, when; its self-assessment for those who may read it. Of a pole that is not in the directory, for itself and the desks. */
  async ofPole(actor: Actor | undefined, poleId: string, at: Date): Promise<SignatureView[]> {
    const isSeen = actor !== undefined && canSeePole(actor, { id: poleId });
    if ((await rows(this.database, `select from poles where id = $1 and (listed or $2)`, [poleId, isSeen])).length === 0) throw notFound('pole');
    const found = await rows<Omit<SignatureView, 'items'> & { content: string }>(
      this.database,
      `select s.id, s.charter_id as "charterId", c.title, c.adopted_on as "adoptedOn", s.signed_at as "signedAt", s.signed_as as "signedAs", u.full_name as "signedByName",
         encode(s.content_sha256, 'hex') as sha256, s.is_public as "isPublic", c.id = charter_in_force($2) is true as "isInForce", s.content
       from charter_signatures s join charters c on c.id = s.charter_id join users u on u.id = s.signed_by where s.pole_id = $1 order by s.signed_at desc, c.ordinal desc`,
      [poleId, at],
    );
    return found.map(({ content, signedByName, ...signature }) => ({
      ...signature,
      signedByName: isSeen ? signedByName : null,
      items: isSeen || signature.isPublic ? signedItems(content) : null,
    }));
  }

  /** What a pole prepares to sign: the version in force, and what is saved, or else what it signed before of the same items. */
  async assessment(actor: Actor, poleId: string, at: Date): Promise<AssessmentView> {
    if (!canSeePole(actor, { id: poleId }) || (await rows(this.database, `select from poles where id = $1`, [poleId])).length === 0) throw notFound('pole');
    if (!canSignCharter(actor, poleId)) throw forbidden('charter.sign-not-yours');
    const [found] = await rows<NonNullable<AssessmentView['charter']> & { version: number | null; answers: ItemAssessment[] | null; isSigned: boolean; before: { content: string; signedAt: string } | null }>(
      this.database,
      `select c.id, c.title, c.adopted_on as "adoptedOn", c.preamble, c.items, a.version, a.answers,
         exists (select from charter_signatures s where s.pole_id = $1 and s.charter_id = c.id) as "isSigned",
         (select jsonb_build_object('content', s.content, 'signedAt', s.signed_at) from charter_signatures s where s.pole_id = $1 and s.charter_id <> c.id order by s.signed_at desc limit 1) as before
       from charters c left join charter_assessments a on a.charter_id = c.id and a.pole_id = $1 where c.id = charter_in_force($2)`,
      [poleId, at],
    );
    if (found === undefined) return { charter: null, version: 0, answers: [], carriedFrom: null, isSigned: false };
    const { version, answers, isSigned, before, ...charter } = found;
    const carried = answers === null && before !== null ? carriedOver(charter.items, signedItems(before.content).map(({ item, level, comment }) => ({ item, level, comment }))) : [];
    return { charter, version: version ?? 0, answers: answers ?? carried, carriedFrom: carried.length === 0 ? null : new Date(before!.signedAt), isSigned };
  }
}
