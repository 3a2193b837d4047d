/** Plays a tale on a real repository: the real driver, journal, trees, merges and landing; backend and tests in this process. */
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { Driver, type Perform } from '../../shared/io/drive.ts';
import { openGitJournal } from '../../shared/io/journal/journal-git.ts';
import { openMemoryJournal } from '../../shared/io/journal/journal-memory.ts';
import { publishIntegration } from '../../shared/io/journal/run-refs.ts';
import { inspectTarget, landLocally } from '../../shared/io/landing/land.ts';
import { LocalAttempts } from '../../shared/io/local/attempts.ts';
import { RunFolder } from '../../shared/io/local/run-folder.ts';
import { Workers } from '../../shared/io/local/workers.ts';
import { chain } from '../../shared/io/merge.ts';
import { openMergeDirectory } from '../../shared/io/merging/merge-directory.ts';
import { type HostPorts, makePerform } from '../../shared/io/perform.ts';
import type { Backend, Journal } from '../../shared/io/ports.ts';
import { openRepository, type Repository } from '../../shared/io/repository.ts';
import { openTreePool, type TreePool } from '../../shared/io/task-tree.ts';
import type { RunId, Sha } from '../../shared/plan/plan.ts';
import { concurrency } from '../../shared/run/dispatch/schedule.ts';
import type { VerifyEffect } from '../../shared/run/effect.ts';
import type { RunEvent, Snapshot, TrialVerdict } from '../../shared/run/event.ts';
import { factsOf, type RunState, type Started } from '../../shared/run/state.ts';
import { isCalledOff } from '../../shared/run/wanted.ts';
import { commit, ENV, type Stage } from './stage.ts';
import { OTHERS, type Tale } from './tale.ts';
import { isRed, namesIn } from './verdict.ts';
import { act, outcome } from './work.ts';

export const RUN = 'tale' as RunId;
export interface Played {
  readonly tale: Tale;
  readonly state: Started;
  readonly repository: Repository;
  /** Everything of this tale. */
  readonly folder: string;
  readonly base: Snapshot;
  /** What the verification said, by tree. */
  readonly verdicts: ReadonlyMap<Sha, readonly boolean[]>;
  /** How often the process died. */
  readonly deaths: number;
}

let plays = 0;

/** To its end, however often the process dies on the way. */
export async function play(stage: Stage, tale: Tale): Promise<Played> {
  plays += 1;
  const folder = join(stage.folder, String(plays));
  cpSync(join(stage.folder, 'template'), join(folder, 'repository.git'), { recursive: true });
  const repository = await openRepository(join(folder, 'repository.git'), {
    ...ENV,
    HOME: folder,
    BRAID_CACHE_DIR: join(folder, 'cache'),
  });
  const world = new World(tale, repository);
  const start = {
    type: 'run-started',
    at: Date.now(),
    run: RUN,
    host: 'cli',
    plan: tale.plan,
    source: { planFile: 'plan.yml', configFile: null, overrides: {} },
    config: tale.config,
    base: stage.base,
    target: { kind: 'branch', branch: 'main', configured: 'auto' },
    remarks: [],
  } satisfies RunEvent;
  let first: RunEvent = start;
  for (let deaths = 0; ; deaths++) {
    const state = await world.live(first);
    if (state !== null)
      return { tale, state, repository, folder, base: stage.base, verdicts: world.verdicts, deaths };
    first = world.wrote ? { type: 'resumed', at: Date.now(), budget: null } : start;
  }
}

class Death extends Error {}

class World {
  readonly #tale: Tale;
  readonly #repository: Repository;
  readonly #journal: Journal;
  readonly verdicts = new Map<Sha, boolean[]>();
  #appends = 0;
  #moves = 0;
  wrote = false;

  constructor(tale: Tale, repository: Repository) {
    this.#tale = tale;
    this.#repository = repository;
    this.#journal = tale.journal === 'git' ? openGitJournal(repository, RUN) : openMemoryJournal();
  }

