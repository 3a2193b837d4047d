/** Since when a run's repository is gone for the App. */
import type { Migration } from './migrations.ts';

export const OUT_OF_REACH: Migration = {
  name: 'out of reach',
  text: `
alter table troubles add column gone_since bigint;
`,
};
