/** All steps in their order. One that was released is never changed: what it lacks is a further step. */
import { FIRST_TABLES } from './0001-first-tables.ts';
import { SHARED_LIMITS } from './0002-shared-limits.ts';
import { WHAT_GOES_ON } from './0003-what-goes-on.ts';
import { JOBS } from './0004-jobs.ts';
import { WHAT_CAME_OF_IT } from './0005-what-came-of-it.ts';
import { NO_EFFECTS } from './0006-no-effects.ts';
import { TROUBLES } from './0007-troubles.ts';
import { LOOKS } from './0008-looks.ts';
import { OUT_OF_REACH } from './0009-out-of-reach.ts';

export interface Migration {
  readonly name: string;
  readonly text: string;
}

export const MIGRATIONS: readonly Migration[] = [
  FIRST_TABLES,
  SHARED_LIMITS,
  WHAT_GOES_ON,
  JOBS,
  WHAT_CAME_OF_IT,
  NO_EFFECTS,
  TROUBLES,
  LOOKS,
  OUT_OF_REACH,
];
