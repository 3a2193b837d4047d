/** What runs of an installation share, what they cost, and what the queue needs to lose no wake-up. */
import type { Migration } from './migrations.ts';

export const SHARED_LIMITS: Migration = {
  name: 'shared limits',
  text: `
-- Of runs from before it is not known: they are shown to nobody who is not asked about.
alter table runs add column private boolean not null default true;
alter table runs alter column private drop default;
create index runs_of_installation on runs (installation, created_at);

create table backend_limits (
  installation bigint not null,
  backend text not null,
  version integer not null,
  state text not null,
  primary key (installation, backend)
);

create table costs (
  run text primary key,
  installation bigint not null,
  repository_id bigint not null,
  usd double precision not null,
  input_tokens bigint not null,
  output_tokens bigint not null,
  at bigint not null
);
create index costs_of_installation on costs (installation, at);
create index costs_of_repository on costs (repository_id, at);

create table wakeups (
  queue text not null,
  key text not null,
  primary key (queue, key)
);

create table alarms (
  queue text not null,
  key text not null,
  due_at bigint not null,
  primary key (queue, key)
);
create index alarms_due on alarms (due_at);
`,
};
