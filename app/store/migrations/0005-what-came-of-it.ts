/** Which run a webhook has begun or gone on with: when it comes to be worked on once more, that is not done again. */
import type { Migration } from './migrations.ts';

export const WHAT_CAME_OF_IT: Migration = {
  name: 'what came of it',
  text: `
alter table deliveries add column run text;
`,
};
