/** Runs that could not go on when somebody looked at them last. */
import type { Migration } from './migrations.ts';

export const TROUBLES: Migration = {
  name: 'troubles',
  text: `
create table troubles (
  run text primary key,
  times integer not null,
  since bigint not null
);
`,
};
