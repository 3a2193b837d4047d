/** Pull requests, and the labels, comments and reactions on them. */
import type { Account } from './account.ts';
import type { Repository } from './repository.ts';

export interface PullRequest {
  readonly id: number;
  readonly number: number;
  readonly author: Account;
  readonly createdAt: Date;
  readonly head: { readonly repository: Repository; readonly branch: string };
  /** The head's commit: its branch may be gone. */
  headSha: string;
  base: string;
  title: string;
  body: string | null;
  draft: boolean;
  state: 'open' | 'closed';
  mergedAt: Date | null;
  mergeCommitSha: string | null;
  closedAt: Date | null;
  updatedAt: Date;
  /** Names, in the order they were set. */
  labels: string[];
  mergeability: Mergeability | null;
}

/** Computed from these two commits. GitHub works it out in the background: whoever asks first after a change is told null. */
export interface Mergeability {
  readonly headSha: string;
  readonly baseSha: string;
  /** The merge's commit; null where there are conflicts. */
  readonly commit: string | null;
  told: boolean;
}

export interface Label {
  readonly id: number;
  readonly name: string;
  readonly color: string;
  readonly description: string | null;
}

export interface Comment {
  readonly id: number;
  readonly number: number;
  readonly author: Account;
  /** The App that wrote it; null for people. */
  readonly viaApp: number | null;
  readonly createdAt: Date;
  updatedAt: Date;
  body: string;
  readonly reactions: Reaction[];
}

export const REACTIONS = ['+1', '-1', 'laugh', 'confused', 'heart', 'hooray', 'rocket', 'eyes'] as const;

export interface Reaction {
  readonly id: number;
  readonly author: Account;
  readonly content: (typeof REACTIONS)[number];
  readonly createdAt: Date;
}
