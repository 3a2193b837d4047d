/** The App as the API and the page see it: runs of the machine in a world of the test, kept in memory, that go on when the test says so. */
import type {
  Access,
  CommandAnswer,
  Commands,
  JobSight,
  JobsSeen,
  ListedRun,
  Live,
  NumberedEvent,
  Permission,
  Person,
  RecordedRun,
  Repository,
  Runs,
  Spent,
  StartOrder,
} from '../../../app/api/ports.ts';
import type { Config } from '../../../shared/plan/config.ts';
import type { Plan, RunId, TaskId } from '../../../shared/plan/plan.ts';
import type { Refusal } from '../../../shared/report/github/refusal.ts';
import { headline } from '../../../shared/report/summary/headline.ts';
import type { RunEvent } from '../../../shared/run/event.ts';
import { runStatus } from '../../../shared/run/status.ts';
import { replay } from '../../../shared/run/transition.ts';
import { DEFAULTS, Simulator, startEvent } from '../../run/simulate.ts';
import { CALM, type Script, World } from '../../run/world.ts';

export const ADA: Person = { id: 1, login: 'ada' };
export const BOB: Person = { id: 2, login: 'bob' };
export const EVE: Person = { id: 3, login: 'eve' };

const HOLDERS: Readonly<Record<string, Person>> = { ghu_ada: ADA, ghu_bob: BOB, ghu_eve: EVE };

interface Kept {
  readonly repository: Repository;
  readonly simulator: Simulator | null;
  readonly events: RunEvent[];
  jobs: readonly JobSight[];
}

export interface NewRun {
  readonly run?: string;
  readonly repository?: Repository;
  readonly script?: Partial<Script>;
  readonly config?: Partial<Config>;
  readonly pullRequest?: number | null;
}

export const PUBLIC: Repository = { id: 101, installation: 11, fullName: 'acme/shop', private: false };
export const PRIVATE: Repository = { id: 102, installation: 11, fullName: 'acme/vault', private: true };

/** Ada may write everywhere, Bob may read, Eve may nothing. */
export class MemoryApp implements Runs, Live, Commands, Access {
  readonly told: object[] = [];
  /** What the next command is answered with; null: it is accepted. */
  refusal: Refusal | null = null;
  /** Thrown by the next question to GitHub; null: it answers. */
  trouble: Error | null = null;
  /** Ids of repositories that became private. */
  readonly hidden = new Set<number>();
  /** Who may do nothing any more. */
  readonly shutOut = new Set<number>();
  /** The address whose token was looked at last. */
  askedFrom = '';
  readonly #runs = new Map<RunId, Kept>();
  readonly #waiting = new Set<() => void>();

  begin(plan: Plan, options: NewRun = {}): RunId {
    const { run = 'shop-1', repository = PUBLIC, script = {}, config = {}, pullRequest = 7 } = options;
    const world = new World({ ...CALM, ...script });
    const simulator = new Simulator(world);
    const start = startEvent(world, plan, { ...DEFAULTS, ...config });
    if (start.type !== 'run-started') throw new Error('expected the start of a run');
    simulator.take({
      ...start,
      run: run as RunId,
      host: 'app',
      origin: {
        repository: repository.fullName,
        pullRequest,
        branch: 'feature',
        commit: world.base.commit,
        actor: 'ada',
        workflowRun: null,
        workflow: 'braid.yml',
        defaultBranch: 'main',
      },
    });
    this.#runs.set(run as RunId, { repository, simulator, events: simulator.journal, jobs: [] });
    return run as RunId;
  }

  /** Events that were not made by the machine here. */
  keep(run: string, events: readonly RunEvent[], repository: Repository = PUBLIC): RunId {
    this.#runs.set(run as RunId, { repository, simulator: null, events: [...events], jobs: [] });
    return run as RunId;
  }

  simulator(run: RunId): Simulator {
    const simulator = this.#runs.get(run)?.simulator;
    if (simulator == null) throw new Error(`no run ${run}`);
    return simulator;
  }

  /** Goes on by so many steps, or to the end. */
  goOn(run: RunId, steps: number | null = null): void {
    this.simulator(run).run({ steps });
    this.#wake();
  }

  take(run: RunId, event: RunEvent): void {
    this.simulator(run).take(event);
    this.#wake();
  }

