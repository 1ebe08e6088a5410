import type { MigrationInterface, QueryRunner } from 'typeorm';

const charters = `
create table charters (
  id uuid primary key default essaim_uuid(),
  ordinal integer,
  title text not null check (length(btrim(title)) between 1 and 200),
  adopted_on date not null,
  preamble text not null check (length(preamble) <= 10000),
  items jsonb not null constraint charters_items_some check (jsonb_typeof(items) = 'array' and jsonb_array_length(items) between 1 and 20),
  state text not null default 'draft' check (state in ('draft', 'published', 'dropped')),
  version integer not null default 1 check (version > 0),
  drafted_by uuid not null references users on delete restrict,
  drafted_at timestamptz not null,
  changed_by uuid not null references users on delete restrict,
  published_by uuid references users on delete restrict,
  published_at timestamptz,
  content text,
  content_sha256 bytea constraint charters_content_matches_hash check (content_sha256 = sha256(convert_to(content, 'UTF8'))),
  constraint charters_second_person check (published_by is null or published_by not in (drafted_by, changed_by)),
  constraint charters_published_whole check ((state = 'published') = (published_by is not null) and (published_by is null) = (published_at is null)
    and (published_by is null) = (ordinal is null) and (published_by is null) = (content is null) and (published_by is null) = (content_sha256 is null)),
  constraint charters_numbered_once unique (ordinal)
);
comment on table charters is 'Versions of the charter of the poles. Written by one person, published by another, never changed after that; content: what its hash is of. In force: the last published (charter_in_force)';
create unique index charters_one_draft on charters (state) where state = 'draft';
grant select, insert (title, adopted_on, preamble, items, drafted_by, drafted_at, changed_by),
  update (ordinal, title, adopted_on, preamble, items, state, version, changed_by, published_by, published_at, content, content_sha256) on charters to essaim_app;

create function charter_guard() returns trigger language plpgsql as $$
begin
  if old.state <> 'draft' then
    raise exception using errcode = '23514', constraint = 'charters_settled', message = 'a version of the charter that is published or dropped does not change';
  end if;
  return new;
end $$;
create trigger charter_guard before update on charters for each row execute function charter_guard();

create function charter_in_force(at timestamptz) returns uuid language sql stable set search_path = essaim, pg_temp as $$
  select id from charters where state = 'published' and published_at <= at order by published_at desc, ordinal desc limit 1
$$;
comment on function charter_in_force is 'The version of the charter in force at an instant: the last one that was published by then';
`;

const signatures = `
create table charter_assessments (
  pole_id uuid not null references poles on delete restrict,
  charter_id uuid not null references charters on delete restrict,
  answers jsonb not null,
  version integer not null default 1,
  saved_by uuid not null references users on delete restrict,
  saved_at timestamptz not null,
  primary key (pole_id, charter_id)
);
comment on table charter_assessments is 'What a pole prepares before it signs a version of the charter; version grows at each save and a stale one is refused';
grant select, insert, update (answers, version, saved_by, saved_at) on charter_assessments to essaim_app;

create table charter_signatures (
  id uuid primary key default essaim_uuid(),
  pole_id uuid not null references poles on delete restrict,
  charter_id uuid not null references charters on delete restrict,
  signed_by uuid not null references users on delete restrict,
  signed_as text not null check (length(btrim(signed_as)) between 2 and 120),
  signed_at timestamptz not null,
  content text not null,
  content_sha256 bytea not null constraint charter_signatures_content_matches_hash check (content_sha256 = sha256(convert_to(content, 'UTF8'))),
  is_public boolean not null default false,
  constraint charter_signatures_once unique (pole_id, charter_id)
);
comment on table charter_signatures is 'Poles that signed a version of the charter, with their self-assessment, sealed; never changed. is_public: may everybody read the self-assessment? The pole decides, and may change its mind';
create index charter_signatures_of_charter on charter_signatures (charter_id);
grant select, insert, update (is_public) on charter_signatures to essaim_app;

create function charter_signature_guard() returns trigger language plpgsql set search_path = essaim, public, pg_temp as $$
begin
  if charter_in_force(new.signed_at) is distinct from new.charter_id then
    raise exception using errcode = '23514', constraint = 'charter_signatures_in_force', message = 'only the version in force is signed';
  end if;
  return new;
end $$;
create trigger charter_signature_guard before insert on charter_signatures for each row execute function charter_signature_guard();
`;

/** A term of a call like the others: fixed by its publication, changed by its last addendum only, and asked for only while nobody has started. */
const calls = `
-- charter_required: a dossier is received only from a pole that has signed the version of the charter in force
alter table calls add column charter_required boolean not null default false;
grant update (charter_required) on calls to essaim_app;

create function call_charter_guard() returns trigger language plpgsql set search_path = essaim, public, pg_temp as $$
declare said jsonb;
begin
  if old.state = 'draft' then
    if new.state = 'published' and new.charter_required and charter_in_force(new.published_at) is null then
      raise exception using errcode = '23514', constraint = 'calls_charter_in_force', message = 'no version of the charter is in force';
    end if;
    return new;
  end if;
  if new.charter_required = old.charter_required then return new; end if;
  select after into said from addenda where call_id = new.id and ordinal = new.addenda and new.addenda = old.addenda + 1;
  if said is null or (said->>'charterRequired')::boolean is distinct from new.charter_required
    or new.charter_required and exists (select from applications where call_id = new.id and state not in ('withdrawn', 'discarded')) then
    raise exception using errcode = '23514', constraint = 'calls_charter_by_addendum', message = 'a published call comes to ask for the charter by an addendum only, before anybody has started';
  end if;
  return new;
end $$;
create trigger call_charter_guard before update on calls for each row execute function call_charter_guard();
`;

/** The charter of the poles: its versions, what poles sign, and the calls that ask for it. */
export class Charter1700000000022 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const part of [charters, signatures, calls]) await runner.query(part);
  }

  down(): Promise<void> {
    throw new Error('what poles signed is not removed by a migration: restore a backup instead');
  }
}
