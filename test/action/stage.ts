/** A run on the action's own functions: a bare repository as the remote, a GitHub that only remembers, jobs one after another. */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { artifactName, sentTasks } from '../../action/arrivals.ts';
import type { Desk, Dispatch } from '../../action/desk.ts';
import { PLACES, type Surroundings } from '../../action/environment.ts';
import { cloneFor, fetchState, handedStart, startFile, writeFileIn, writeJob } from '../../action/job.ts';
import { legsOf, parseLegs } from '../../action/legs.ts';
import { announceJob } from '../../action/modes/announce.ts';
import { landJob } from '../../action/modes/land.ts';
import { planJob } from '../../action/modes/plan.ts';
import { runTask } from '../../action/scripts/task-script.ts';
import { runVerify } from '../../action/scripts/verify-script.ts';
import { startText } from '../../action/start-document.ts';
import { parseMatrix } from '../../shared/io/handover/hop.ts';
import type { RunId, Sha } from '../../shared/plan/plan.ts';
import type { CheckRun } from '../../shared/report/github/check-run.ts';

export interface Asked {
  readonly name: string;
  readonly payload: unknown;
}

interface Given {
  readonly run: string;
  readonly matrix: string;
  readonly legs: string;
}

/** What may go wrong between two jobs. */
export interface Mishaps {
  /** After the tasks' jobs, before the others. */
  readonly afterTasks?: (folder: string, run: RunId) => void;
}

export class ActionStage {
  readonly folder = mkdtempSync(join(tmpdir(), 'braid-action-'));
  readonly bare = join(this.folder, 'remotes', 'octo', 'shop.git');
  readonly checks = new Map<string, CheckRun & { readonly headSha: Sha }>();
  readonly comments = new Map<number, string>();
  readonly summaries: string[] = [];
  readonly lines: string[] = [];
  readonly dispatched: Dispatch[] = [];
  permissions: Record<string, string> = { ann: 'write' };
  #runs = 0;

  constructor(files: Readonly<Record<string, string>>, plan: Readonly<Record<string, string>>) {
    mkdirSync(dirname(this.bare), { recursive: true });
    const work = join(this.folder, 'work');
    this.git(this.folder, 'init', '--quiet', '--initial-branch=main', work);
    this.commit(work, files, 'Begin');
    this.git(work, 'checkout', '--quiet', '-b', 'topic');
    this.commit(work, plan, 'Plan');
    this.git(this.folder, 'clone', '--quiet', '--bare', work, this.bare);
  }

