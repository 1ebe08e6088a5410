import type { MigrationInterface, QueryRunner } from 'typeorm';

const invitations = `
alter table applications add constraint applications_of_their_pole unique (id, pole_id);
create table invitations (
  id uuid primary key default essaim_uuid(),
  pole_id uuid not null references poles on delete restrict,
  application_id uuid,
  email citext not null,
  role text not null check (role in ('applicant', 'representative', 'pole-reader', 'partner')),
  state text not null default 'pending' check (state in ('pending', 'accepted', 'revoked', 'expired')),
  invited_by uuid not null references users on delete restrict,
  invited_at timestamptz not null,
  expires_at timestamptz not null default clock_timestamp() + interval '14 days',
  settled_by uuid references users on delete restrict,
  settled_at timestamptz,
  constraint invitations_partner_to_a_dossier check ((role = 'partner') = (application_id is not null)),
  constraint invitations_dossier_of_the_pole foreign key (application_id, pole_id) references applications (id, pole_id) on delete restrict,
  constraint invitations_settled_whole check ((state in ('accepted', 'revoked')) = (settled_by is not null) and (settled_by is null) = (settled_at is null))
);
comment on table invitations is 'Who is asked to join a pole, or one dossier of it, and as what. The link that is mailed is derived from the id by the secret of the deployment and kept nowhere. expires_at: real time';
create unique index invitations_one_pending on invitations (pole_id, coalesce(application_id, '00000000-0000-0000-0000-000000000000'), email) where state = 'pending';
create index invitations_of_email on invitations (email) where state = 'pending';
grant select, insert (pole_id, application_id, email, role, invited_by, invited_at), update (state, expires_at, settled_by, settled_at) on invitations to essaim_app;

create table invitation_sendings (
  id uuid primary key default essaim_uuid(),
  invitation_id uuid not null references invitations on delete restrict,
  pole_id uuid not null references poles on delete restrict,
  asked_by uuid not null references users on delete restrict,
  asked_at timestamptz not null default clock_timestamp()
);
comment on table invitation_sendings is 'Each mail of an invitation, at real time: they are counted per day';
create index invitation_sendings_recent on invitation_sendings (pole_id, asked_at);
create index invitation_sendings_by on invitation_sendings (asked_by, asked_at);
create index invitation_sendings_of on invitation_sendings (invitation_id);
grant select, insert (invitation_id, pole_id, asked_by) on invitation_sendings to essaim_app;

create function invitation_guard() returns trigger language plpgsql as $$
begin
  if old.state <> 'pending' then
    raise exception using errcode = '23514', constraint = 'invitations_settled', message = 'a settled invitation does not change';
  end if;
  if new.state = 'accepted' and old.expires_at <= clock_timestamp() then
    raise exception using errcode = '23514', constraint = 'invitations_accepted_in_time', message = 'an invitation that is over cannot be accepted';
  end if;
  return new;
end $$;
create trigger invitation_guard before update on invitations for each row execute function invitation_guard();
`;

const grants = `
alter table role_grants add column invitation_id uuid constraint role_grants_one_per_invitation unique references invitations on delete restrict,
  add constraint role_grants_invited_by_somebody check (invitation_id is null or given_by is not null),
  add constraint role_grants_partner_of_a_dossier check ((role = 'partner') = (scope ? 'applicationId')),
  add constraint role_grants_people_of_a_pole check (role not in ('representative', 'pole-reader', 'partner') or scope ? 'poleId');
comment on column role_grants.invitation_id is 'The invitation that it was accepted from; given_by is then who invited';
grant insert (invitation_id) on role_grants to essaim_app;

create function role_grant_dossier_guard() returns trigger language plpgsql set search_path = essaim, pg_temp as $$
begin
  if not exists (select from applications where id = (new.scope ->> 'applicationId')::uuid and pole_id = (new.scope ->> 'poleId')::uuid) then
    raise exception using errcode = '23503', constraint = 'role_grants_scope_exists', table = 'role_grants', message = 'a partner is one of a dossier of that pole';
  end if;
  return new;
end $$;
create trigger role_grant_dossier_guard before insert on role_grants for each row when (new.scope ? 'applicationId') execute function role_grant_dossier_guard();

create function role_grant_last_applicant() returns trigger language plpgsql set search_path = essaim, pg_temp as $$
begin
  perform pg_advisory_xact_lock(24, hashtext(old.scope ->> 'poleId'));
  if not exists (select from role_grants g where g.role = 'applicant' and g.scope = jsonb_build_object('poleId', old.scope -> 'poleId') and g.id <> old.id
    and g.starts_at <= clock_timestamp() and g.ends_at is null) then
    raise exception using errcode = '23514', constraint = 'role_grants_last_applicant', table = 'role_grants', message = 'a pole keeps somebody who applies for it';
  end if;
  return new;
end $$;
create trigger role_grant_last_applicant before update of ends_at on role_grants for each row
  when (old.role = 'applicant' and old.scope ? 'poleId' and old.ends_at is null and new.ends_at is not null) execute function role_grant_last_applicant();
`;

/** A mail goes to somebody who is known, or to the address of an invitation. */
const notifications = `
alter table notifications alter column recipient_id drop not null, add column invitation_id uuid references invitations on delete restrict,
  add constraint notifications_one_recipient check (num_nonnulls(recipient_id, invitation_id) = 1),
  add constraint notifications_once_invited unique (event_id, invitation_id, template, resend);
comment on column notifications.invitation_id is 'The invitation whose address it goes to, when it goes to nobody who is known';
`;

/** People of poles: invited with a role, their right ended, none without somebody who applies. */
export class Invitations1700000000024 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const part of [invitations, grants, notifications]) await runner.query(part);
  }

  down(): Promise<void> {
    throw new Error('people are not changed back by a migration: restore a backup instead');
  }
}
