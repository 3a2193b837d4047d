/** What the app cannot do without. Times are milliseconds since 1970, JSON is text, so that it comes back to the letter. */
import type { Migration } from './migrations.ts';

export const FIRST_TABLES: Migration = {
  name: 'first tables',
  text: `
create table deliveries (
  id text primary key,
  event text not null,
  payload text not null,
  received_at bigint not null,
  state text not null default 'waiting' check (state in ('waiting', 'done', 'failed')),
  reason text,
  finished_at bigint
);
create index deliveries_waiting on deliveries (received_at) where state = 'waiting';
create index deliveries_finished on deliveries (finished_at) where state <> 'waiting';

create table runs (
  id text primary key,
  installation bigint not null,
  repository_id bigint not null,
  repository text not null,
  pull_request integer,
  commit text not null,
  created_at bigint not null,
  finished_at bigint,
  status text not null,
  headline text not null
);
create index runs_of_pull_request on runs (repository_id, pull_request, created_at);
create index runs_unfinished on runs (created_at) where finished_at is null;

create table journal (
  run text not null,
  number integer not null,
  event text not null,
  primary key (run, number)
);

create table dispatches (
  run text not null,
  key text not null,
  asked_at bigint not null,
  workflow_run bigint,
  state text not null default 'asked' check (state in ('asked', 'started', 'ended')),
  primary key (run, key)
);
create index dispatches_of_workflow_run on dispatches (workflow_run);

create table effects (
  run text not null,
  key text not null,
  result text not null,
  done_at bigint not null,
  primary key (run, key)
);
`,
};
