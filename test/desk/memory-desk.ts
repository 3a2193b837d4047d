/** A desk that only remembers: what people would see on GitHub, and workflow runs that somebody else plays. */
import type { Desk, Dispatch, JobSight, WorkflowRunSight } from '../../shared/io/hosted/desk.ts';
import type { Sha } from '../../shared/plan/plan.ts';
import { type CheckRun, RUN_CHECK } from '../../shared/report/github/check-run.ts';

/** A workflow run as it is under way. */
export type RunUnderWay = { -readonly [Key in keyof WorkflowRunSight]: WorkflowRunSight[Key] };

export interface MemoryDeskOptions {
  /** Oldest first. */
  readonly runs: () => readonly RunUnderWay[];
  /** The number of the workflow run. Throws where GitHub would refuse. */
  readonly start: (dispatch: Dispatch) => number;
  readonly again: (run: number) => void;
}

export class MemoryDesk implements Desk {
  /** By commit, name and run. */
  readonly checks = new Map<string, CheckRun & { readonly headSha: Sha }>();
  /** The one of Braid on each issue. */
  readonly comments = new Map<number, string>();
  readonly reactions = new Map<number, Set<string>>();
  readonly labels = new Map<number, Set<string>>();
  /** Of a workflow run, where somebody says which. */
  readonly jobsOf = new Map<number, readonly JobSight[]>();
  readonly #pulls = new Map<string, number>();
  readonly #options: MemoryDeskOptions;

  constructor(options: MemoryDeskOptions) {
    this.#options = options;
  }

  async putCheckRun(check: CheckRun & { readonly headSha: Sha }): Promise<void> {
    this.checks.set(`${check.headSha} ${check.name} ${check.externalId}`, check);
  }

  async putComment({ issue, body }: { readonly issue: number; readonly body: string }): Promise<void> {
    this.comments.set(issue, body);
  }

  async react(comment: number, content: string): Promise<void> {
    this.reactions.set(comment, new Set([...(this.reactions.get(comment) ?? []), content]));
  }

  async removeLabel(issue: number, label: string): Promise<void> {
    this.labels.get(issue)?.delete(label);
  }

  async dispatch(dispatch: Dispatch): Promise<number> {
    return this.#options.start(dispatch);
  }

  async workflowRuns(): Promise<readonly WorkflowRunSight[]> {
    return this.#options.runs().map(sightOf).reverse();
  }

  async workflowRun(id: number): Promise<WorkflowRunSight | null> {
    const run = this.#options.runs().find(each => each.id === id);
    return run === undefined ? null : sightOf(run);
  }

  async jobs(workflowRun: number): Promise<readonly JobSight[]> {
    return this.jobsOf.get(workflowRun) ?? [];
  }

  async announcedRun(headSha: Sha): Promise<number | null> {
    const open = [...this.checks.values()].filter(
      check => check.headSha === headSha && check.name === RUN_CHECK && check.status !== 'completed',
    );
    const ids = open.flatMap(({ detailsUrl }) => /\/actions\/runs\/(\d+)$/.exec(detailsUrl ?? '')?.[1] ?? []);
    return ids.length === 0 ? null : Number(ids.at(-1));
  }

  async cancelRun(id: number): Promise<void> {
    const run = this.#options.runs().find(each => each.id === id && !each.isOver);
    if (run === undefined) return;
    run.isOver = true;
    run.isCancelled = true;
  }

  async rerunFailed(id: number): Promise<void> {
    this.#options.again(id);
  }

  async openPullRequest({ head }: { readonly head: string }): Promise<number> {
    const number = this.#pulls.get(head) ?? this.#pulls.size + 8;
    this.#pulls.set(head, number);
    return number;
  }
}

function sightOf({ id, title, isOver, isCancelled, attempt }: RunUnderWay): WorkflowRunSight {
  return { id, title, isOver, isCancelled, attempt };
}
