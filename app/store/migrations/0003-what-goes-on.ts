/** What at most one run at a time is about, and what a workflow run was asked to do. */
import type { Migration } from './migrations.ts';

export const WHAT_GOES_ON: Migration = {
  name: 'what goes on',
  text: `
alter table runs add column spot text not null default '';
update runs set spot = 'pull request ' || pull_request where pull_request is not null;
create index runs_of_spot on runs (repository_id, spot, created_at);
alter table dispatches add column work text not null default '{}';
`,
};
