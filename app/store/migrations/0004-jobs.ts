/** What GitHub last said of the jobs of workflow runs that are under way. */
import type { Migration } from './migrations.ts';

export const JOBS: Migration = {
  name: 'jobs',
  text: `
create table jobs (
  job bigint primary key,
  workflow_run bigint not null,
  name text not null,
  status text not null check (status in ('queued', 'running', 'over')),
  started_at bigint,
  ended_at bigint,
  url text not null,
  noted_at bigint not null,
  is_shown boolean not null default false
);
create index jobs_of_workflow_run on jobs (workflow_run);
`,
};
