/** Something that webhooks tell and that may start workflows. */
import type { Account } from './account.ts';
import type { App } from './app.ts';
import type { PullRequest } from './pull.ts';
import type { Repository } from './repository.ts';

export interface Happening {
  /** The event's name as in webhooks: `pull_request`. */
  readonly name: string;
  readonly action: string | null;
  /** null: about an installation. */
  readonly repository: Repository | null;
  /** Without `action`, `repository`, `sender` and `installation`, which are added for whom it is sent to. */
  readonly payload: Readonly<Record<string, unknown>>;
  readonly by: Cause;
  /** The one App that is told; all that listen where it is null. */
  readonly onlyTo: App | null;
  /** Of a push. */
  readonly pushed: { readonly ref: string; readonly sha: string } | null;
  /** Of an event of a pull request. */
  readonly pull: PullRequest | null;
}

/** Who caused it; what a job's token causes starts no workflows. */
export interface Cause {
  readonly account: Account;
  readonly byJob: boolean;
}
