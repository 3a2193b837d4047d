/** Runs the machine against a world, in an order that the test chooses, with doubled, delayed and lost answers and crashes. */
import { isDeepStrictEqual } from 'node:util';
import type { Config } from '../../shared/plan/config.ts';
import type { Plan, RunId } from '../../shared/plan/plan.ts';
import type { Sign } from '../../shared/run/dispatch/signs.ts';
import type { Effect } from '../../shared/run/effect.ts';
import type { RunEvent } from '../../shared/run/event.ts';
import type { RunState, Started } from '../../shared/run/state.ts';
import { replay, transition } from '../../shared/run/transition.ts';
import { isStuck, wantedEffects } from '../../shared/run/wanted.ts';
import { DEFAULTS } from '../plan/blank.ts';
import type { Script, World } from './world.ts';

/** Whoever simulates needs a plan. */
export { DEFAULTS, plan, SH, task } from '../plan/blank.ts';

export function startEvent(world: World, thePlan: Plan, config: Config): RunEvent {
  return {
    type: 'run-started',
    at: 1000,
    run: 'test-1' as RunId,
    host: 'cli',
    plan: thePlan,
    source: { planFile: 'plan.yml', configFile: null, overrides: {} },
    config,
    base: world.base,
    target: { kind: 'branch', branch: 'main', configured: 'auto' },
    remarks: [],
  };
}

/** What other runs tell of a backend, as so many steps of this one are made. */
export interface Hearsay {
  readonly step: number;
  readonly backend: string;
  /** Each from so long ago, in milliseconds. */
  readonly signs: readonly ({ readonly ago: number } & Saying)[];
}

type Saying =
  | { readonly says: 'limited'; readonly restMs: number | null }
  | { readonly says: 'broken' | 'answered' };

/** Numbers from 0 to 1 that decide what happens next; when they run out, everything goes its plain way. */
export type Fortune = readonly number[];

export interface Simulation {
  readonly state: Started;
  readonly journal: readonly RunEvent[];
  readonly crashes: number;
}

/** More than any run of the tests needs; reaching it means that the run does not end. */
const STEP_LIMIT = 1_500;

export class Simulator {
  readonly world: World;
  readonly journal: RunEvent[] = [];
  readonly #fortune: number[];
  readonly #late: RunEvent[] = [];
  readonly #hearsay: readonly Hearsay[];
  #steps = 0;
  state: RunState = null;
  at = 1000;
  crashes = 0;

  constructor(world: World, fortune: Fortune = [], hearsay: readonly Hearsay[] = []) {
    this.world = world;
    this.#hearsay = hearsay;
    this.#fortune = [...fortune];
  }

  get started(): Started {
    if (this.state === null) throw new Error('not started');
    return this.state;
  }

  take(event: RunEvent): void {
    const { state } = transition(this.state, event);
    if (state === this.state) return;
    this.journal.push(event);
    this.state = state;
    // What comes after a pause is not dated before its end.
    this.at = Math.max(this.at, event.at);
  }

  /** Until nothing is wanted and nothing is late, or so many steps were made. */
  run({ steps = null }: { steps?: number | null } = {}): Started {
    for (let step = 0; step < STEP_LIMIT; step++) {
      if (step === steps) return this.started;
      const wanted = wantedEffects(this.state);
      if (wanted.length === 0 && this.#late.length === 0) {
        if (isStuck(this.state)) throw new Error('the run hangs: it has not ended, and nothing is wanted');
        return this.started;
      }
      this.#step(wanted);
    }
    throw new Error(
      `the run does not end; wanted: ${wantedEffects(this.state)
        .map(each => each.key)
        .join(' ')}`,
    );
  }

  #chance(): number {
    return this.#fortune.shift() ?? -1;
  }

  hear({ backend, signs }: Omit<Hearsay, 'step'>): void {
    const told = signs.map(({ ago, ...said }): Sign => {
      const at = this.at - ago;
      return { ...said, began: at - 5, at };
    });
    this.#deliver({ type: 'limits-heard', at: this.at, backend, signs: told });
  }

  #step(wanted: readonly Effect[]): void {
    this.at += 7;
    this.#steps += 1;
    const news = this.#hearsay.filter(({ step }) => step === this.#steps);
    for (const each of news) this.hear(each);
    // What was wanted may not be any more.
    if (news.length > 0) return;
    const luck = this.#chance();
    if (this.#late.length > 0 && (wanted.length === 0 || luck > 0.9)) {
      const late = this.#late.shift();
      if (late !== undefined) this.take(late);
      return;
    }
    if (luck > 0.86) {
      this.#crash();
      return;
    }
    const effect = wanted[Math.max(0, Math.floor(this.#chance() * wanted.length))];
    if (effect === undefined) return;
    for (const event of this.#answers(effect, wanted)) this.#deliver(event);
  }

  #answers(effect: Effect, wanted: readonly Effect[]): readonly RunEvent[] {
    if (
      effect.kind === 'dispatch' &&
      wanted.some(each => each.kind === 'stop' && each.target === effect.key)
    ) {
      return [this.world.stopped(effect.task, effect.attempt, this.at)];
    }
    return this.world.perform(effect, this.at);
  }

  #deliver(event: RunEvent): void {
    const luck = this.#chance();
    if (luck > 0.95) return;
    if (luck > 0.85) {
      this.#late.push(event);
      return;
    }
    this.take(event);
    if (luck > 0.75) this.take(event);
    if (luck > 0.7) this.#late.push(event);
  }

  /** The process dies: only the journal is left. Replaying it must give what was there. */
  #crash(): void {
    this.crashes += 1;
    const again = replay(this.journal);
    if (!isDeepStrictEqual(again, this.state)) throw new Error('replaying the journal gives another state');
    this.state = again;
  }
}

export function simulate(
  world: World,
  thePlan: Plan,
  options: { config?: Config; fortune?: Fortune; hearsay?: readonly Hearsay[] } = {},
): Simulator {
  const simulator = new Simulator(world, options.fortune, options.hearsay);
  simulator.take(startEvent(world, thePlan, options.config ?? DEFAULTS));
  simulator.run();
  return simulator;
}

export type { Script };
