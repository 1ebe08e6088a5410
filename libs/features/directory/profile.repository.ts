import { Injectable } from '@nestjs/common';
import type { PoleProfile, ProfileMember, Side } from '#domain/directory/profile.rules.js';
import { execute, rows } from '#platform/database/sql.js';
import type { Tx } from '#platform/database/transactions.js';

/** A pole as its verbs lock it. */
export interface LockedPole {
  id: string;
  version: number;
  profile: PoleProfile;
  unlistedReason: string | null;
  active: boolean;
  activitySide: Side | null;
}

export interface ToldActivity {
  active: boolean;
  /** A day, `YYYY-MM-DD`. */
  since: string;
  side: Side;
  reason: string;
  by: string;
}

/** What a pole says of itself. */
@Injectable()
export class ProfileRepository {
  async lock(tx: Tx, id: string): Promise<LockedPole | undefined> {
    const [row] = await rows<Omit<PoleProfile, 'members'> & { id: string; version: number; unlistedReason: string | null; active: boolean; activitySide: Side | null }>(
      tx,
      `select id, version, description, website, contact_email as "contactEmail", shows_contact_email as "showsContactEmail", rna, department_code as "departmentCode", themes,
         territory_regions as regions, territory_departments as departments, territory, listed, unlisted_reason as "unlistedReason", active, activity_side as "activitySide"
       from poles where id = $1 for no key update`,
      [id],
    );
    if (row === undefined) return undefined;
    const { version, unlistedReason, active, activitySide, id: _, ...said } = row;
    return { id, version, unlistedReason, active, activitySide, profile: { ...said, members: await this.members(tx, id) } };
  }

  private members(tx: Tx, id: string): Promise<ProfileMember[]> {
    return rows<ProfileMember>(tx, `select name, siren, siret, rna, legal_category as "legalCategory", kind from pole_members where pole_id = $1 order by position`, [id]);
  }

  async save(tx: Tx, id: string, profile: PoleProfile): Promise<void> {
    await execute(
      tx,
      `update poles set version = version + 1, description = $2, website = $3, contact_email = $4, shows_contact_email = $5, rna = $6, department_code = $7, themes = $8,
         territory_regions = $9, territory_departments = $10, territory = $11, listed = $12 where id = $1`,
      [id, profile.description, profile.website, profile.contactEmail, profile.showsContactEmail, profile.rna, profile.departmentCode, profile.themes, profile.regions, profile.departments, profile.territory, profile.listed],
    );
    await execute(tx, `delete from pole_members where pole_id = $1`, [id]);
    await execute(
      tx,
      `insert into pole_members (pole_id, position, name, siren, siret, rna, legal_category, kind)
       select $1, ordinality, member->>'name', member->>'siren', member->>'siret', member->>'rna', member->>'legalCategory', member->>'kind'
       from jsonb_array_elements($2::jsonb) with ordinality as list (member, ordinality)`,
      [id, JSON.stringify(profile.members)],
    );
  }

  async tellActivity(tx: Tx, id: string, { active, since, side, reason, by }: ToldActivity): Promise<void> {
    await execute(
      tx,
      `update poles set version = version + 1, active = $2, activity_since = $3, activity_side = $4, activity_reason = $5, activity_by = $6 where id = $1`,
      [id, active, since, side, reason, by],
    );
  }

  /** `unlistedReason`: why an officer takes it out; null puts it back. */
  async list(tx: Tx, id: string, unlistedReason: string | null): Promise<void> {
    await execute(tx, `update poles set version = version + 1, listed = $2::text is null, unlisted_reason = $2 where id = $1`, [id, unlistedReason]);
  }
}
