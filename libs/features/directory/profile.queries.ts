import { Injectable } from '@nestjs/common';
import { canEditProfile, canSeePole, keepsDirectory } from '#domain/directory/pole.policy.js';
import type { PoleProfile, Side } from '#domain/directory/profile.rules.js';
import type { Actor } from '#domain/identity/actor.js';
import { notFound } from '#domain/shared/error.js';
import { Database, rows } from '#platform/database/sql.js';

/** Whether a pole is active, and who said so, since when and why; nobody did: it is. */
export interface ActivityView {
  active: boolean;
  /** A day. */
  since: string | null;
  side: Side | null;
  reason: string | null;
}

/** A pole's profile as its own people and the desks read it. */
export interface ProfileView extends PoleProfile {
  id: string;
  name: string;
  version: number;
  /** Why an officer took it out of the directory. */
  unlistedReason: string | null;
  activity: ActivityView;
  mayEdit: boolean;
  /** May this person say whether it is active? */
  mayTellActivity: boolean;
  mayList: boolean;
}

@Injectable()
export class ProfileQueries {
  constructor(private readonly database: Database) {}

  async one(actor: Actor, id: string): Promise<ProfileView> {
    const [found] = canSeePole(actor, { id })
      ? await rows<Omit<ProfileView, 'mayEdit' | 'mayTellActivity' | 'mayList'>>(
          this.database,
          `select p.id, p.name, p.version, p.description, p.website, p.contact_email as "contactEmail", p.shows_contact_email as "showsContactEmail", p.rna, p.department_code as "departmentCode",
             p.themes, p.territory_regions as regions, p.territory_departments as departments, p.territory, p.listed, p.unlisted_reason as "unlistedReason",
             jsonb_build_object('active', p.active, 'since', p.activity_since, 'side', p.activity_side, 'reason', p.activity_reason) as activity,
             coalesce((select jsonb_agg(jsonb_build_object('name', m.name, 'siren', m.siren, 'siret', m.siret, 'rna', m.rna, 'legalCategory', m.legal_category, 'kind', m.kind) order by m.position)
                       from pole_members m where m.pole_id = p.id), '[]') as members
           from poles p where p.id = $1`,
          [id],
        )
      : [];
    if (found === undefined) throw notFound('pole');
    const mayEdit = canEditProfile(actor, found);
    const keeps = keepsDirectory(actor);
    const { side } = found.activity;
    return { ...found, mayEdit, mayTellActivity: keeps || (mayEdit && side !== 'officer'), mayList: keeps && (found.listed || found.unlistedReason !== null) };
  }
}
