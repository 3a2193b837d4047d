/** What the API and the page need of the rest of the App. They hold nothing themselves: every answer is asked for. */
import type { RunId, TaskId } from '../../shared/plan/plan.ts';
import type { Refusal } from '../../shared/report/github/refusal.ts';
import type { RunEvent } from '../../shared/run/event.ts';
import type { RunStatus } from '../../shared/run/status.ts';

export interface Repository {
  /** GitHub's number: it stays when the repository is renamed, and is not given to another one. */
  readonly id: number;
  /** That of the App there. */
  readonly installation: number;
  /** `owner/name`, as GitHub spells it. */
  readonly fullName: string;
  /** As GitHub said some seconds ago at most. Not known: true. */
  readonly private: boolean;
}

/** An attempt under way, as GitHub last said of its job. What comes of it stands in the events when it is taken in. */
export interface JobSight {
  readonly task: TaskId;
  readonly attempt: number;
  readonly status: 'queued' | 'running' | 'over';
  /** Milliseconds since 1970; null: not yet. */
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  /** Where its log is. */
  readonly url: string;
}

export interface RecordedRun {
  /** No other run of this App is called so. */
  readonly run: RunId;
  readonly repository: Repository;
  /** How many events there are: the first has number 1. */
  readonly count: number;
  /** Those with a higher number, in their order. */
  eventsAfter(number: number): Promise<readonly RunEvent[]>;
  jobs(): Promise<readonly JobSight[]>;
}

/** A run as lists have it, which read no journal. */
export interface ListedRun {
  readonly run: RunId;
  /** The plan's name. */
  readonly plan: string;
  readonly status: RunStatus;
  readonly headline: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly finishedAt: number | null;
}

export interface Spent {
  readonly usd: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** What is asked of GitHub rejects with a `GitHubProblem`. */
export interface Runs {
  /** Null: there is none. */
  find(run: RunId): Promise<RecordedRun | null>;
  /** The newest first. */
  list(repository: Repository, most: number): Promise<readonly ListedRun[]>;
  /** What the runs of a repository have cost since then, as far as it is known; milliseconds since 1970. */
  spent(repository: Repository, since: number): Promise<Spent>;
  /** Whatever the case of its letters; null: the App is not installed there. `from`: who asks, see `Guesses`. */
  repository(fullName: string, from: string): Promise<Repository | null>;
  /** The same one as it is now. */
  again(repository: Repository): Promise<Repository>;
}

export interface NumberedEvent {
  readonly number: number;
  readonly event: RunEvent;
}

/** All jobs, as they are since one of them has changed. */
export interface JobsSeen {
  readonly jobs: readonly JobSight[];
}

export interface Live {
  /**
   * All events after that number in their order, then each new one as it comes, and between them the jobs whenever they have changed.
   * Ends when the signal says so.
   */
  follow(
    run: RunId,
    options: { readonly after: number; readonly signal: AbortSignal },
  ): AsyncIterable<NumberedEvent | JobsSeen>;
}

export type CommandAnswer =
  | { readonly kind: 'accepted'; readonly run: RunId }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

/** Whoever asks may: that was found out before. Accepted is what is stored, so that it happens whatever dies. */
export interface Commands {
  start(order: StartOrder): Promise<CommandAnswer>;
  cancel(run: RunId, actor: string): Promise<CommandAnswer>;
  /** Null: all that is not merged. */
  retry(run: RunId, actor: string, tasks: readonly TaskId[] | null): Promise<CommandAnswer>;
  resume(run: RunId, actor: string): Promise<CommandAnswer>;
}

export interface StartOrder {
  readonly repository: Repository;
  readonly actor: string;
  /** A pull request with a plan, or a plan on a branch. */
  readonly from:
    | { readonly kind: 'pull-request'; readonly number: number }
    /** `branch` null: the default branch. */
    | { readonly kind: 'plan'; readonly path: string; readonly branch: string | null };
}

export interface Person {
  /** GitHub's number: a login can become another person's. */
  readonly id: number;
  readonly login: string;
}

export type Permission = 'none' | 'read' | 'write';

/** GitHub is asked each time, or an answer of a few seconds ago is given again. Rejects with a `GitHubProblem`. */
export interface Access {
  /** Who holds a token of GitHub's; null: GitHub does not know it, or it is nobody's. `from`: who asks, see `Guesses`. */
  holder(token: string, from: string): Promise<Person | null>;
  /** What may be done with the token in the repository. */
  byToken(token: string, repository: Repository): Promise<Permission>;
  /** What a person may do there, asked with the App's own token. */
  byPerson(person: Person, repository: Repository): Promise<Permission>;
}
