-- Run once as superuser in the database of Essaim: psql -v owner_password=… -v app_password=… -f roles.sql
create role essaim_owner login password :'owner_password';
create role essaim_app login password :'app_password';
select format('alter database %I owner to essaim_owner', current_database()) \gexec
create schema essaim authorization essaim_owner;
create schema bullmq authorization essaim_app;
grant usage on schema essaim to essaim_app;
create extension if not exists unaccent with schema public;
create extension if not exists pg_trgm with schema public;
create extension if not exists btree_gist with schema public;
create extension if not exists citext with schema public;
select format('alter role essaim_owner in database %I set search_path = essaim, public', current_database()) \gexec
select format('alter role essaim_app in database %I set search_path = essaim, public', current_database()) \gexec
