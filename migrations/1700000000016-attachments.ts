import type { MigrationInterface, QueryRunner } from 'typeorm';

const files = `
create table received_files (
  sha256 bytea primary key check (octet_length(sha256) = 32),
  bytes bigint not null check (bytes > 0),
  kind text not null check (kind in ('pdf', 'png', 'jpeg', 'docx', 'odt', 'text', 'xlsx', 'ods', 'csv')),
  scan text not null default 'unscanned' check (scan in ('unscanned', 'pending', 'clean', 'infected')),
  signature text,
  scanned_at timestamptz,
  received_at timestamptz not null default clock_timestamp(),
  constraint received_files_signature_when_infected check ((signature is not null) = (scan = 'infected')),
  constraint received_files_scanned_whole check ((scanned_at is not null) = (scan in ('clean', 'infected')))
);
comment on table received_files is 'Files that people sent, by their SHA-256; their bytes are in the store of files. scan: what the antivirus said; an infected one is never given out';
create index received_files_waiting on received_files (received_at) where scan = 'unscanned';
grant select, insert (sha256, bytes, kind, scan), update (scan, signature, scanned_at) on received_files to essaim_app;

create function received_file_guard() returns trigger language plpgsql set search_path = essaim, pg_temp as $$
begin
  if old.scan = 'infected' and new.scan <> 'infected' then
    raise exception using errcode = '23514', constraint = 'received_files_infected_for_good', table = 'received_files', message = 'an infected file stays one';
  end if;
  return new;
end $$;
create trigger received_file_guard before update on received_files for each row execute function received_file_guard();

create table uploads (
  id uuid primary key default essaim_uuid(),
  application_id uuid not null references applications on delete restrict,
  section_key text not null,
  field_key text not null,
  name text not null check (length(name) between 1 and 200),
  declared_bytes bigint not null check (declared_bytes > 0),
  received_bytes bigint not null default 0,
  parts text[] not null default '{}',
  started_by uuid not null references users on delete restrict,
  expires_at timestamptz not null,
  constraint uploads_within_declared check (received_bytes between 0 and declared_bytes - 1)
);
comment on table uploads is 'Files on their way: what has come is in the store, one key per part. Gone once the file is whole, given up, or too old';
create index uploads_of_application on uploads (application_id);
create index uploads_expiring on uploads (expires_at);
grant select, insert (application_id, section_key, field_key, name, declared_bytes, started_by, expires_at), update (received_bytes, parts, expires_at), delete on uploads to essaim_app;
`;

const attachments = `
create table attachments (
  id uuid primary key,
  application_id uuid not null references applications on delete restrict,
  section_key text not null,
  field_key text not null,
  name text not null check (length(name) between 1 and 200),
  sha256 bytea not null references received_files on delete restrict,
  used boolean,
  added_by uuid not null references users on delete restrict,
  added_at timestamptz not null,
  constraint attachments_of_application unique (id, application_id)
);
comment on table attachments is 'A file of a dossier, for one field of its form; the answer to that field lists the ids. used: does the saved answer name it; null: no save has come since';
create index attachments_of_section on attachments (application_id, section_key);
create index attachments_of_file on attachments (sha256);
grant select, insert, update (used) on attachments to essaim_app;

create table submission_attachments (
  submission_id uuid not null,
  application_id uuid not null,
  position integer not null check (position > 0),
  attachment_id uuid not null,
  primary key (submission_id, position),
  unique (submission_id, attachment_id),
  foreign key (submission_id, application_id) references submissions (id, application_id) on delete restrict,
  foreign key (attachment_id, application_id) references attachments (id, application_id) on delete restrict
);
comment on table submission_attachments is 'The files that a submission sealed, in the order of its content';
create index submission_attachments_of_attachment on submission_attachments (attachment_id);
grant select, insert on submission_attachments to essaim_app;

create table receipts (
  submission_id uuid primary key references submissions on delete restrict,
  sha256 bytea not null references files on delete restrict,
  made_at timestamptz not null
);
comment on table receipts is 'The receipt of a submission, as PDF: made once, the same bytes for ever';
grant select, insert on receipts to essaim_app;
`;

/** Attachments of dossiers, their uploads, what an antivirus said of them, and the receipts of submissions. */
export class Attachments1700000000016 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const part of [files, attachments]) await runner.query(part);
  }

  down(): Promise<void> {
    throw new Error('attachments are not removed by a migration: restore a backup instead');
  }
}
