import type { MigrationInterface, QueryRunner } from 'typeorm';

const decisions = `
create table decisions (
  id uuid primary key default essaim_uuid(),
  reference text not null constraint decisions_reference_taken unique,
  application_id uuid not null references applications on delete restrict,
  submission_id uuid not null,
  kind text not null check (kind in ('award', 'reserve', 'refusal', 'ineligible')),
  amount_cents bigint,
  reserve_rank integer,
  motivation text not null default '',
  release_on date not null,
  state text not null default 'proposed' check (state in ('proposed', 'confirmed', 'released')),
  proposed_by uuid not null references users on delete restrict,
  proposed_at timestamptz not null,
  confirmed_by uuid references users on delete restrict,
  confirmed_at timestamptz,
  decided_on date,
  signatory_name text,
  signatory_quality text,
  released_by uuid references users on delete restrict,
  released_at timestamptz,
  supersedes uuid constraint decisions_superseded_once unique references decisions on delete restrict,
  superseded_at timestamptz,
  foreign key (submission_id, application_id) references submissions (id, application_id) on delete restrict,
  constraint decisions_amount_for_awards check (case when kind = 'award' then amount_cents is not null and amount_cents > 0 else amount_cents is null end),
  constraint decisions_rank_for_reserve check (case when kind = 'reserve' then reserve_rank is not null and reserve_rank > 0 else reserve_rank is null end),
  constraint decisions_refusal_motivated check (kind <> 'refusal' or btrim(motivation) <> ''),
  constraint decisions_second_person check (confirmed_by is null or confirmed_by <> proposed_by),
  constraint decisions_confirmed_whole check (num_nonnulls(confirmed_by, confirmed_at, decided_on, signatory_name, signatory_quality) = case when state = 'proposed' then 0 else 5 end),
  constraint decisions_released_whole check (num_nonnulls(released_by, released_at) = case when state = 'released' then 2 else 0 end)
);
comment on table decisions is 'What was decided on a dossier: proposed by one person, confirmed by another (money is committed, the letter made), released on release_on or later (the pole sees it). signatory_…: as they were that day. A later decision supersedes it and leaves its state';
create unique index decisions_one_current on decisions (application_id) where superseded_at is null;
create index decisions_recent on decisions (proposed_at desc, id desc);
grant select,
  insert (reference, application_id, submission_id, kind, amount_cents, reserve_rank, motivation, release_on, proposed_by, proposed_at, supersedes),
  update (state, confirmed_by, confirmed_at, decided_on, signatory_name, signatory_quality, released_by, released_at, superseded_at) on decisions to essaim_app;

create function decision_guard() returns trigger language plpgsql set search_path = essaim, pg_temp as $$
begin
  if array_position(array['proposed', 'confirmed', 'released'], new.state) < array_position(array['proposed', 'confirmed', 'released'], old.state)
    or old.superseded_at is not null and new is distinct from old then
    raise exception using errcode = '23514', constraint = 'decisions_forward_only', table = 'decisions', message = 'a decision goes forward only, and a superseded one stays as it is';
  end if;
  if old.state <> 'proposed' and row(new.confirmed_by, new.confirmed_at, new.decided_on, new.signatory_name, new.signatory_quality)
      is distinct from row(old.confirmed_by, old.confirmed_at, old.decided_on, old.signatory_name, old.signatory_quality)
    or old.state = 'released' and row(new.released_by, new.released_at) is distinct from row(old.released_by, old.released_at) then
    raise exception using errcode = '23514', constraint = 'decisions_signature_fixed', table = 'decisions', message = 'who confirmed and released a decision does not change';
  end if;
  return new;
end $$;
create trigger decision_guard before update on decisions for each row execute function decision_guard();

create function decision_committed() returns trigger language plpgsql set search_path = essaim, pg_temp as $$
begin
  if (select coalesce(sum(balance_cents), 0) from ledger_accounts where award_id = new.id and bucket = 'committed') <> new.amount_cents then
    raise exception using errcode = '23514', constraint = 'decisions_award_committed', table = 'decisions', message = 'a confirmed award is committed to the cent';
  end if;
  return null;
end $$;
create constraint trigger decision_committed after update of state on decisions deferrable initially deferred
  for each row when (new.kind = 'award' and new.state = 'confirmed') execute function decision_committed();

alter table ledger_accounts add constraint ledger_accounts_of_decision foreign key (award_id) references decisions on delete restrict;
alter table ledger_transfers add constraint ledger_transfers_of_decision foreign key (award_id) references decisions on delete restrict;
`;

const letters = `
create table files (
  sha256 bytea primary key,
  content bytea not null,
  bytes integer not null generated always as (octet_length(content)) stored,
  media_type text not null,
  created_at timestamptz not null default clock_timestamp(),
  constraint files_content_matches_hash check (sha256 = sha256(content))
);
comment on table files is 'What was made or received, byte for byte, under its SHA-256: the same bytes are stored once';
grant select, insert (sha256, content, media_type) on files to essaim_app;

create table letters (
  id uuid primary key default essaim_uuid(),
  decision_id uuid not null references decisions on delete restrict,
  template_version integer not null check (template_version > 0),
  release_on date not null,
  verification_code text not null constraint letters_code_taken unique check (verification_code ~ '^[0-9A-HJKMNP-TV-Z]{12}$'),
  made_at timestamptz not null,
  constraint letters_once unique (decision_id, template_version, release_on)
);
comment on table letters is 'The letters of decisions, never changed. verification_code: what anybody types to check one (Crockford''s base 32); another template or release day is another letter';
grant select, insert (decision_id, template_version, release_on, verification_code, made_at) on letters to essaim_app;

create table letter_files (
  letter_id uuid primary key references letters on delete restrict,
  sha256 bytea not null constraint letter_files_distinct unique references files on delete restrict
);
comment on table letter_files is 'The PDF of each letter: one file, of its own';
grant select, insert on letter_files to essaim_app;
`;

/** Decisions, their letters, and the files that these are; the ledger now knows its awards. */
export class Decisions1700000000009 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const part of [decisions, letters]) await runner.query(part);
  }

  down(): Promise<void> {
    throw new Error('decisions are not removed by a migration: restore a backup instead');
  }
}