  /** One process, from its start to its end; null: it died. */
  async live(first: RunEvent): Promise<Started | null> {
    let state: RunState = null;
    const now = (): Started => {
      if (state === null) throw new Error('not started');
      return state;
    };
    const pool = await openTreePool(this.#repository);
    const workers = new Workers();
    const ports = this.#ports({ now, pool, workers });
    const perform = makePerform(ports);
    const underWay = new Set<Promise<void>>();
    const watched: Perform = (effect, emit, signal) => {
      const done = perform(effect, emit, signal);
      underWay.add(done);
      return done.finally(() => underWay.delete(done));
    };
    const see = (next: RunState) => {
      state = next;
      if (next === null) return;
      workers.allow(concurrency(next));
      ports.attempts.follow(next);
    };
    const journal = this.#mortal(this.#journal);
    const driver = new Driver({
      journal,
      perform: watched,
      observe: (_before, _event, after) => see(after),
      loaded: see,
    });
    try {
      await driver.run([first]);
      return now();
    } catch (error) {
      if (!(error instanceof Death)) throw error;
      return null;
    } finally {
      // What was begun comes to its end, but nobody hears of it.
      while (underWay.size > 0) await Promise.allSettled(underWay);
      await pool.close();
    }
  }

  #mortal(journal: Journal): Journal {
    const dies = (when: 'before' | 'after') =>
      this.#tale.deaths.some(death => death.append === this.#appends && death.when === when);
    return {
      read: () => journal.read(),
      append: async (events, version) => {
        this.#appends += 1;
        if (dies('before')) throw new Death();
        const appended = await journal.append(events, version);
        this.wrote = true;
        if (dies('after')) throw new Death();
        return appended;
      },
    };
  }

  #ports({ now, pool, workers }: { now: () => Started; pool: TreePool; workers: Workers }) {
    const repository = this.#repository;
    const backend = this.#backend();
    let opening: ReturnType<typeof openMergeDirectory> | null = null;
    const merges = () => {
      opening ??= openMergeDirectory(repository, { base: now().base.commit });
      return opening;
    };
    const attempts = new LocalAttempts(
      {
        repository,
        merges,
        run: RUN,
        folder: new RunFolder(repository, RUN),
        pool,
        workers,
        backend: () => backend,
        task: id => factsOf(now(), id).task,
        config: () => now().config,
        verifyOwn: async () => null,
        progress() {},
        now: Date.now,
        runStartedAt: () => now().startedAt,
        isCalledOff: key => isCalledOff(now(), key),
      },
      new Map(),
    );
    let published: Sha | null = null;
    let last: Promise<unknown> = Promise.resolve();
    const publish = async (sha: Sha) => {
      const outcome = await publishIntegration(repository, { run: RUN, commit: sha, previous: published });
      if (outcome.kind === 'refused') throw new Error(outcome.reason);
      published = sha;
      return null;
    };
    return {
      attempts,
      backends: { check: async () => ({ kind: 'usable', version: null }) },
      merger: {
        chain: async effect => chain(await merges(), effect, { run: RUN }),
      },
      verifier: { verify: async effect => ({ verdict: await this.#verify(effect), durationMs: 1 }) },
      target: {
        publish: sha => {
          const done = last.then(() => publish(sha));
          last = done;
          return done;
        },
        inspect: async ({ branch, head }) => {
          await this.#moveTarget();
          return inspectTarget(repository, { branch, head });
        },
        land: ({ branch, from, to, followTree }) =>
          landLocally(repository, { run: RUN, branch, from, to, followTree }),
      },
      reporter: { report: async () => {} },
      clock: { now: Date.now, until: async () => {} },
    } satisfies HostPorts;
  }

  #backend(): Backend {
    return {
      name: 'sh',
      secrets: [],
      health: async () => ({ kind: 'usable', version: null }),
      run: async job => {
        job.onStarted();
        const deeds = this.#tale.deeds[job.task] ?? ['work'];
        return outcome(
          act(
            job,
            deeds[Math.min(job.attempt, deeds.length) - 1] ?? 'work',
            this.#tale.edits[job.task] ?? [],
          ),
        );
      },
    };
  }

  async #verify({ tree }: VerifyEffect): Promise<TrialVerdict> {
    const present = await namesIn(this.#repository, tree);
    const before = this.verdicts.get(tree) ?? [];
    const flake = before.length === 0 && this.#tale.flaky.some(name => present.has(name));
    const red = flake || isRed(this.#tale, present);
    this.verdicts.set(tree, [...before, !red]);
    return red
      ? { kind: 'red', failure: { command: 'test', problem: 'exit code 1', tail: '' } }
      : { kind: 'green' };
  }

  async #moveTarget(): Promise<void> {
    if (this.#moves >= this.#tale.moves) return;
    this.#moves += 1;
    await commit(
      this.#repository.commonDir,
      { [`${OTHERS}/${this.#moves}`]: 'x\n' },
      'from refs/heads/main^0\n',
    );
  }
}
