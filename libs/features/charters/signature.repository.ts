import { Injectable } from '@nestjs/common';
import type { CharterStanding, ItemAssessment } from '#domain/charters/assessment.rules.js';
import type { CharterItem } from '#domain/charters/charter.rules.js';
import { execute, rows } from '#platform/database/sql.js';
import type { Tx } from '#platform/database/transactions.js';

/** The version in force, as a pole signs it. */
export interface InForce {
  id: string;
  title: string;
  adoptedOn: string;
  sha256: string;
  items: CharterItem[];
}

export interface NewSignature {
  poleId: string;
  charterId: string;
  content: string;
  signedBy: string;
  signedAs: string;
  signedAt: Date;
  isPublic: boolean;
}

@Injectable()
export class SignatureRepository {
  async inForce(tx: Tx, at: Date): Promise<InForce | undefined> {
    return (
      await rows<InForce>(tx, `select id, title, adopted_on as "adoptedOn", encode(content_sha256, 'hex') as sha256, items from charters where id = charter_in_force($1)`, [at])
    )[0];
  }

  /** The version in force at `at`, and what the pole signed of it; null when there is none. */
  async standing(tx: Tx, poleId: string, at: Date): Promise<CharterStanding | null> {
    const [row] = await rows<CharterStanding>(
      tx,
      `select c.id, c.title, c.adopted_on as "adoptedOn", encode(c.content_sha256, 'hex') as sha256,
         (select jsonb_build_object('sha256', encode(s.content_sha256, 'hex'), 'signedAt', s.content::jsonb->>'signedAt') from charter_signatures s where s.pole_id = $1 and s.charter_id = c.id) as signature
       from charters c where c.id = charter_in_force($2)`,
      [poleId, at],
    );
    return row ?? null;
  }

  async pole(tx: Tx, id: string): Promise<{ name: string; siren: string } | undefined> {
    return (await rows<{ name: string; siren: string }>(tx, `select name, siren from poles where id = $1`, [id]))[0];
  }

  /** Saves the self-assessment if nobody saved it since `version` (0: never saved) and the pole has not signed. Gives the new version, or undefined. */
  async saveAssessment(tx: Tx, poleId: string, charterId: string, answers: readonly ItemAssessment[], version: number, savedBy: string, at: Date): Promise<number | undefined> {
    const unsigned = `not exists (select from charter_signatures where pole_id = $1 and charter_id = $2)`;
    const [saved] = await rows<{ version: number }>(
      tx,
      version === 0
        ? `insert into charter_assessments (pole_id, charter_id, answers, saved_by, saved_at) select $1::uuid, $2::uuid, $3::jsonb, $4::uuid, $5::timestamptz where ${unsigned} on conflict do nothing returning version`
        : `update charter_assessments set answers = $3, saved_by = $4, saved_at = $5, version = version + 1 where pole_id = $1 and charter_id = $2 and version = $6 and ${unsigned} returning version`,
      [poleId, charterId, JSON.stringify(answers), savedBy, at, ...(version === 0 ? [] : [version])],
    );
    return saved?.version;
  }

  /** Signs, once; undefined when the pole has signed this version already. */
  async add(tx: Tx, { poleId, charterId, content, signedBy, signedAs, signedAt, isPublic }: NewSignature): Promise<{ id: string; sha256: string } | undefined> {
    return (
      await rows<{ id: string; sha256: string }>(
        tx,
        `insert into charter_signatures (pole_id, charter_id, signed_by, signed_as, signed_at, content, content_sha256, is_public)
         values ($1, $2, $3, $4, $5, $6, sha256(convert_to($6, 'UTF8')), $7) on conflict on constraint charter_signatures_once do nothing returning id, encode(content_sha256, 'hex') as sha256`,
        [poleId, charterId, signedBy, signedAs, signedAt, content, isPublic],
      )
    )[0];
  }

  async of(tx: Tx, poleId: string, charterId: string): Promise<{ id: string; content: string } | undefined> {
    return (await rows<{ id: string; content: string }>(tx, `select id, content from charter_signatures where pole_id = $1 and charter_id = $2`, [poleId, charterId]))[0];
  }

  async lock(tx: Tx, id: string): Promise<{ poleId: string; isPublic: boolean } | undefined> {
    return (await rows<{ poleId: string; isPublic: boolean }>(tx, `select pole_id as "poleId", is_public as "isPublic" from charter_signatures where id = $1 for update`, [id]))[0];
  }

  async show(tx: Tx, id: string, isPublic: boolean): Promise<void> {
    await execute(tx, `update charter_signatures set is_public = $2 where id = $1`, [id, isPublic]);
  }
}
