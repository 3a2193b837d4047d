/** All steps in their order. One that was released is never changed: what it lacks is a further step. */
import { FIRST_TABLES } from './0001-first-tables.ts';
import { SHARED_LIMITS } from './0002-shared-limits.ts';
import { WHAT_GOES_ON } from './0003-what-goes-on.ts';
import { TROUBLES } from './0005-troubles.ts';

export interface Migration {
  readonly name: string;
  readonly text: string;
}

export const MIGRATIONS: readonly Migration[] = [FIRST_TABLES, SHARED_LIMITS, WHAT_GOES_ON, TROUBLES];
