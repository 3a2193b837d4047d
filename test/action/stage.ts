/** A run on the action's own functions: a bare repository as the remote, a GitHub that only remembers, workflow runs one after another. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PlanJob } from '../../action/modes/plan.ts';
import type { Desk, Dispatch, WorkflowRunSight } from '../../shared/io/hosted/desk.ts';
import type { Sha } from '../../shared/plan/plan.ts';
import type { CheckRun } from '../../shared/report/github/check-run.ts';
import { type Asked, type Mishaps, type Scenery, WorkflowRun } from './workflow-run.ts';

export type { Asked, Mishaps } from './workflow-run.ts';

/** More workflow runs than any run of these tests needs. */
const MOST_HOPS = 20;

interface NewCommit {
  readonly branch: string;
  readonly files: Readonly<Record<string, string>>;
  readonly message: string;
  /** A branch; null: it is the first commit. */
  readonly from: string | null;
}

export class ActionStage implements Scenery {
  readonly folder = mkdtempSync(join(tmpdir(), 'braid-action-'));
  readonly bare = join(this.folder, 'remotes', 'octo', 'shop.git');
  /** What people see on GitHub. */
  readonly checks = new Map<string, CheckRun & { readonly headSha: Sha }>();
  readonly comments = new Map<number, string>();
  readonly summaries: string[] = [];
  readonly lines: string[] = [];
  readonly runs: WorkflowRun[] = [];
  /** Those that were dispatched and have not begun. */
  readonly queue: WorkflowRun[] = [];
  /** Those whose failed jobs are to be run again. */
  readonly reruns: WorkflowRun[] = [];
  permissions: Record<string, string> = { ann: 'write' };

  constructor(files: Readonly<Record<string, string>>, plan: Readonly<Record<string, string>>) {
    mkdirSync(this.bare, { recursive: true });
    this.git(this.bare, 'init', '--quiet', '--bare', '--initial-branch=main');
    this.#commit({ branch: 'main', files, message: 'Begin', from: null });
    this.#commit({ branch: 'topic', files: plan, message: 'Plan', from: 'main' });
  }

  git(folder: string, ...args: string[]): string {
    const identity = ['-c', 'user.name=Ann', '-c', 'user.email=ann@example.invalid'];
    return execFileSync('git', [...identity, ...args], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
      .toString()
      .trimEnd();
  }

  /** Somebody pushes a commit. */
  push(branch: string, files: Readonly<Record<string, string>>): void {
    this.#commit({ branch, files, message: 'Change', from: branch });
  }

  /** In one process: to start git is what takes time here. */
  #commit({ branch, files, message, from }: NewCommit): void {
    const lines = [
      `commit refs/heads/${branch}`,
      'committer Ann <ann@example.invalid> now',
      `data ${message.length}\n${message}`,
      ...(from === null ? [] : [`from refs/heads/${from}^0`]),
      ...Object.entries(files).map(
        ([path, text]) => `M 100644 inline ${path}\ndata ${Buffer.byteLength(text)}\n${text}`,
      ),
    ];
    const args = ['fast-import', '--quiet', '--date-format=now', '--done'];
    execFileSync('git', args, { cwd: this.bare, input: `${lines.join('\n')}\n\ndone\n` });
  }

  readonly at = (branch: string): string =>
    readFileSync(join(this.bare, 'refs', 'heads', branch), 'utf8').trimEnd();

  show(ref: string, path: string): string {
    return this.git(this.bare, 'show', `${ref}:${path}`);
  }

  label(name: string): Asked {
    const payload = {
      action: 'labeled',
      label: { name },
      number: 7,
      pull_request: { head: { sha: this.at('topic') } },
      sender: { login: 'ann' },
    };
    return { name: 'pull_request', payload };
  }

  say(body: string, login = 'ann'): Asked {
    const payload = {
      action: 'created',
      comment: { id: 1, body },
      issue: { number: 7, pull_request: {} },
      sender: { login },
    };
    return { name: 'issue_comment', payload };
  }

  /** The schedule by which nothing waits for ever. */
  readonly tick: Asked = { name: 'schedule', payload: {} };

  /** The workflow runs that follow from an event, until nothing is asked for any more. */
  async play(asked: Asked, mishaps: Mishaps = {}): Promise<void> {
    await this.begin(asked).play(mishaps);
    await this.goOn(mishaps);
  }

  async goOn(mishaps: Mishaps = {}): Promise<void> {
    for (let hops = 0; this.queue.length + this.reruns.length > 0; hops++) {
      if (hops > MOST_HOPS) throw new Error('the run goes on and on');
      await this.queue.shift()?.play(mishaps);
      await this.reruns.shift()?.landAgain();
    }
  }

  readonly failed = (): readonly WorkflowRun[] => this.runs.filter(run => run.isFailed);

  /** A workflow run whose jobs are for the caller to play. */
  begin(cause: Asked | Dispatch): WorkflowRun {
    const run = new WorkflowRun(this, this.runs.length + 1, cause);
    this.runs.push(run);
    return run;
  }

  readonly github: PlanJob['github'] = {
    permission: async login => this.permissions[login] ?? 'none',
    pullRequest: async () => ({
      state: 'open',
      head: { sha: this.at('topic') as Sha, branch: 'topic', repository: 'octo/shop' },
      base: { branch: 'main' },
      fork: false,
      author: 'ann',
    }),
    repository: async () => ({ defaultBranch: 'main' }),
  };

  readonly desk: Desk = {
    putCheckRun: async check => void this.checks.set(`${check.headSha} ${check.name}`, check),
    putComment: async ({ issue, body }) => void this.comments.set(issue, body),
    react: async () => {},
    removeLabel: async () => {},
    dispatch: async dispatch => {
      if (this.refuseDispatch !== null) throw new Error(this.refuseDispatch);
      const run = this.begin(dispatch);
      this.queue.push(run);
      return run.id;
    },
    workflowRuns: async () => this.runs.map(sightOf).reverse(),
    workflowRun: async id => this.runs.filter(run => run.id === id).map(sightOf)[0] ?? null,
    announcedRun: async () => null,
    cancelRun: async () => {},
    rerunFailed: async id => void this.reruns.push(...this.runs.filter(each => each.id === id)),
    openPullRequest: async () => 8,
  };

  /** What GitHub says instead of starting a workflow run; null: it starts them. */
  refuseDispatch: string | null = null;

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function sightOf({ id, title, isOver, attempt }: WorkflowRun): WorkflowRunSight {
  return { id, title, isOver, isCancelled: false, attempt };
}
