import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people type to find a dossier is in three columns of two tables: one folded text of them has an index. A pole's name never changes. */
const search = `
alter table applications add column search text not null default '';
comment on column applications.search is 'Pole, title and number, folded, for searches; written by a trigger';
create function application_search() returns trigger language plpgsql set search_path = essaim, public, pg_temp as $$
begin
  new.search := essaim_fold(coalesce((select name from poles where id = new.pole_id), '') || ' ' || new.project_title || ' ' || coalesce(new.number, ''));
  return new;
end $$;
create trigger application_search before insert on applications for each row execute function application_search();
create trigger application_search_again before update of project_title, number on applications
  for each row when (old.project_title <> new.project_title or old.number is distinct from new.number) execute function application_search();
update applications a set search = essaim_fold(p.name || ' ' || a.project_title || ' ' || coalesce(a.number, '')) from poles p where p.id = a.pole_id;
create index applications_search on applications using gin (search public.gin_trgm_ops);
`;

/** A dossier's call never changes, so what belongs to a dossier may know it too: lists of a call then have an order of their own. */
const calls = `
create function call_of_dossier() returns trigger language plpgsql set search_path = essaim, pg_temp as $$
begin
  new.call_id := (select call_id from applications where id = new.application_id);
  return new;
end $$;
alter table assignments add column call_id uuid references calls on delete restrict;
alter table decisions add column call_id uuid references calls on delete restrict;
update assignments s set call_id = a.call_id from applications a where a.id = s.application_id;
update decisions d set call_id = a.call_id from applications a where a.id = d.application_id and d.superseded_at is null;
alter table decisions disable trigger decision_guard;
update decisions d set call_id = a.call_id from applications a where a.id = d.application_id and d.call_id is null;
alter table decisions enable trigger decision_guard;
alter table assignments alter column call_id set not null;
alter table decisions alter column call_id set not null;
create trigger call_of_dossier before insert on assignments for each row execute function call_of_dossier();
create trigger call_of_dossier before insert on decisions for each row execute function call_of_dossier();
create index assignments_of_call on assignments (call_id, assigned_at desc, id desc);
create index decisions_of_call on decisions (call_id, proposed_at desc, id desc);
`;

/** Each order of each list under each of its filters; joins go by the keys of what they come from. */
const orders = `
create index applications_of_call_recent on applications (call_id, created_at desc, id desc);
create index applications_by_state on applications (state, created_at desc, id desc);
create index poles_of_region on poles (region_code, name collate "fr-x-icu", id);
create index users_search on users using gin (essaim_fold(full_name || ' ' || email::text) public.gin_trgm_ops);
create index role_grants_of_role on role_grants (role, user_id);
create index role_grants_by_scope on role_grants using gin (scope jsonb_path_ops);
create index assignments_of_application on assignments (application_id);
create index decisions_of_application on decisions (application_id);
create index decisions_by_state on decisions (state, proposed_at desc, id desc);
create index decisions_by_kind on decisions (kind, proposed_at desc, id desc);
create index decisions_awards_released on decisions (call_id, released_at) include (amount_cents) where kind = 'award' and state = 'released' and superseded_at is null;
create index poles_by_folded_name on poles (essaim_fold(name));
create index decisions_search on decisions using gin (essaim_fold(reference) public.gin_trgm_ops);
create index agreements_of_decision on agreements (decision_id);
create index agreements_by_state on agreements (state, drafted_at desc, id desc);
create index agreements_search on agreements using gin (essaim_fold(reference) public.gin_trgm_ops);
create index bank_accounts_unverified on bank_accounts (declared_at desc, id desc) where verified_at is null;
create index payment_orders_of_instalment on payment_orders (instalment_id, prepared_at desc);
create index payment_orders_by_state on payment_orders (state, prepared_at desc, id desc);
create index notifications_by_status on notifications (status, created_at desc, id desc);
create index notifications_by_template on notifications (template, created_at desc, id desc);
drop index events_recorded;
create index events_recent on events (recorded_at, id);
create index events_of_type on events (subject_type, recorded_at, id);
`;

/** Names and ids of subjects are compared byte by byte: every event looks for its own in two indexes, and a language's order costs ten times that. */
const subjects = `
alter table events alter column subject_type type text collate "C", alter column subject_id type text collate "C";
alter table event_heads alter column subject_type type text collate "C", alter column subject_id type text collate "C";
`;

/** An index for each order in which a list is read, so that its pages cost the same whatever there is. */
export class Lists1700000000013 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const part of [search, subjects, calls, orders]) await runner.query(part);
  }

  down(): Promise<void> {
    throw new Error('indexes are not removed by a migration: restore a backup instead');
  }
}
