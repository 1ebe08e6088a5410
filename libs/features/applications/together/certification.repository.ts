import { Injectable } from '@nestjs/common';
import type { Certification } from '#domain/applications/certification.rules.js';
import { rows } from '#platform/database/sql.js';
import type { Tx } from '#platform/database/transactions.js';

export interface NamedCertification extends Certification {
  name: string;
}

@Injectable()
export class CertificationRepository {
  /** The certifications of a version, the earliest first. */
  async of(tx: Tx, applicationId: string, version: number): Promise<NamedCertification[]> {
    return rows<NamedCertification>(
      tx,
      `select c.certified_by as "certifiedBy", u.full_name as name, c.quality, c.certified_at as "certifiedAt"
       from certifications c join users u on u.id = c.certified_by where c.application_id = $1 and c.version = $2 order by c.certified_at, c.certified_by`,
      [applicationId, version],
    );
  }

  /** Certifies the version that stands, unless what is written is closed at `at`: false then. Twice by one person is once. */
  async add(tx: Tx, applicationId: string, version: number, by: { userId: string; quality: string }, at: Date): Promise<'added' | 'there' | 'closed'> {
    const [row] = await rows<{ open: boolean; added: boolean }>(
      tx,
      `with open as (
         select a.id from applications a where a.id = $1 and a.version = $2 and $5 < greatest(
           case when a.state = 'draft' or a.state = 'submitted' and a.reopened_at is not null then closes_for(a.phase_id, a.pole_id) end,
           case when a.state = 'submitted' then (select due_at from correction_requests r where r.application_id = a.id and r.answer_id is null and r.lapsed_at is null) end)
       ), added as (
         insert into certifications (application_id, version, certified_by, quality, certified_at) select id, $2, $3, $4, $5 from open on conflict do nothing returning 1
       )
       select exists (select from open) as open, exists (select from added) as added`,
      [applicationId, version, by.userId, by.quality, at],
    );
    return row!.added ? 'added' : row!.open ? 'there' : 'closed';
  }

  /** Requests of the last 24 hours before `at`. */
  async asked(tx: Tx, applicationId: string, at: Date): Promise<number> {
    const [row] = await rows<{ count: number }>(tx, `select count(*) from certification_requests where application_id = $1 and asked_at > $2::timestamptz - interval '24 hours'`, [applicationId, at]);
    return row!.count;
  }

  async ask(tx: Tx, applicationId: string, version: number, askedBy: string, at: Date): Promise<string> {
    const [row] = await rows<{ id: string }>(
      tx,
      `insert into certification_requests (application_id, version, asked_by, asked_at) values ($1, $2, $3, $4) returning id`,
      [applicationId, version, askedBy, at],
    );
    return row!.id;
  }

  /** Is there somebody in force, other than `userId`, who may certify for the pole? */
  async hasOther(tx: Tx, poleId: string, userId: string): Promise<boolean> {
    return (
      (
        await rows(
          tx,
          `select from role_grants where role = 'representative' and scope @> jsonb_build_object('poleId', $1::text) and user_id <> $2
             and starts_at <= clock_timestamp() and (ends_at is null or ends_at > clock_timestamp()) limit 1`,
          [poleId, userId],
        )
      ).length > 0
    );
  }
}
