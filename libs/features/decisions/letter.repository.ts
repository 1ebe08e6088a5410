import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { rows } from '#platform/database/sql.js';
import type { Tx } from '#platform/database/transactions.js';

export interface NewLetter {
  decisionId: string;
  templateVersion: number;
  releaseOn: string;
  verificationCode: string;
  madeAt: Date;
}

export interface KeptLetter {
  id: string;
  /** hexadecimal */
  sha256: string;
}

@Injectable()
export class LetterRepository {
  /** Keeps a letter and its PDF, once: undefined when that letter of that decision is kept already. */
  async keep(tx: Tx, letter: NewLetter, pdf: Uint8Array): Promise<KeptLetter | undefined> {
    const content = Buffer.from(pdf);
    const [kept] = await rows<KeptLetter>(
      tx,
      `with made as (
         insert into letters (decision_id, template_version, release_on, verification_code, made_at) values ($1, $2, $3, $4, $5)
         on conflict on constraint letters_once do nothing returning id
       ), stored as (
         insert into files (sha256, content, media_type) select $6, $7, 'application/pdf' from made
       ), filed as (
         insert into letter_files (letter_id, sha256) select id, $6 from made returning letter_id, sha256
       )
       select letter_id as id, encode(sha256, 'hex') as sha256 from filed`,
      [letter.decisionId, letter.templateVersion, letter.releaseOn, letter.verificationCode, letter.madeAt, createHash('sha256').update(content).digest(), content],
    );
    return kept;
  }
}
