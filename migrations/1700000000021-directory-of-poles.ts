import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a pole says of itself; nothing of it is public before it is listed. */
const profiles = `
alter table poles
  add column version integer not null default 1,
  add column description text not null default '',
  add column website text check (website ~* '^https?://[^[:space:]]+$' and length(website) <= 300),
  add column contact_email text,
  add column shows_contact_email boolean not null default false,
  add column rna text check (rna ~ '^W[0-9][A-Z0-9][0-9]{7}$'),
  add column department_code text check (department_code ~ '^([0-9]{2}|2[AB]|97[0-9])$'),
  add column themes text[] not null default '{}' check (array_position(themes, null) is null and cardinality(themes) <= 8),
  add column territory_regions text[] not null default '{}',
  add column territory_departments text[] not null default '{}',
  add column territory text not null default '',
  add column listed boolean not null default false,
  add column unlisted_reason text,
  add column active boolean not null default true,
  add column activity_since date,
  add column activity_side text check (activity_side in ('pole', 'officer')),
  add column activity_reason text check (length(activity_reason) >= 10),
  add column activity_by uuid references users on delete restrict,
  add constraint poles_email_shown_is_there check (contact_email is not null or not shows_contact_email),
  add constraint poles_unlisted_by_officer check (unlisted_reason is null or not listed and length(unlisted_reason) >= 10),
  add constraint poles_activity_told_whole check (num_nulls(activity_since, activity_side, activity_reason, activity_by) in (0, 4)),
  add constraint poles_inactive_told check (active or activity_since is not null);
comment on table poles is 'Poles: the legal persons that apply, and what the public directory says of them';
comment on column poles.listed is 'Does the public directory show it? Its own people say so';
comment on column poles.unlisted_reason is 'Why an officer took it out of the directory: an officer alone puts it back';
comment on column poles.department_code is 'Of its seat; proposed from its postal code, which is not always right';
comment on column poles.activity_reason is 'Why it is active or not, shown to everybody';

update poles set department_code = case when postal_code ~ '^20[01]' then '2A' when postal_code ~ '^20' then '2B' when postal_code ~ '^97[12346]' then left(postal_code, 3) when postal_code ~ '^(0[1-9]|[1-8][0-9]|9[0-5])[0-9]{3}$' then left(postal_code, 2) end;
alter table poles add column departments text[] not null generated always as (array_remove(array_append(territory_departments, department_code), null)) stored;
comment on column poles.departments is 'Where it has its seat or acts';

grant update (version, description, website, contact_email, shows_contact_email, rna, department_code, themes, territory_regions, territory_departments, territory, listed, unlisted_reason,
  active, activity_since, activity_side, activity_reason, activity_by) on poles to essaim_app;
`;

const members = `
create table pole_members (
  pole_id uuid not null references poles on delete restrict,
  position integer not null,
  name text not null check (name <> '' and length(name) <= 300),
  siren text check (siren ~ '^[0-9]{9}$'),
  siret text check (siret ~ '^[0-9]{14}$'),
  rna text check (rna ~ '^W[0-9][A-Z0-9][0-9]{7}$'),
  legal_category text not null check (legal_category ~ '^[0-9]{4}$'),
  kind text not null check (kind in ('ess', 'enterprise', 'authority', 'research', 'education', 'training', 'other')),
  primary key (pole_id, position),
  constraint pole_members_siren_once unique (pole_id, siren),
  constraint pole_members_rna_once unique (pole_id, rna),
  constraint pole_members_numbered check (siren is not null or rna is not null),
  constraint pole_members_siret_of_siren check (siret is null or siren is not null and left(siret, 9) = siren)
);
comment on table pole_members is 'Who forms a pole, as it says in its profile; what a dossier declares is a list of its own';
grant select, insert, delete on pole_members to essaim_app;
`;

/** One row per SIREN, whoever declares it: the last thing that the register said. */
const checks = `
create table company_checks (
  siren text primary key check (siren ~ '^[0-9]{9}$'),
  checked_at timestamptz not null,
  found boolean not null,
  name text,
  legal_category text check (legal_category ~ '^[0-9]{4}$'),
  closed boolean,
  constraint company_checks_found_whole check (found = (closed is not null) and (found or name is null and legal_category is null))
);
comment on table company_checks is 'What the public company search said of a SIREN that was declared: for people to read, no rule looks at it';
grant select, insert, update on company_checks to essaim_app;
`;

/** Each filter of the directory's list; poles that are not listed are in none of them but the desks' own. */
const orders = `
drop index poles_search;
create index poles_search on poles using gin (essaim_fold(name || ' ' || city) public.gin_trgm_ops);
create index poles_listed on poles (name collate "fr-x-icu", id) where listed;
create index poles_listed_of_region on poles (region_code, name collate "fr-x-icu", id) where listed;
create index poles_listed_places_and_themes on poles using gin (departments, themes) where listed;
create index poles_listed_inactive on poles (name collate "fr-x-icu", id) where listed and not active;
`;

/** The directory of poles: profiles, lists of members, what the register said of their numbers. */
export class DirectoryOfPoles1700000000021 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const part of [profiles, members, checks, orders]) await runner.query(part);
  }

  down(): Promise<void> {
    throw new Error('what poles said is not removed by a migration: restore a backup instead');
  }
}