  /** GitHub tells of its jobs. */
  hear(run: RunId, jobs: readonly JobSight[]): void {
    const kept = this.#runs.get(run);
    if (kept === undefined) throw new Error(`no run ${run}`);
    kept.jobs = jobs;
    this.#wake();
  }

  #wake(): void {
    for (const wake of [...this.#waiting]) wake();
  }

  async find(run: RunId): Promise<RecordedRun | null> {
    const kept = this.#runs.get(run);
    return kept === undefined ? null : recorded(run, kept);
  }

  async spent(): Promise<Spent> {
    return { usd: 1.5, inputTokens: 3_000, outputTokens: 10 };
  }

  async list({ id }: Repository, most: number): Promise<readonly ListedRun[]> {
    const runs = [...this.#runs].filter(([, kept]) => kept.repository.id === id);
    return runs
      .reverse()
      .slice(0, most)
      .map(([run, { events }]) => listed(run, events));
  }

  async repository(fullName: string): Promise<Repository | null> {
    return [PUBLIC, PRIVATE].find(each => each.fullName === fullName.toLowerCase()) ?? null;
  }

  async again(repository: Repository): Promise<Repository> {
    if (this.trouble !== null) throw this.trouble;
    return { ...repository, private: this.hidden.has(repository.id) || repository.private };
  }

  async *follow(
    run: RunId,
    { after, signal }: { readonly after: number; readonly signal: AbortSignal },
  ): AsyncIterable<NumberedEvent | JobsSeen> {
    const kept = this.#runs.get(run);
    let seen: readonly JobSight[] = [];
    for (let number = after + 1; kept !== undefined && !signal.aborted; ) {
      const { events, jobs } = kept;
      const event = events[number - 1];
      if (event !== undefined) yield { number: number++, event };
      else if (jobs !== seen && jobs.length + seen.length > 0) yield { jobs };
      else await this.#next(signal);
      if (event === undefined) seen = jobs;
    }
  }

  async #next(signal: AbortSignal): Promise<void> {
    await new Promise<void>(resolve => {
      const wake = () => {
        this.#waiting.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      this.#waiting.add(wake);
      signal.addEventListener('abort', wake, { once: true });
    });
  }

  get followers(): number {
    return this.#waiting.size;
  }

  async start(order: StartOrder): Promise<CommandAnswer> {
    return this.#answer({ command: 'start', ...order }, 'shop-2' as RunId);
  }

  async cancel(run: RunId, actor: string): Promise<CommandAnswer> {
    return this.#answer({ command: 'cancel', run, actor }, run);
  }

  async retry(run: RunId, actor: string, tasks: readonly TaskId[] | null): Promise<CommandAnswer> {
    return this.#answer({ command: 'retry', run, actor, tasks }, run);
  }

  async resume(run: RunId, actor: string): Promise<CommandAnswer> {
    return this.#answer({ command: 'resume', run, actor }, run);
  }

  #answer(told: object, run: RunId): CommandAnswer {
    this.told.push(told);
    return this.refusal === null ? { kind: 'accepted', run } : { kind: 'refused', refusal: this.refusal };
  }

  async holder(token: string, from?: string): Promise<Person | null> {
    if (from !== undefined) this.askedFrom = from;
    if (this.trouble !== null) throw this.trouble;
    return HOLDERS[token] ?? null;
  }

  async byToken(token: string, repository: Repository): Promise<Permission> {
    const person = await this.holder(token);
    return person === null ? 'none' : this.byPerson(person, repository);
  }

  async byPerson({ id }: Person, repository: Repository): Promise<Permission> {
    if (this.trouble !== null) throw this.trouble;
    if (this.shutOut.has(id)) return 'none';
    if (id === ADA.id) return 'write';
    return id === BOB.id || !repository.private ? 'read' : 'none';
  }
}

function listed(run: RunId, events: readonly RunEvent[]): ListedRun {
  const state = replay(events);
  if (state === null) throw new Error('expected the start of a run');
  const { plan, startedAt, finishedAt } = state;
  const { count } = headline(state);
  return { run, plan: plan.name, status: runStatus(state), headline: count, startedAt, finishedAt };
}

function recorded(run: RunId, { repository, events, jobs }: Kept): RecordedRun {
  return {
    run,
    repository,
    count: events.length,
    eventsAfter: async number => events.slice(number),
    jobs: async () => jobs,
  };
}