  git(folder: string, ...args: string[]): string {
    const identity = ['-c', 'user.name=Ann', '-c', 'user.email=ann@example.invalid'];
    return execFileSync('git', [...identity, ...args], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
      .toString()
      .trimEnd();
  }

  commit(work: string, files: Readonly<Record<string, string>>, message: string): void {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(work, name)), { recursive: true });
      writeFileSync(join(work, name), text);
    }
    this.git(work, 'add', '--all');
    this.git(work, 'commit', '--quiet', '--message', message);
  }

  at(ref: string): string {
    return this.git(this.bare, 'rev-parse', ref);
  }

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

  /** The workflow runs that follow from an event, until nothing is dispatched any more. */
  async play(asked: Asked, mishaps: Mishaps = {}): Promise<void> {
    await this.workflow(asked, null, mishaps);
    for (let hops = 0; this.dispatched.length > 0; hops++) {
      if (hops > 20) throw new Error('the run goes on and on');
      const next = this.dispatched.shift();
      if (next !== undefined) await this.workflow(null, next, mishaps);
    }
  }

  async workflow(asked: Asked | null, dispatch: Dispatch | null, mishaps: Mishaps = {}): Promise<void> {
    this.#runs += 1;
    const id = this.#runs;
    const shared = join(this.folder, `run-${id}`);
    const handed = join(shared, 'handed');
    let given: Given;
    if (asked !== null) {
      const planned = await this.#plan(await this.#machine(shared, 'plan', { id, asked }), handed);
      if (planned === null) return;
      given = planned;
      await this.#announce(await this.#machine(shared, 'announce', { id, asked, handed }));
    } else {
      const { run = '', matrix = '', legs = '' } = dispatch?.inputs ?? {};
      given = { run, matrix, legs };
    }
    const about = { id, asked, handed };
    for (const entry of parseMatrix(given.matrix || '[]') ?? []) {
      const { folder } = await this.#machine(shared, `task-${entry.task}`, about);
      const here = await this.#machine(shared, `task-${entry.task}`, about);
      await this.#prepare(here, given, JSON.stringify(entry));
      await runTask({
        surroundings: here,
        say: line => this.lines.push(line),
        signal: AbortSignal.timeout(60_000),
      });
      const name = artifactName({ run: given.run, ...entry }, 1);
      if (existsSync(join(folder, PLACES.out)))
        cpSync(join(folder, PLACES.out), join(handed, 'tasks', name), { recursive: true });
    }
    mishaps.afterTasks?.(handed, given.run as RunId);
    for (const leg of parseLegs(given.legs)) {
      const here = await this.#machine(shared, `verify-${leg}`, about);
      await this.#prepare(here, given, given.matrix, leg);
      await runVerify({
        surroundings: here,
        say: line => this.lines.push(line),
        signal: AbortSignal.timeout(60_000),
      });
      cpSync(join(here.folder, PLACES.out), join(handed, 'verdicts', `braid.verdicts.${leg}.1`), {
        recursive: true,
      });
    }
    await this.#land(await this.#machine(shared, 'land', about), given);
    rmSync(shared, { recursive: true, force: true });
  }

  async #machine(
    shared: string,
    name: string,
    { id, asked, handed }: { id: number; asked: Asked | null; handed?: string },
  ): Promise<Surroundings> {
    const folder = join(shared, name, 'braid');
    mkdirSync(folder, { recursive: true });
    if (handed !== undefined && existsSync(handed))
      cpSync(handed, join(folder, 'handed'), { recursive: true });
    const eventPath = join(shared, name, 'event.json');
    writeFileSync(eventPath, JSON.stringify(asked?.payload ?? {}));
    return {
      repository: 'octo/shop',
      serverUrl: `file://${join(this.folder, 'remotes')}`,
      apiUrl: 'http://127.0.0.1:1',
      runId: id,
      runAttempt: 1,
      eventName: asked?.name ?? 'workflow_dispatch',
      eventPath,
      ref: 'refs/heads/main',
      sha: this.at('main'),
      actor: 'ann',
      workflow: 'braid.yml',
      folder,
    };
  }

  async #plan(surroundings: Surroundings, handed: string): Promise<Given | null> {
    const clone = await cloneFor(surroundings, null);
    const github = {
      permission: async (login: string) => this.permissions[login] ?? 'none',
      pullRequest: async () => ({
        state: 'open' as const,
        head: { sha: this.at('topic') as Sha, branch: 'topic', repository: 'octo/shop' },
        base: { branch: 'main' },
        fork: false,
        author: 'ann',
      }),
      repository: async () => ({ defaultBranch: 'main' }),
    };
    const outcome = await planJob({ surroundings, github, clone, now: Date.now() });
    if (outcome.kind === 'ignored') return null;
    const { document, hop } = outcome;
    const { folder, name } = startFile(surroundings.folder);
    await writeFileIn(folder, name, startText(document));
    cpSync(folder, join(handed, 'start', 'braid.plan.1'), { recursive: true });
    return {
      run: document.run ?? '',
      matrix: JSON.stringify(hop?.tasks ?? []),
      legs: JSON.stringify(legsOf(hop)),
    };
  }

  async #announce(surroundings: Surroundings): Promise<void> {
    const start = await handedStart(surroundings.folder);
    if (start === null) throw new Error('nothing was handed over');
    const summarize = async (text: string) => void this.summaries.push(text);
    await announceJob({ surroundings, desk: this.desk, start, now: Date.now(), summarize });
  }

  async #prepare(surroundings: Surroundings, { run, legs }: Given, entry: string, leg = 0): Promise<void> {
    const clone = await cloneFor(surroundings, null);
    const needs = { run: run as RunId, claim: null, branch: null };
    if ((await fetchState(clone, surroundings, needs)) === null) throw new Error('no run');
    const count = Math.max(1, parseLegs(legs).length);
    await writeJob(surroundings.folder, { run: run as RunId, entry: entry || null, leg, legs: count });
  }

  async #land(surroundings: Surroundings, { run, matrix, legs }: Given): Promise<void> {
    await landJob({
      surroundings,
      clone: await cloneFor(surroundings, null),
      desk: this.desk,
      run: (run || null) as RunId | null,
      sent: sentTasks(matrix),
      verified: parseLegs(legs).length > 0,
      cancelled: false,
      say: line => this.lines.push(line),
      warn: line => this.lines.push(line),
      summarize: async text => void this.summaries.push(text),
    });
  }

  readonly desk: Desk = {
    putCheckRun: async check => void this.checks.set(`${check.headSha} ${check.name}`, check),
    putComment: async ({ issue, body }) => void this.comments.set(issue, body),
    react: async () => {},
    removeLabel: async () => {},
    dispatch: async dispatch => void this.dispatched.push(dispatch),
    workflowRuns: async () => [],
    announcedRun: async () => null,
    cancelRun: async () => {},
    rerunFailed: async () => {},
    openPullRequest: async () => 8,
  };

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
