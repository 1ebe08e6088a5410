import type { MigrationInterface, QueryRunner } from 'typeorm';

const documents = `
create table call_documents (
  id uuid primary key,
  call_id uuid not null references calls on delete restrict,
  kind text not null check (kind in ('specification', 'guide', 'template', 'other')),
  title text not null check (length(btrim(title)) between 3 and 200),
  name text not null check (length(name) between 1 and 200),
  sha256 bytea not null references received_files on delete restrict,
  position integer not null check (position > 0),
  addendum integer check (addendum >= 0),
  replaces uuid,
  added_by uuid not null references users on delete restrict,
  added_at timestamptz not null,
  constraint call_documents_of_call unique (id, call_id),
  constraint call_documents_replaced_once unique (replaces),
  constraint call_documents_replace_by_addendum check (replaces is null or addendum > 0),
  foreign key (replaces, call_id) references call_documents (id, call_id) on delete restrict
);
comment on table call_documents is 'What a call gives to download. addendum: which one brought it, 0: published with the call, null: it waits for one. replaces: the document that it took the place of, which stays there to read';
create index call_documents_in_order on call_documents (call_id, position);
create index call_documents_of_file on call_documents (sha256);
grant select, insert (id, call_id, kind, title, name, sha256, position, addendum, added_by, added_at), update (kind, title, position, addendum, replaces), delete on call_documents to essaim_app;

create function call_document_guard() returns trigger language plpgsql set search_path = essaim, public, pg_temp as $$
declare call_state text; published integer;
begin
  select state, addenda into call_state, published from calls where id = case when tg_op = 'DELETE' then old.call_id else new.call_id end for share;
  if tg_op = 'INSERT' then
    if new.replaces is null and (call_state = 'draft' and new.addendum = 0 or call_state = 'published' and new.addendum is null) then return new; end if;
  elsif tg_op = 'DELETE' then
    if call_state = 'draft' or old.addendum is null then return old; end if;
  elsif (old.id, old.call_id, old.name, old.sha256, old.added_by, old.added_at) is not distinct from (new.id, new.call_id, new.name, new.sha256, new.added_by, new.added_at) then
    if call_state = 'draft' and new.addendum = 0 and new.replaces is null then return new; end if;
    if old.addendum is null and new.addendum = published and (old.kind, old.title) = (new.kind, new.title)
      and exists (select from addenda a, jsonb_array_elements(a.after->'documents') d
        where a.call_id = new.call_id and a.ordinal = published and (d->>'documentId')::uuid = new.id and (d->>'replaces')::uuid is not distinct from new.replaces) then
      return new;
    end if;
  end if;
  raise exception using errcode = '23514', constraint = 'call_documents_changed_by_addendum', message = 'a document of a published call changes by an addendum only';
end $$;
create trigger call_document_guard before insert or update or delete on call_documents for each row execute function call_document_guard();
`;

/** A file on its way goes to a field of a dossier, or to the documents of a call. */
const uploads = `
alter table uploads
  alter column application_id drop not null,
  alter column section_key drop not null,
  alter column field_key drop not null,
  add column call_id uuid references calls on delete restrict,
  add column document_kind text,
  add column document_title text,
  add column replaces uuid,
  add column sha256 bytea check (octet_length(sha256) = 32),
  add constraint uploads_go_somewhere check (
    num_nulls(application_id, section_key, field_key) = 0 and num_nonnulls(call_id, document_kind, document_title, replaces) = 0
    or num_nonnulls(application_id, section_key, field_key) = 0 and num_nulls(call_id, document_kind, document_title) = 0);
comment on column uploads.replaces is 'The document of a draft call whose place the file takes';
comment on column uploads.sha256 is 'What the whole file is, named before it is stored under it';
create index uploads_of_call on uploads (call_id) where call_id is not null;
create index uploads_of_file on uploads (sha256) where sha256 is not null;
grant insert (call_id, document_kind, document_title, replaces), update (sha256) on uploads to essaim_app;
`;

/** What the store holds and nothing names is taken out of it, by several workers at once, while the same bytes may be sent again. */
const leftovers = `
create table file_removals (
  sha256 bytea primary key check (octet_length(sha256) = 32),
  holder uuid not null,
  since timestamptz not null default clock_timestamp()
);
comment on table file_removals is 'Files that nothing names, while somebody takes them out of the store: what is sent again under the same hash waits until it is done';
grant select, insert (sha256, holder), update (holder, since), delete on file_removals to essaim_app;

create table store_sweep (
  one boolean primary key default true check (one),
  position text not null default '',
  due_at timestamptz not null default clock_timestamp()
);
comment on table store_sweep is 'One row: how far the store of files has been looked through for what nothing names, and when the next look is due';
insert into store_sweep default values;
grant select, update (position, due_at) on store_sweep to essaim_app;

create function received_file_removal_guard() returns trigger language plpgsql set search_path = essaim, pg_temp as $$
begin
  if old.scan in ('infected', 'pending') then
    raise exception using errcode = '23514', constraint = 'received_files_verdict_kept', message = 'what the antivirus says of a file is awaited, or kept';
  end if;
  return old;
end $$;
create trigger received_file_removal_guard before delete on received_files for each row execute function received_file_removal_guard();
grant delete on received_files to essaim_app;
`;

/** Documents of calls, to download; and what the store of files holds for nobody. */
export class CallDocuments1700000000027 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const part of [documents, uploads, leftovers]) await runner.query(part);
  }

  down(): Promise<void> {
    throw new Error('what was published is not removed by a migration: restore a backup instead');
  }
}
