-- Run once as superuser in the empty database that a dump is about to be restored into; the roles exist already.
create schema bullmq authorization essaim_app;
select format('alter database %I owner to essaim_owner', current_database()) \gexec
select format('alter role essaim_owner in database %I set search_path = essaim, public', current_database()) \gexec
select format('alter role essaim_app in database %I set search_path = essaim, public', current_database()) \gexec
