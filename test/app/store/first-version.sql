-- A database of the first version, with a run under way. It is never changed.
create table migrations (
  number integer primary key, name text not null, checksum text not null, taken_at timestamptz not null default now());
insert into migrations (number, name, checksum) values (1, 'first tables', '2038714dab66cd754402ed6feb06ade5ce217180715f867f0c97993830c88a7c');

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

insert into deliveries (id, event, payload, received_at) values ('d-old', 'issue_comment', '{"action":"created"}', 1790000000000);
insert into runs (id, installation, repository_id, repository, pull_request, commit, created_at, finished_at, status, headline)
  values ('r-old', 7, 42, 'octo/shop', 3, 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 1790000000000, null, 'running', 'Zöpfe, it''s 2 of 3');
insert into journal (run, number, event) values
  ('r-old', 1, '{"type":"cancel-requested","at":1700000000000,"by":"ann"}'),
  ('r-old', 2, '{"type":"cancel-requested","at":1700000000000,"by":"\u0000"}');
insert into dispatches (run, key, asked_at, workflow_run, state) values ('r-old', 'batch 1', 1790000000001, 555, 'started');
insert into effects (run, key, result, done_at) values ('r-old', 'comment', '{"comment":99}', 1790000000002);
