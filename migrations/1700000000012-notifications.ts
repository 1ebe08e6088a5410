import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The mails: one row per recipient. */
export class Notifications1700000000012 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
create table notifications (
  id uuid primary key default essaim_uuid(),
  event_id uuid not null references events on delete restrict,
  template text not null,
  recipient_id uuid not null references users on delete restrict,
  resend integer not null default 0,
  status text not null default 'pending' check (status in ('pending', 'sending', 'sent')),
  lease_until timestamptz,
  attempts integer not null default 0,
  created_at timestamptz not null default clock_timestamp(),
  sent_at timestamptz,
  asked_by uuid references users on delete restrict,
  constraint notifications_once unique (event_id, recipient_id, template, resend),
  constraint notifications_sent_at check ((status = 'sent') = (sent_at is not null))
);
comment on table notifications is 'A mail to one person about one event. Its Message-ID is made from its id: one row, one Message-ID, at least one delivery; a resend is a new row';
create index notifications_recent on notifications (created_at desc, id desc);
grant select, insert, update (status, lease_until, attempts, sent_at) on notifications to essaim_app;
`);
  }

  down(): Promise<void> {
    throw new Error('the log of mails is not removed by a migration: restore a backup instead');
  }
}
